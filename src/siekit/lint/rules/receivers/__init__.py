"""Rules about what a receiving program takes; they run when it is named as a target."""
