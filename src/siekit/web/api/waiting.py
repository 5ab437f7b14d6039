"""Waiting for work that goes on meanwhile, without holding a thread or asking all the time."""

import asyncio
import time
from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import Query
from starlette.concurrency import run_in_threadpool

LONGEST = 60
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0

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
    last = time.monotonic() + seconds
    pause = FIRST_PAUSE
    while True:
        seen = await run_in_threadpool(look)
        left = last - time.monotonic()
        if done(seen) or left <= 0:
            return seen
        await asyncio.sleep(min(pause, left))
        pause = min(pause * 1.5, LONGEST_PAUSE)
