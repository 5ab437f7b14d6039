"""The migrations of the catalogue, in order; one set for both databases."""
