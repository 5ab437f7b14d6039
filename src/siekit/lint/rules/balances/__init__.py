"""Rules about balances: what must add up, in one file and over a chain of files."""
