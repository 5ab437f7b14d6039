"""`ask`: one query that only reads, and its answer as an Arrow table."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa

from siekit.engine.statement import reading_only
from siekit.engine.stopping import stopped
from siekit.engine.told import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from threading import Event

    import duckdb

    from siekit.engine.stopping import Stopped

Result = TypeVar("Result")

ROWS_A_BATCH = 65_536


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
    unwanted: Event | None = None,
    rows_a_batch: int = ROWS_A_BATCH,
) -> Iterator[pa.RecordBatchReader]:
    """Give the answer bit by bit, as it is made; raises as `ask` does, also while it is read.

    Once `unwanted` is set the query is stopped, as after `timeout` seconds.
    """
    reading_only(connection, query)
    with (
        stopped(connection, timeout=timeout, unwanted=unwanted) as found,
        _failures_told(connection, query, found),
        ThreadPoolExecutor(1) as pool,
    ):

        def aside(work: Callable[[], Result]) -> Result:
            """Work in the other thread: the engine does not notice Ctrl-C, who waits does."""
            done = pool.submit(work)
            try:
                return done.result()
            except KeyboardInterrupt:
                connection.interrupt()
                wait([done])
                raise

        made = connection.sql(query, params=parameters)
        reader = aside(lambda: made.to_arrow_reader(rows_a_batch))
        try:
            yield pa.RecordBatchReader.from_batches(reader.schema, _batches(reader, aside))
        finally:
            reader.close()


def _batches(
    reader: pa.RecordBatchReader,
    aside: Callable[[Callable[[], pa.RecordBatch | None]], pa.RecordBatch | None],
) -> Iterator[pa.RecordBatch]:
    while (batch := aside(lambda: next(reader, None))) is not None:
        yield batch


@contextmanager
def _failures_told(
    connection: duckdb.DuckDBPyConnection, query: str, found: Stopped
) -> Iterator[None]:
    """Tell what went wrong, or that it was stopped and why."""
    import duckdb

    try:
        yield
    except (duckdb.Error, pa.ArrowException) as error:
        raise found.error or told(error, query, connection) from None
