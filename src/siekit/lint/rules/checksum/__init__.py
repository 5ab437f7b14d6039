"""Rules about the checksum, beside those of reading."""
