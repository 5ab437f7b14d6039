"""The way from a changed document back to the bytes of its own file, all else left as it stood."""
