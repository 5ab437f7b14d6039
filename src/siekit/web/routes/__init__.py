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
    "siekit.web.routes.service",
    "siekit.web.routes.account",
    "siekit.web.routes.admin_people",
    "siekit.web.routes.admin_tokens",
    "siekit.web.routes.admin_settings",
    "siekit.web.routes.admin_log",
    "siekit.web.routes.installation",
    "siekit.web.routes.home",
    "siekit.web.routes.start",
    "siekit.web.routes.guide",
    "siekit.web.routes.sources",
    "siekit.web.routes.sending",
    "siekit.web.routes.new_companies",
    "siekit.web.routes.uploads",
    "siekit.web.routes.summaries",
    "siekit.web.routes.upload_exports",
    "siekit.web.routes.receipts",
    "siekit.web.routes.comparing",
    "siekit.web.routes.activation",
    "siekit.web.routes.syncs",
    "siekit.web.routes.history",
    "siekit.web.routes.months",
    "siekit.web.routes.mapping",
    "siekit.web.routes.eliminations",
    "siekit.web.routes.notices",
    "siekit.web.routes.reports",
)
"""Modules with a `router`; every form that they take is checked to come from our own pages."""

OTHERS = ("siekit.web.routes.machines", "siekit.web.routes.style", "siekit.web.api.routes")
"""Modules with a `router` that programs talk to; they check for themselves who asks."""


def include(app: FastAPI) -> None:
    """Add all routes to an application."""
    for name in PAGES:
        router = import_module(name).router
        app.include_router(router, dependencies=[Depends(checked_form)], include_in_schema=False)
    for name in OTHERS:
        app.include_router(import_module(name).router)
