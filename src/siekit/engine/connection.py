"""A DuckDB connection that sees the tables it is given and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    import pyarrow as pa

BEGUN = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
"""How a connection begins: no extensions, and no Python variables for tables."""


def connect(
    tables: Mapping[str, pa.Table], *, threads: int | None = None, locked: bool = True
) -> duckdb.DuckDBPyConnection:
    """Return a connection that sees the tables by their names and nothing else.

    The tables are not copied. Close it after use. Who asks for it not `locked` may still make
    views, and locks it (`lock`) when they are made.
    """
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {**BEGUN}
    if threads is not None:
        config["threads"] = str(threads)
    connection = duckdb.connect(":memory:", config=config)
    for name, table in tables.items():
        connection.register(name, table)
    if locked:
        lock(connection)
    return connection


def lock(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep queries inside the tables: no files, no network, no settings; it cannot be undone."""
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
