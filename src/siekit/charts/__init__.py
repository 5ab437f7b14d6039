"""The BAS chart of accounts: groups, lines of the statements, tax codes. Facts, no logic."""
