"""What programs for reports read: views in PostgreSQL, Parquet files, one DuckDB file."""
