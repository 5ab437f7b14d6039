"""Administration of a domain: its API tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from siekit.web.access import AWorkspace
from siekit.web.pages import flash, redirect, render, say
from siekit.web.visitors import visitor_of
from siekit.workspace.actors import Role
from siekit.workspace.refusals import Refusal
from siekit.workspace.workspace import Workspace

router = APIRouter()

DAYS = (30, 90, 365, 730)


@router.get("/d/{domain_id}/admin/tokens")
def tokens(request: Request, workspace: AWorkspace) -> Response:
    """The API tokens, and a form to make one."""
    return _page(request, workspace)


@router.post("/d/{domain_id}/admin/tokens")
def create(
    request: Request,
    workspace: AWorkspace,
    name: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "viewer",
    days: Annotated[int, Form()] = 365,
) -> Response:
    """Make a token and show its secret, this once."""
    try:
        token, secret = workspace.create_token(name, Role.of(role), days=days)
    except Refusal as refusal:
        given = {"name": name, "role": role, "days": str(days)}
        return _page(request, workspace, given=given, refusal=refusal)
    return render(request, "admin/token.html", token=token, secret=secret)


@router.post("/d/{domain_id}/admin/tokens/{token_id}/revoke")
def revoke(request: Request, workspace: AWorkspace, token_id: int) -> Response:
    """Shut a token out."""
    workspace.revoke_token(token_id)
    flash(request, say(request, "tokens.revoked"))
    return redirect(request, f"/d/{workspace.domain_id}/admin/tokens")


def _page(
    request: Request,
    workspace: Workspace,
    *,
    given: dict[str, str] | None = None,
    refusal: Refusal | None = None,
) -> Response:
    if refusal and refusal.code == "forbidden":
        raise refusal
    return render(
        request,
        "admin/tokens.html",
        status=refusal.status if refusal else 200,
        tokens=workspace.tokens(),
        given=given or {},
        fault=refusal.text(visitor_of(request).lang) if refusal else None,
        roles=[one.word for one in Role],
        days=DAYS,
    )
