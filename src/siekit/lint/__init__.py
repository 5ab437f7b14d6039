"""Rules over the tables of documents, and what runs and configures them."""
