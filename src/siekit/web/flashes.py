"""Messages that the next page shows: a signed cookie, so that nothing need be stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itsdangerous import BadData, URLSafeTimedSerializer

from siekit.web.visitors import portal_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

COOKIE = "siekit-flash"
_SECONDS = 900
_MOST_LETTERS = 2000


def flash(request: Request, message: str, kind: str = "done") -> None:
    """Show a message on the next page: `kind` is done, note or fault."""
    waiting = getattr(request.state, "flashes", [])
    request.state.flashes = [*waiting, (kind, message[:_MOST_LETTERS])]


def flashes_of(request: Request) -> list[tuple[str, str]]:
    """Return the messages that this page shows; `settle` then takes them away."""
    request.state.flashes_shown = True
    waiting = getattr(request.state, "flashes", [])
    return [*_kept(request), *waiting]


def keep_flashes(request: Request) -> None:
    """Show the messages of this page on the next one too."""
    request.state.flashes_kept = True


def settle(request: Request, response: Response) -> None:
    """Keep what is still to be shown, forget what was."""
    secure = portal_of(request).settings.secure
    if getattr(request.state, "flashes_kept", False):
        return
    if getattr(request.state, "flashes_shown", False):
        if COOKIE in request.cookies:
            response.delete_cookie(COOKIE, secure=secure, httponly=True, samesite="lax")
    elif waiting := getattr(request.state, "flashes", []):
        value = _signer(request).dumps([*_kept(request), *waiting][-3:])
        response.set_cookie(
            COOKIE, value, max_age=_SECONDS, httponly=True, secure=secure, samesite="lax"
        )


def _kept(request: Request) -> list[tuple[str, str]]:
    try:
        found = _signer(request).loads(request.cookies.get(COOKIE, ""), max_age=_SECONDS)
    except BadData:
        return []
    return [(str(kind), str(message)) for kind, message in found]


def _signer(request: Request) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(portal_of(request).settings.secret, salt="flash")
