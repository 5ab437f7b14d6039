"""One's own account: name, language, password, and where one is signed in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from siekit.web.access import session
from siekit.web.pages import flash, redirect, render, say
from siekit.web.routes.signing import address_of
from siekit.web.signed_in import begin, end
from siekit.web.texts import LANGUAGES
from siekit.web.visitors import portal_of, visitor_of
from siekit.workspace.accounts import set_language, set_name
from siekit.workspace.own_account import choose_password, must_know
from siekit.workspace.refusals import Refusal
from siekit.workspace.sessions import Session, close_sessions, key_of, sessions_of

router = APIRouter()

Who = Annotated[Session, Depends(session)]


@router.get("/account")
def account(request: Request, who: Who) -> Response:
    """The account of the one who is signed in."""
    return _page(request, who)


@router.post("/account")
def change_account(
    request: Request, who: Who, name: Annotated[str, Form()], lang: Annotated[str, Form()]
) -> Response:
    """Change one's name and language."""
    installation = portal_of(request).installation
    try:
        set_name(installation, who.user.id, name)
    except Refusal as refusal:
        return _page(request, who, fault=refusal)
    if lang in LANGUAGES:
        set_language(installation, who.user.id, lang)
    flash(request, say(request, "account.saved"))
    return redirect(request, "/account")


@router.post("/account/password")
def change_password(
    request: Request,
    who: Who,
    new: Annotated[str, Form()],
    again: Annotated[str, Form()],
    current: Annotated[str, Form()] = "",
) -> Response:
    """Choose another password; a first one needs no present one."""
    installation = portal_of(request).installation
    if new != again:
        return _page(request, who, wrong={"again": say(request, "account.differ")})
    try:
        user = choose_password(
            installation, who, new, current=current, address=address_of(request), via="portal"
        )
    except Refusal as refusal:
        if refusal.code == "sign_in_failed":
            return _page(request, who, wrong={"current": say(request, "account.wrong_current")})
        if refusal.code not in {"weak_password", "same_password", "too_many_attempts"}:
            raise
        return _page(request, who, wrong={"new": refusal.text(visitor_of(request).lang)})
    flash(request, say(request, "account.changed"))
    return begin(request, user, via="password", path="/account")


@router.post("/account/sign-out-everywhere")
def sign_out_everywhere(request: Request, who: Who) -> Response:
    """End all sessions of the one who asks, also this one."""
    close_sessions(portal_of(request).installation, who.user.id)
    return end(request)


def _page(
    request: Request,
    who: Session,
    *,
    wrong: dict[str, str] | None = None,
    fault: Refusal | None = None,
) -> Response:
    portal = portal_of(request)
    return render(
        request,
        "signing/account.html",
        status=422 if wrong or fault else 200,
        sessions=sessions_of(portal.installation, who.user.id),
        this=key_of(who.token_hash),
        wrong=wrong or {},
        fault=fault.text(visitor_of(request).lang) if fault else None,
        must_know=must_know(who),
    )
