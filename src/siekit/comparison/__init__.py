"""What differs between two documents: their facts, not their bytes."""
