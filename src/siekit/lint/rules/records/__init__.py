"""Rules about which records a file has."""
