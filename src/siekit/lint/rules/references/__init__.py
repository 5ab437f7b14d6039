"""Rules about what records refer to: accounts, dimensions, objects and years."""
