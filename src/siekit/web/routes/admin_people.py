"""Administration of a domain: its people and their roles."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from siekit.web.access import AWorkspace
from siekit.web.pages import flash, redirect, render, say
from siekit.web.visitors import portal_of, visitor_of
from siekit.workspace.actors import Actor, Role
from siekit.workspace.members import may_be_invited
from siekit.workspace.people import User
from siekit.workspace.refusals import Refusal
from siekit.workspace.signing_in import INVITATION_DAYS, make_link
from siekit.workspace.workspace import Workspace

router = APIRouter()


@router.get("/d/{domain_id}/admin")
def admin(request: Request, workspace: AWorkspace) -> Response:
    """Go to the first page of the administration."""
    workspace.actor.require(Role.ADMIN)
    return redirect(request, _path(workspace))


@router.get("/d/{domain_id}/admin/people")
def people(request: Request, workspace: AWorkspace) -> Response:
    """The people of the domain, and a form to add one."""
    return _page(request, workspace)


@router.post("/d/{domain_id}/admin/people")
def add(
    request: Request,
    workspace: AWorkspace,
    email: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "viewer",
) -> Response:
    """Add somebody; who has no way to sign in yet gets a link, shown once."""
    given = {"email": email, "name": name, "role": role}
    try:
        member = workspace.add_member(email, Role.of(role), name=name)
    except Refusal as refusal:
        return _page(request, workspace, given=given, refusal=refusal)
    if portal_of(request).settings.server and not member.user.joined:
        try:
            user = may_be_invited(workspace, member.user.id)
            return show_link(request, user, workspace.actor, back=_path(workspace))
        except Refusal as refusal:  # they were invited in another domain already
            if refusal.code != "forbidden":
                raise
    flash(request, say(request, "people.added", email=member.user.email))
    return redirect(request, _path(workspace))


@router.post("/d/{domain_id}/admin/people/{user_id}/role")
def role(
    request: Request, workspace: AWorkspace, user_id: int, role: Annotated[str, Form()]
) -> Response:
    """Give somebody another role."""
    try:
        workspace.change_role(user_id, Role.of(role))
    except Refusal as refusal:
        return _page(request, workspace, refusal=refusal)
    flash(request, say(request, "people.changed"))
    return redirect(request, _path(workspace))


@router.post("/d/{domain_id}/admin/people/{user_id}/remove")
def remove(request: Request, workspace: AWorkspace, user_id: int) -> Response:
    """Take somebody out of the domain."""
    try:
        workspace.remove_member(user_id)
    except Refusal as refusal:
        return _page(request, workspace, refusal=refusal)
    flash(request, say(request, "people.removed"))
    if user_id == workspace.actor.user_id:
        return redirect(request, "/")
    return redirect(request, _path(workspace))


@router.post("/d/{domain_id}/admin/people/{user_id}/link")
def link(request: Request, workspace: AWorkspace, user_id: int) -> Response:
    """Make a new link for somebody who has not come in yet."""
    user = may_be_invited(workspace, user_id)
    return show_link(request, user, workspace.actor, back=_path(workspace))


def show_link(request: Request, user: User, actor: Actor, *, back: str) -> Response:
    """Make a link for somebody and show it, this once."""
    portal = portal_of(request)
    minutes = INVITATION_DAYS * 24 * 60
    secret = make_link(portal.installation, user.id, minutes=minutes, actor=actor)
    url = f"{portal.settings.origin}/link/{secret}"
    days = INVITATION_DAYS
    return render(request, "admin/invited.html", person=user, url=url, days=days, back=back)


def _page(
    request: Request,
    workspace: Workspace,
    *,
    given: dict[str, str] | None = None,
    refusal: Refusal | None = None,
) -> Response:
    if refusal and refusal.code in {"not_found", "forbidden"}:
        raise refusal
    return render(
        request,
        "admin/people.html",
        status=refusal.status if refusal else 200,
        members=workspace.members(),
        given=given or {},
        fault=refusal.text(visitor_of(request).lang) if refusal else None,
        roles=[one.word for one in Role],
    )


def _path(workspace: Workspace) -> str:
    return f"/d/{workspace.domain_id}/admin/people"
