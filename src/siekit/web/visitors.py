"""Who asks: the session behind a request's cookie, the language, the token of their forms."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.web.texts import LANGUAGES
from siekit.workspace.sessions import find_session

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from siekit.web.portal import Portal
    from siekit.workspace.sessions import Session


@dataclass(frozen=True, slots=True)
class Visitor:
    """One who asks: signed in where `session` is there. `csrf` is what their forms carry.

    `fresh` is the secret of a visitor without a session; a page gives it to them as a cookie.
    """

    session: Session | None
    lang: str
    csrf: str
    fresh: str | None = None


def portal_of(request: Request) -> Portal:
    """Return the portal that the request came to."""
    portal: Portal = request.app.state.portal
    return portal


def visitor_of(request: Request) -> Visitor:
    """Return who asks; looked up once for each request."""
    known: Visitor | None = getattr(request.state, "visitor", None)
    if known is None:
        known = request.state.visitor = _look_up(request)
    return known


def language_of(request: Request, session: Session | None = None) -> str:
    """Return the language to answer in: asked for, chosen once, the user's, else the browser's."""
    chosen = session.user.lang if session else None
    wishes = (request.query_params.get("lang"), chosen, request.cookies.get("siekit-lang"))
    for wish in wishes:
        if wish in LANGUAGES:
            return str(wish)
    return _of_browser(request.headers.get("accept-language", ""))


def remember(request: Request, response: Response) -> None:
    """Give a visitor without a session the cookie that their forms belong to."""
    settings = portal_of(request).settings
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    if visitor and visitor.fresh:
        response.set_cookie(
            _visit_cookie(request),
            visitor.fresh,
            httponly=True,
            samesite="lax",
            secure=settings.secure,
        )


def _look_up(request: Request) -> Visitor:
    portal = portal_of(request)
    secret = request.cookies.get(portal.settings.cookie)
    session = find_session(portal.installation, secret) if secret else None
    lang = language_of(request, session)
    if session:
        return Visitor(session, lang, session.csrf)
    visit = request.cookies.get(_visit_cookie(request))
    fresh = None if visit else secrets.token_urlsafe(32)
    key = portal.settings.secret.encode()
    # Signed, so that a cookie planted by a neighbouring site is of no use to it.
    csrf = hmac.new(key, f"form {visit or fresh}".encode(), hashlib.sha256).hexdigest()
    return Visitor(None, lang, csrf, fresh)


def _visit_cookie(request: Request) -> str:
    return f"{portal_of(request).settings.cookie}-visit"


def _of_browser(wishes: str) -> str:
    """Return the language that a browser would rather have, Swedish where it names neither."""
    best, weight = "sv", 0.0
    for wish in wishes.split(","):
        name, _, quality = wish.strip().partition(";q=")
        lang = name.strip().lower().partition("-")[0]
        try:
            q = float(quality or 1)
        except ValueError:
            continue
        if lang in LANGUAGES and q > weight:
            best, weight = lang, q
    return best
