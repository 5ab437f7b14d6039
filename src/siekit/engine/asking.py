"""`ask`: one query that only reads, and its answer as an Arrow table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.engine.statement import first_sentence, reading_only
from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import duckdb
    import pyarrow as pa


def ask(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    parameters: Sequence[object] | Mapping[str, object] | None = None,
) -> pa.Table:
    """Return what a query gives, decimals as decimals.

    Raises `UsageError` for what is not one reading statement, and for tables, columns and
    functions that are not there, naming those that are nearest.
    """
    import duckdb

    reading_only(connection, query)
    try:
        return connection.sql(query, params=parameters).to_arrow_table()
    except duckdb.Error as error:
        raise UsageError(first_sentence(error)) from error
