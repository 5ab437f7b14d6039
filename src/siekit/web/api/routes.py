"""The API as one router: every part of it, under one version."""

from importlib import import_module

from fastapi import APIRouter

PREFIX = "/api/v1"

PARTS = (
    "new_companies",
    "uploads",
    "statements",
    "activations",
    "history",
    "integrations",
    "group_rules",
    "syncs",
    "reports",
    "queries",
    "notices",
    "people",
    "tokens",
    "domains",
    "account",
    "installation",
    "log",
    "reference",
)
"""Modules of this package with a `router`, in the order of the reference.

The first has an address that would else be taken for the number of an upload.
"""


def _all() -> APIRouter:
    made = APIRouter(prefix=PREFIX)
    for name in PARTS:
        made.include_router(import_module(f"siekit.web.api.{name}").router)
    return made


router = _all()
