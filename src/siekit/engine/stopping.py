"""Queries that are stopped: after so long, or because nobody wants the answer any more."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

LOOK_SECONDS = 0.05


@dataclass(slots=True)
class Stopped:
    """Whether a query was stopped, and why."""

    error: UsageError | None = None


@contextmanager
def stopped(
    connection: duckdb.DuckDBPyConnection,
    *,
    timeout: float | None,
    unwanted: threading.Event | None,
) -> Iterator[Stopped]:
    """Stop the queries of a connection after `timeout` seconds, or once they are `unwanted`."""
    found, done = Stopped(), threading.Event()
    if timeout is None and unwanted is None:
        yield found
        return
    ends = None if timeout is None else time.monotonic() + timeout

    def look() -> None:
        while not done.wait(LOOK_SECONDS):
            if unwanted is not None and unwanted.is_set():
                found.error = found.error or _unwanted()
            elif ends is not None and time.monotonic() >= ends:
                found.error = found.error or _too_long(timeout or 0)
            if found.error:
                # Again and again: one that comes just before a query begins is lost.
                connection.interrupt()

    looking = threading.Thread(target=look, name="query's end", daemon=True)
    looking.start()
    try:
        yield found
    finally:
        done.set()
        looking.join()


def _unwanted() -> UsageError:
    message = "The query was stopped, since nobody waits for its answer any more."
    swedish = "Frågan avbröts, eftersom ingen väntar på svaret längre."
    return UsageError(message, swedish=swedish)


def _too_long(timeout: float) -> UsageError:
    message = f"The query was stopped after {timeout:g} s, the limit that was set."
    swedish = f"Frågan avbröts efter {timeout:g} s, gränsen som är satt. Fråga efter mindre."
    return UsageError(message, swedish=swedish)
