"""Files made of files: converted to another type, merged, split."""
