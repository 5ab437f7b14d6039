"""The way from a document to the bytes of a file of types 1 to 4."""
