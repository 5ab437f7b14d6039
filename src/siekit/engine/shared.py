"""One engine for all that this process asks of itself: to begin one takes 20 ms, checks 200."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from siekit.engine.connection import connect

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    import pyarrow as pa


class _Engines:
    """Those of this process, by their number of threads, None for all.

    They are locked: no query reaches files or settings.
    """

    def __init__(self, of_parent: _Engines | None = None) -> None:
        self.begun: dict[int | None, duckdb.DuckDBPyConnection] = {}
        self.asked: dict[int | None, int] = {}
        self.beginning = threading.Lock()
        # To end an engine it waits for its threads, which are not there in a forked process.
        self.of_parent = of_parent


_here = [_Engines()]

MANY_ROWS = 1_000_000
"""With fewer, dividing a query among threads takes longer than it saves."""

MOST_ASKED = 100
"""Connections after which an engine is replaced: it keeps some 40 kB of each, closed or not."""


def shared(tables: Mapping[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    """Return a connection that sees the tables by their names and nothing else, for own queries.

    Each sees its own tables only, and may make others that are temporary; they go when it is
    closed. Queries of users get an engine of their own (`connect`), whose memory has a limit.
    """
    rows = sum(table.num_rows for table in tables.values())
    connection = _engine(1 if rows < MANY_ROWS else None).cursor()
    for name, table in tables.items():
        connection.register(name, table)
    return connection


def _engine(threads: int | None) -> duckdb.DuckDBPyConnection:
    """Return the engine; a new one where the old one was ended by an error or has grown."""
    import duckdb

    here = _here[0]
    with here.beginning:
        found = here.begun.get(threads)
        try:
            if found is not None:
                found.execute("select 1")
        except duckdb.Error:
            found = None
        if found is None or here.asked[threads] >= MOST_ASKED:
            # The old one ends with the last of its connections.
            found = here.begun[threads] = connect({}, threads=threads)
            here.asked[threads] = 0
        here.asked[threads] += 1
        return found


def _forked() -> None:
    _here[0] = _Engines(_here[0])


if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(after_in_child=_forked)
