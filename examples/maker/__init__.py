"""How the example files are made from their descriptions."""
