"""Fixes: how single faults are mended in the bytes of a file, without changing what it says."""
