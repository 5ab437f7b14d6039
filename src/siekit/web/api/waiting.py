"""Waiting for work that goes on meanwhile, without holding a thread or asking all the time."""

import asyncio
import time
from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import Query
from starlette.concurrency import run_in_threadpool

LONGEST = 60
SHORTEST_PAUSE, LONGEST_PAUSE = 0.02, 1.0
SHARE = 0.1
"""Of the time waited so far: nobody hears much later than it is done, nor asks all the time."""

Wait = Annotated[
    float,
    Query(
        ge=0,
        le=LONGEST,
        allow_inf_nan=False,
        description="Seconds to wait at most until the work that is going on is done.",
    ),
]

Seen = TypeVar("Seen")


async def until(look: Callable[[], Seen], done: Callable[[Seen], bool], seconds: float) -> Seen:
    """Return what `look` gives as soon as it is done, or what it gives when the time is over."""
    begin = time.monotonic()
    last = begin + seconds
    while True:
        seen = await run_in_threadpool(look)
        now = time.monotonic()
        if done(seen) or now >= last:
            return seen
        pause = min(max(SHORTEST_PAUSE, SHARE * (now - begin)), LONGEST_PAUSE)
        await asyncio.sleep(min(pause, last - now))
