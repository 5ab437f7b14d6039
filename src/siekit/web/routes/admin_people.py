"""Administration of a domain: its people and their roles."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from siekit.web.access import AWorkspace
from siekit.web.pages import flash, redirect, render, say
from siekit.web.visitors import portal_of, visitor_of
from siekit.workspace.actors import Role
from siekit.workspace.members import invite
from siekit.workspace.people import User
from siekit.workspace.refusals import Refusal
from siekit.workspace.signing_in import INVITATION_DAYS
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
    """Add somebody, and show the link by which they confirm, this once."""
    given = {"email": email, "name": name, "role": role}
    try:
        member = workspace.add_member(email, Role.of(role), name=name)
    except Refusal as refusal:
        return _page(request, workspace, given=given, refusal=refusal)
    if portal_of(request).settings.server and not member.user.disabled_at:
        return _show_invitation(request, workspace, member.user.id)
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
    """Make a new link for somebody who has not confirmed yet."""
    return _show_invitation(request, workspace, user_id)


def show_link(
    request: Request, user: User, secret: str, *, back: str, signs_in: bool = True
) -> Response:
    """Show a link that was made for somebody, this once."""
    return render(
        request,
        "admin/invited.html",
        person=user,
        url=f"{portal_of(request).settings.origin}/link/{secret}",
        days=INVITATION_DAYS,
        back=back,
        signs_in=signs_in,
    )


def _show_invitation(request: Request, workspace: Workspace, user_id: int) -> Response:
    made = invite(workspace, user_id, minutes=INVITATION_DAYS * 24 * 60)
    back = _path(workspace)
    return show_link(request, made.user, made.secret, back=back, signs_in=made.signs_in)


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
