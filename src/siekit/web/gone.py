"""Clients that go away before they have their answer: what they asked for need not be done."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated

from fastapi import Depends, Request


async def gone(request: Request) -> AsyncIterator[threading.Event]:
    """Give what is set when the client goes away; the body of the request has been read by then."""
    event = threading.Event()

    async def listen() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        event.set()

    listening = asyncio.create_task(listen())
    try:
        yield event
    finally:
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening


Gone = Annotated[threading.Event, Depends(gone)]
"""The parameter of a handler that stops when nobody waits for its answer."""
