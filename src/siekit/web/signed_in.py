"""The beginning and the end of being signed in, as a browser's cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.web.pages import redirect
from siekit.web.visitors import portal_of
from siekit.workspace.sessions import close_session, open_session

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from siekit.workspace.people import User


def begin(request: Request, user: User, *, via: str, path: str) -> Response:
    """Begin a new session for a user in this browser, and go on to a path.

    The session that the browser had before is over, so nobody can plant one.
    """
    portal = portal_of(request)
    settings = portal.settings
    _forget(request)
    secret = open_session(
        portal.installation,
        user.id,
        via=via,
        hours=settings.session_hours,
        ways_in=user.ways_in,
    )
    response = redirect(request, path)
    response.set_cookie(
        settings.cookie,
        secret,
        max_age=int(settings.session_hours * 3600),
        httponly=True,
        samesite="lax",
        secure=settings.secure,
    )
    return response


def end(request: Request, path: str = "/sign-in") -> Response:
    """End the session of this browser, and go on to a path."""
    settings = portal_of(request).settings
    _forget(request)
    response = redirect(request, path)
    response.delete_cookie(settings.cookie, secure=settings.secure, httponly=True, samesite="lax")
    return response


def _forget(request: Request) -> None:
    portal = portal_of(request)
    secret = request.cookies.get(portal.settings.cookie)
    if secret:
        close_session(portal.installation, secret)
