"""Many files as one database: what people ask in SQL, and the answers."""
