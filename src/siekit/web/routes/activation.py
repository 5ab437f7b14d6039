"""The Active toggle: what it replaces is shown first, and can be undone."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from siekit.model import EXACT
from siekit.web.access import AWorkspace
from siekit.web.pages import flash, redirect, render, say
from siekit.web.upload_view import upload_context
from siekit.web.visitors import visitor_of
from siekit.workspace.actors import Role
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State

if TYPE_CHECKING:
    from siekit.workspace.workspace import Workspace

router = APIRouter()

ASK_AGAIN = frozenset({"stale", "blocked", "overlap"})
"""Refusals after which the same page is shown again, as things are now."""


@router.get("/d/{domain_id}/uploads/{upload_id}/activate")
def ask(request: Request, workspace: AWorkspace, upload_id: int, part: bool = False) -> Response:  # noqa: FBT001, FBT002, a query
    """What would be replaced, and the button that does it; a part of it is for a dialog."""
    workspace.actor.require(Role.ADMIN)
    return _asked(request, workspace, upload_id, part=part)


@router.post("/d/{domain_id}/uploads/{upload_id}/activate")
def activate_upload(
    request: Request,
    workspace: AWorkspace,
    upload_id: int,
    *,
    token: Annotated[str, Form()] = "",
    override_reason: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Activate what was shown; what has changed meanwhile is shown again, as it is now."""
    again = workspace.upload(upload_id).state is State.SUPERSEDED
    verb = workspace.rollback if again else workspace.activate
    try:
        done = verb(upload_id, token=token, override_reason=override_reason.strip() or None)
    except Refusal as refusal:
        if refusal.code not in ASK_AGAIN:
            raise
        return _asked(request, workspace, upload_id, refusal=refusal, reason=override_reason)
    key = "activate.done_replaced" if done.replaced else "activate.done"
    flash(request, say(request, key, file=done.upload.file, count=len(done.replaced)))
    return redirect(request, f"/d/{workspace.domain_id}/uploads/{upload_id}/summary")


@router.post("/d/{domain_id}/uploads/{upload_id}/deactivate")
def deactivate_upload(
    request: Request, workspace: AWorkspace, upload_id: int, back: Annotated[str, Form()] = ""
) -> Response:
    """Take an upload out of the reports, from the next sync on."""
    done = workspace.deactivate(upload_id)
    flash(request, say(request, "activate.off_done", file=done.file))
    base = f"/d/{workspace.domain_id}"
    return redirect(
        request, f"{base}/history" if back == "history" else f"{base}/uploads/{upload_id}/summary"
    )


def _asked(
    request: Request,
    workspace: Workspace,
    upload_id: int,
    *,
    refusal: Refusal | None = None,
    reason: str = "",
    part: bool = False,
) -> Response:
    would = workspace.what_if(upload_id)
    return render(
        request,
        "uploads/activate_part.html" if part else "uploads/activate.html",
        status=refusal.status if refusal else 200,
        **upload_context(workspace, would.upload, "summary") | {"may_activate": False},
        would=would,
        changes=[
            ("result", *would.result, _change(*would.result)),
            ("assets", *would.assets, _change(*would.assets)),
        ],
        refusal=refusal.text(visitor_of(request).lang) if refusal else None,
        reason=reason,
        again=would.upload.state is State.SUPERSEDED,
    )


def _change(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    return None if before is None or after is None else EXACT.subtract(after, before)
