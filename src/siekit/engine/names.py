"""The names that people may use in queries; those that begin with _ are siekit's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_TABLES = """
    select distinct table_name from duckdb_columns()
    where not internal and not starts_with(table_name, '_') order by all
"""
_FUNCTIONS = """
    select distinct function_name from duckdb_functions()
    where not internal and function_type = 'table_macro' and not starts_with(function_name, '_')
    order by all
"""
_COLUMNS = """
    select table_name, column_name from duckdb_columns()
    where not internal and not starts_with(table_name, '_')
    order by table_name, column_index
"""


def table_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the names of the tables, in order."""
    return [name for (name,) in connection.execute(_TABLES).fetchall()]


def function_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the names of the functions that give tables."""
    return [name for (name,) in connection.execute(_FUNCTIONS).fetchall()]


def column_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the names of all columns of all tables, each once."""
    rows = connection.execute(_COLUMNS).fetchall()
    return list(dict.fromkeys(name for _, name in rows))
