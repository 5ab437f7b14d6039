"""The formats that siekit reads: each is a way into the same tables."""
