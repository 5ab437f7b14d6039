"""The description of the API (OpenAPI), for programs that make clients and tests of it."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from starlette.requests import Request
from starlette.routing import BaseRoute

router = APIRouter()

TITLE = "siekit"
ABOUT = """\
Everything that the portal's pages do, for programs: send SIE files, see what is in them, activate
them, sync, read reports.

**Who asks.** A token of one company domain as `Authorization: Bearer siekit_…`, or the session
cookie of somebody who is signed in; then requests that change something carry the header
`X-CSRF-Token`, and `?domain=` names the domain where somebody is in several.

What is of no domain, the own account and the installation, needs a session; a token is refused as
`needs_session`.

**Refusals** change nothing and have one shape (`ErrorAnswer`): a stable `code`, the sentence in
English and Swedish, and the values in it.

**Once.** Requests that change something take the header `Idempotency-Key`, but for those
that need a session or tell a secret.

**Lists** come in parts, the newest first: follow `next` until it is null.

Money is text, never rounded; days are `2025-01-31`; moments are in UTC.
"""

TAGS = {
    "Uploads": "Files that were sent, and what is in them.",
    "Summary": "The statements of an upload before it is activated.",
    "Activation": "What is in the reports from the next sync on.",
    "Integrations": "The sources of books, usually one for each company.",
    "Group": "Account mappings and eliminations, by which reports of several companies go.",
    "Syncs": "Snapshots of what is active, which reports read.",
    "Reports": "Reports over a snapshot.",
    "Queries": "SQL over a snapshot.",
    "Notices": "What somebody should look at, and months that were reconciled.",
    "People": "Who may come into the domain.",
    "Tokens": "Programs that may come into the domain.",
    "Domain": "Settings, and the log of what was done.",
    "Account": "One's own account; needs a session, no token opens it.",
    "Installation": "All domains and accounts, for who runs the installation; needs a session.",
}

SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token of the domain."},
    "session": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRF-Token",
        "description": "The token of a signed-in session, beside its cookie.",
    },
}


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> JSONResponse:
    """Give the description of the API."""
    del request
    return JSONResponse(described())


@cache
def described() -> dict[str, Any]:
    """Return the description of the API."""
    from siekit.web.api.routes import router as all_of_it

    return describe(all_of_it.routes)


def describe(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """Return the description of routes, with what FastAPI does not see in them."""
    made = get_openapi(
        title=TITLE,
        version="1",
        description=ABOUT,
        routes=routes,
        tags=[{"name": name, "description": text} for name, text in TAGS.items()],
    )
    made["components"]["securitySchemes"] = SCHEMES
    _tell_of_large_bodies(made)
    made["security"] = [{name: []} for name in SCHEMES]
    return made


def _tell_of_large_bodies(made: dict[str, Any]) -> None:
    """Add what stands before all routes: a body of more bytes than are taken."""
    large = made["paths"]["/api/v1/uploads"]["post"]["responses"]["413"]
    for methods in made["paths"].values():
        for one in methods.values():
            if "requestBody" in one:
                one["responses"].setdefault("413", large)
                one["responses"] = dict(sorted(one["responses"].items()))
