"""Work on several things at once, the results in the order of the things.

The core reads without holding Python's lock, so two files are read in less time than one after
the other.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

Thing = TypeVar("Thing")
Result = TypeVar("Result")

THREADS = 2


def in_order(
    work: Callable[[Thing], Result], things: Iterable[Thing], *, threads: int = THREADS
) -> Iterator[Result]:
    """Give the result of work on each thing; a thread works on things that are not asked for yet.

    At most one result a thread lies waiting. What work raises is raised in its place.
    """
    with ThreadPoolExecutor(threads) as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for thing in things:
                waiting.append(pool.submit(work, thing))
                if len(waiting) > threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()
