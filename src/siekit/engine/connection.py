"""A DuckDB connection that sees the tables it is given and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    import pyarrow as pa

BEGUN = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
}
"""How a connection begins: no extensions, no Python variables for tables, no files for what does
not fit into memory."""


def connect(
    tables: Mapping[str, pa.Table],
    *,
    threads: int | None = None,
    memory: str | None = None,
    locked: bool = True,
) -> duckdb.DuckDBPyConnection:
    """Return a connection that sees the tables by their names and nothing else.

    The tables are not copied. Close it after use. `memory` is the most that queries may use, such
    as 500MB or 2GB; four fifths of the machine's when not given. Who asks for it not `locked` may
    still make views, and locks it (`lock`) when they are made.
    """
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {**BEGUN}
    if threads is not None:
        config["threads"] = str(threads)
    if memory is not None:
        config["memory_limit"] = memory
    try:
        connection = duckdb.connect(":memory:", config=config)
    except duckdb.ParserException:
        message = f"{memory!r} is no amount of memory: write it as 500MB or 2GB."
        raise UsageError(message) from None
    for name, table in tables.items():
        connection.register(name, table)
    if locked:
        lock(connection)
    return connection


def lock(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep queries inside the tables: no files, no network, no settings; it cannot be undone."""
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
