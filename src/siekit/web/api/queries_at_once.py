"""How many queries in SQL run at once: a few of each person, and not many in a process."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.workspace.workspace import Workspace

OF_A_PERSON = 2
"""Queries of one person in one domain, with all their tokens."""

OF_ALL = 4
"""Queries of everybody in a process: each may take half a gigabyte, and a processor."""


class QueriesAtOnce:
    """Counts the queries that run in this process."""

    def __init__(self) -> None:
        """Begin with none."""
        self._running: Counter[tuple[int, int | str]] = Counter()
        self._lock = threading.Lock()

    @property
    def count(self) -> int:
        """How many run now."""
        with self._lock:
            return self._running.total()

    @contextmanager
    def one_more(self, workspace: Workspace) -> Iterator[None]:
        """Let one query run; `too_many_queries` and `queries_busy` where too many do already."""
        actor = workspace.actor
        whose = (workspace.domain_id, actor.user_id or actor.name)
        with self._lock:
            if self._running[whose] >= OF_A_PERSON:
                raise Refusal("too_many_queries", most=OF_A_PERSON)
            if self._running.total() >= OF_ALL:
                raise Refusal("queries_busy", most=OF_ALL)
            self._running[whose] += 1
        try:
            yield
        finally:
            with self._lock:
                self._running[whose] -= 1
                if not self._running[whose]:
                    del self._running[whose]
