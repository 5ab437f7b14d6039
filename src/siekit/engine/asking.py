"""`ask`: one query that only reads, and its answer as an Arrow table."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

from siekit.engine.statement import reading_only
from siekit.engine.told import told
from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import duckdb
    import pyarrow as pa

ROWS_A_BATCH = 65_536
STOPPED_BY_HAND = "Query interrupted"
"""What the engine says when somebody presses Ctrl-C."""


def ask(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    parameters: Sequence[object] | Mapping[str, object] | None = None,
    *,
    timeout: float | None = None,
) -> pa.Table:
    """Return what a query gives, decimals as decimals.

    Raises `UsageError` for what is not one reading statement, for tables, columns and functions
    that are not there, naming those that are nearest, and after `timeout` seconds.
    """
    with asked(connection, query, parameters, timeout=timeout) as reader:
        return reader.read_all()


@contextmanager
def asked(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    parameters: Sequence[object] | Mapping[str, object] | None = None,
    *,
    timeout: float | None = None,
) -> Iterator[pa.RecordBatchReader]:
    """Give the answer bit by bit, as it is made; raises as `ask` does, also while it is read."""
    reading_only(connection, query)
    with _failures_told(connection, timeout):
        reader = connection.sql(query, params=parameters).to_arrow_reader(ROWS_A_BATCH)
        try:
            yield reader
        finally:
            reader.close()


@contextmanager
def _failures_told(connection: duckdb.DuckDBPyConnection, timeout: float | None) -> Iterator[None]:
    """Stop what takes longer than `timeout` seconds, and tell what went wrong."""
    import duckdb
    import pyarrow as pa

    stopped: list[bool] = []

    def stop() -> None:
        stopped.append(True)
        connection.interrupt()

    timer = Timer(timeout, stop) if timeout is not None else None
    if timer:
        timer.daemon = True
        timer.start()
    try:
        yield
    except (duckdb.Error, pa.ArrowException, RuntimeError) as error:
        if stopped:
            message = f"The query was stopped after {timeout:g} s, the limit that was set."
            raise UsageError(message) from None
        if str(error).startswith(STOPPED_BY_HAND):
            raise KeyboardInterrupt from None
        if not isinstance(error, (duckdb.Error, pa.ArrowException, OSError)):
            raise
        raise UsageError(told(error, connection)) from None
    finally:
        if timer:
            timer.cancel()
