"""Signing in with a password or a one-time link, and signing out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from siekit.web.access import safe_path
from siekit.web.flashes import keep_flashes
from siekit.web.pages import flash, redirect, render, say
from siekit.web.signed_in import begin, end
from siekit.web.texts import LANGUAGES
from siekit.web.visitors import portal_of, visitor_of
from siekit.workspace.accepting import LinkSeen, accept, look_at_link, what_is_asked
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
    portal = portal_of(request)
    if not portal.settings.server:
        return _enter(request, secret)
    who = visitor_of(request).session
    seen = look_at_link(portal.installation, secret, who)
    if seen.kind == "sign_in":
        return render(request, "signing/link.html", secret=secret)
    if seen.kind == "accepted" and seen.membership:
        return redirect(request, f"/d/{seen.membership.domain_id}")
    return _acceptance(request, secret, seen)


@router.post("/link/{secret}")
def follow_link(
    request: Request,
    secret: str,
    current: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Use up a one-time link: to sign in, or to accept what is opened to one's account.

    On a server the page after signing in offers to choose a password.
    """
    portal = portal_of(request)
    who = visitor_of(request).session
    seen = look_at_link(portal.installation, secret, who)
    if seen.kind == "sign_in":
        return _enter(request, secret)
    if who is None:
        raise Refusal("link_to_accept")
    if new != again:
        wrong = {"again": say(request, "account.differ")}
        return _acceptance(request, secret, seen, wrong=wrong)
    try:
        done = accept(
            portal.installation,
            who,
            secret,
            current=current,
            new=new,
            address=address_of(request),
            via="portal",
        )
    except Refusal as refusal:
        return _acceptance(request, secret, seen, wrong=_wrong(request, refusal))
    flash(request, say(request, "accept.done", domain=done.membership.domain))
    path = f"/d/{done.membership.domain_id}"
    if not done.renewed:
        return redirect(request, path)
    return begin(request, done.user, via="oidc" if who.via == "oidc" else "password", path=path)


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


def _enter(request: Request, secret: str) -> Response:
    """Sign in by a one-time link."""
    portal = portal_of(request)
    came = use_link(portal.installation, secret)
    path = "/account" if portal.settings.server else "/"
    return begin(request, came.user, via=came.via, path=path)


def _acceptance(
    request: Request, secret: str, seen: LinkSeen, *, wrong: dict[str, str] | None = None
) -> Response:
    """Return the page on which somebody accepts, or is told as whom to sign in for it."""
    who = visitor_of(request).session
    mine = who is not None and who.user.id == seen.user.id
    return render(
        request,
        "signing/accept.html",
        status=422 if wrong else 200,
        secret=secret,
        person=seen.user,
        membership=seen.membership,
        mine=mine,
        asked=what_is_asked(who) if who and mine else None,
        wrong=wrong or {},
    )


def _wrong(request: Request, refusal: Refusal) -> dict[str, str]:
    """Return what is said beside which field; what belongs to none is raised on."""
    if refusal.code == "sign_in_failed":
        return {"current": say(request, "account.wrong_current")}
    if refusal.code == "too_many_attempts":
        return {"current": refusal.text(visitor_of(request).lang)}
    if refusal.code not in {"weak_password", "same_password"}:
        raise refusal
    return {"new": refusal.text(visitor_of(request).lang)}


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
