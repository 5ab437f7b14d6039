"""Signing in with a password or a one-time link, and signing out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from siekit.web.access import safe_path
from siekit.web.flashes import keep_flashes
from siekit.web.pages import redirect, render
from siekit.web.signed_in import begin, end
from siekit.web.texts import LANGUAGES
from siekit.web.visitors import portal_of, visitor_of
from siekit.workspace.accounts import set_language
from siekit.workspace.refusals import Refusal
from siekit.workspace.signing_in import sign_in_with_password, use_link

router = APIRouter()

_YEAR = 31536000


@router.get("/sign-in")
def sign_in_page(request: Request, next: str = "/") -> Response:  # noqa: A002, a name in addresses
    """The page on which people sign in."""
    if visitor_of(request).session:
        return redirect(request, safe_path(next))
    return _form(request, next)


@router.post("/sign-in")
def sign_in(
    request: Request,
    email: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002, a name in addresses
) -> Response:
    """Sign in with an address and a password; on failure the form says why."""
    installation = portal_of(request).installation
    try:
        user = sign_in_with_password(installation, email, password, address=address_of(request))
    except Refusal as refusal:
        if refusal.status not in {401, 429}:
            raise
        return _form(request, next, email=email, refusal=refusal)
    return begin(request, user, via="password", path=safe_path(next))


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session of this browser."""
    return end(request)


@router.get("/link/{secret}")
def open_link(request: Request, secret: str) -> Response:
    """Sign in by a one-time link: at once on a laptop, else after a press of a button.

    Programs that look at links in letters would use up one that needs no press.
    """
    if portal_of(request).settings.server:
        return render(request, "signing/link.html", secret=secret)
    return follow_link(request, secret)


@router.post("/link/{secret}")
def follow_link(request: Request, secret: str) -> Response:
    """Use up a one-time link; on a server the next page offers to choose a password."""
    portal = portal_of(request)
    user = use_link(portal.installation, secret)
    path = "/account" if portal.settings.server else "/"
    return begin(request, user, via="link", path=path)


@router.post("/language")
def choose_language(
    request: Request,
    lang: Annotated[str, Form()] = "sv",
    next: Annotated[str, Form()] = "/",  # noqa: A002, a name in addresses
) -> Response:
    """Show all pages in a language from now on."""
    portal = portal_of(request)
    session = visitor_of(request).session
    chosen = lang if lang in LANGUAGES else LANGUAGES[0]
    if session:
        set_language(portal.installation, session.user.id, chosen)
    response = redirect(request, safe_path(next))
    response.set_cookie(
        "siekit-lang",
        chosen,
        max_age=_YEAR,
        httponly=True,
        samesite="lax",
        secure=portal.settings.secure,
    )
    return response


def address_of(request: Request) -> str:
    """Return where a request comes from; a proxy's word counts where the server trusts it."""
    return request.client.host if request.client else ""


def _form(
    request: Request, path: str, *, email: str = "", refusal: Refusal | None = None
) -> Response:
    lang = visitor_of(request).lang
    keep_flashes(request)  # they are about the page that comes after it
    return render(
        request,
        "signing/sign_in.html",
        status=refusal.status if refusal else 200,
        next=safe_path(path),
        email=email,
        fault=refusal.text(lang) if refusal else None,
        service=portal_of(request).settings.oidc,
    )
