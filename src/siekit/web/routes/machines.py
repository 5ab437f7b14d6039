"""What programs ask of the portal: whether it works, and how much."""

from __future__ import annotations

import hmac
import os
import tempfile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse

from siekit.web.environment import LOOPBACK
from siekit.web.visitors import portal_of
from siekit.workspace.refusals import Refusal
from siekit.workspace.tallies import tallies

if TYPE_CHECKING:
    from siekit.web.portal import Portal

router = APIRouter(include_in_schema=False)

_PROXIED = ("forwarded", "x-forwarded-for", "x-real-ip")


@router.api_route("/health", methods=["GET", "HEAD"])
def health(request: Request) -> JSONResponse:
    """Tell whether the catalogue answers and files can be stored; 503 when not."""
    portal = portal_of(request)
    found = {"catalogue": _catalogue(portal), "store": _store(portal)}
    well = all(one == "ok" for one in found.values())
    status = {"status": "ok" if well else "failing"}
    return JSONResponse(status | found, 200 if well else 503)


@router.get("/metrics")
def metrics(request: Request) -> PlainTextResponse:
    """Tell figures of the installation and of this process, as Prometheus reads them.

    To programs on this machine, and elsewhere to those with the token; for others it is not there.
    """
    portal = portal_of(request)
    if not (_is_here(request) or _has_token(request, portal.settings.metrics_token)):
        raise HTTPException(404)
    lines = []
    for name, kinds in tallies(portal.installation).items():
        lines.append(f"# TYPE siekit_{name} gauge")
        lines += [f'siekit_{name}{{state="{kind}"}} {number}' for kind, number in kinds.items()]
    lines += portal.counters.lines()
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


def _catalogue(portal: Portal) -> str:
    try:
        with portal.installation.catalogue.read() as connection:
            connection.exec_driver_sql("select 1")
    except Refusal as refusal:
        return refusal.code
    return "ok"


def _store(portal: Portal) -> str:
    try:
        with tempfile.TemporaryFile(dir=portal.installation.folder) as trial:
            trial.write(os.urandom(1))
    except OSError:
        return "store_unavailable"
    return "ok"


def _is_here(request: Request) -> bool:
    """Tell whether a program on this machine asks, and no proxy for somebody else."""
    try:
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname
    except ValueError:  # half a pair of brackets
        return False
    client = request.client.host if request.client else None
    proxied = any(name in request.headers for name in _PROXIED)
    return host in LOOPBACK and client in LOOPBACK and not proxied


def _has_token(request: Request, token: str | None) -> bool:
    scheme, _, sent = request.headers.get("authorization", "").partition(" ")
    if token is None or scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(sent.strip().encode(), token.encode())
