"""Tables in, a locked DuckDB connection out; this knows no document and no file."""

from siekit.engine.connection import connect

__all__ = ["connect"]
