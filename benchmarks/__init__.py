"""Speed and memory of siekit, measured beside simpler ways to read a file."""
