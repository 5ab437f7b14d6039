"""The installation: its domains and accounts, for those who run it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from siekit.web.access import session
from siekit.web.pages import flash, redirect, render, say
from siekit.web.routes.admin_people import show_link
from siekit.web.visitors import portal_of, visitor_of
from siekit.workspace.accepting import vouch, waiting
from siekit.workspace.accounts import disable_user, enable_user, find_account_of, list_users
from siekit.workspace.actors import Actor, Role
from siekit.workspace.members import found_domain
from siekit.workspace.people import actor_of
from siekit.workspace.refusals import Refusal
from siekit.workspace.sessions import Session
from siekit.workspace.signing_in import INVITATION_DAYS, make_link

router = APIRouter()


def runner(who: Annotated[Session, Depends(session)]) -> Session:
    """Return the session of one who runs the installation; for others the page is not there."""
    if not who.user.runs_installation:
        raise Refusal("not_found", what="page", what_sv="sida", id="/installation")
    return who


Runner = Annotated[Session, Depends(runner)]


@router.get("/installation")
def installation(request: Request, who: Runner) -> Response:
    """The domains and accounts of the installation."""
    del who
    return _page(request)


@router.post("/installation/domains")
def create_domain(request: Request, who: Runner, name: Annotated[str, Form()] = "") -> Response:
    """Make a domain, whose administrator is the one who asks."""
    try:
        made = found_domain(portal_of(request).installation, who.user, name, _actor(who))
    except Refusal as refusal:
        if refusal.code != "invalid":
            raise
        return _page(request, refusal=refusal, name=name)
    flash(request, say(request, "installation.made", name=made.name))
    return redirect(request, f"/d/{made.id}")


@router.post("/installation/users/{user_id}/disable")
def disable(request: Request, who: Runner, user_id: int) -> Response:
    """Shut somebody out of every domain."""
    try:
        disable_user(portal_of(request).installation, user_id, _actor(who))
    except Refusal as refusal:
        if refusal.code != "last_admin":
            raise
        return _page(request, refusal=refusal)
    flash(request, say(request, "installation.disabled"))
    return redirect(request, "/installation")


@router.post("/installation/users/{user_id}/enable")
def enable(request: Request, who: Runner, user_id: int) -> Response:
    """Let somebody in again."""
    enable_user(portal_of(request).installation, user_id, _actor(who))
    flash(request, say(request, "installation.enabled"))
    return redirect(request, "/installation")


@router.post("/installation/users/{user_id}/link")
def link(request: Request, who: Runner, user_id: int) -> Response:
    """Make a link for somebody who has forgotten the password."""
    there = portal_of(request).installation
    person = find_account_of(there, user_id)
    minutes = INVITATION_DAYS * 24 * 60
    secret = make_link(there, person.id, minutes=minutes, actor=_actor(who))
    return show_link(request, person, secret, back="/installation")


@router.post("/installation/users/{user_id}/vouch")
def vouch_for(request: Request, who: Runner, user_id: int) -> Response:
    """Say that an account is its owner's alone: domains that let them in are open to them."""
    vouch(portal_of(request).installation, user_id, _actor(who))
    flash(request, say(request, "installation.vouched"))
    return redirect(request, "/installation")


def _page(request: Request, *, refusal: Refusal | None = None, name: str = "") -> Response:
    portal = portal_of(request)
    return render(
        request,
        "admin/installation.html",
        status=refusal.status if refusal else 200,
        domains=portal.installation.domains(),
        users=list_users(portal.installation),
        waiting=waiting(portal.installation),
        name=name,
        fault=refusal.text(visitor_of(request).lang) if refusal else None,
    )


def _actor(who: Session) -> Actor:
    return actor_of(who.user, Role.ADMIN, via="portal")
