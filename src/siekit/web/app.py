"""`create_app(settings)`: the portal as an ASGI application."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI

from siekit.web.bodies import BodyLimit
from siekit.web.counting import Counting
from siekit.web.errors import add_error_pages
from siekit.web.headers import Headers
from siekit.web.hosts import HostCheck
from siekit.web.portal import Portal
from siekit.web.routes import include
from siekit.web.static_files import FOLDER, Files

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from siekit.web.settings import Settings


def create_app(settings: Settings) -> FastAPI:
    """Return the portal over the workspace that the settings name; it is opened at once.

    Raises `Refusal` when the workspace cannot be opened.
    """
    portal = Portal.open(settings)

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        del app
        portal.begin()
        try:
            yield
        finally:
            portal.close()

    app = FastAPI(title="siekit", docs_url=None, redoc_url=None, openapi_url=None, lifespan=running)
    app.state.portal = portal
    app.mount("/static", Files(directory=FOLDER), name="static")
    include(app)
    add_error_pages(app)
    # The last one added is the first one asked.
    app.add_middleware(BodyLimit, settings=settings)
    app.add_middleware(HostCheck, settings=settings)
    app.add_middleware(Headers, settings=settings)
    app.add_middleware(Counting, counters=portal.counters)
    return app
