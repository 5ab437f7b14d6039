"""The pages: one file for each part of the portal, listed in `PAGES`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from fastapi import Depends

from siekit.web.access import checked_form

if TYPE_CHECKING:
    from fastapi import FastAPI

PAGES = (
    "siekit.web.routes.signing",
    "siekit.web.routes.home",
)
"""Modules with a `router`; every form that they take is checked to come from our own pages."""

OTHERS = ("siekit.web.routes.machines",)
"""Modules with a `router` that programs talk to; they check for themselves who asks."""


def include(app: FastAPI) -> None:
    """Add all routes to an application."""
    for name in PAGES:
        router = import_module(name).router
        app.include_router(router, dependencies=[Depends(checked_form)], include_in_schema=False)
    for name in OTHERS:
        app.include_router(import_module(name).router)
