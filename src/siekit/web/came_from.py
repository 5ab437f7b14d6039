"""The page on which a form stood, for going back there when the form could not be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from starlette.routing import Match

from siekit.web.visitors import portal_of

if TYPE_CHECKING:
    from starlette.requests import Request

MOST_LETTERS = 1000


def page_of_form(request: Request) -> str:
    """Return the address of the page that a form was sent from, `/` where that is not known.

    The browser names it, and it counts only where it is of this portal. A page that answered an
    earlier form has an address that only takes forms: then it is the nearest page above it.
    """
    named = request.headers.get("referer", "")
    try:
        found = urlsplit(named)
    except ValueError:  # half a pair of brackets
        return "/"
    if found.netloc not in portal_of(request).settings.hosts or len(named) > MOST_LETTERS:
        return "/"
    path = found.path
    while path.startswith("/") and not _is_page(request, path):
        path = path.rpartition("/")[0]
    if path == found.path and found.query:
        return f"{path}?{found.query}"
    return path or "/"


def _is_page(request: Request, path: str) -> bool:
    """Tell whether something answers when a path is asked for."""
    scope = {"type": "http", "method": "GET", "path": unquote(path), "root_path": "", "headers": []}
    return any(one.matches(scope)[0] is Match.FULL for one in request.app.routes)
