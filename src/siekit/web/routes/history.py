"""What was activated, replaced and taken out, and the way back."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from siekit.web.access import AWorkspace
from siekit.web.pages import render
from siekit.workspace.actors import Role
from siekit.workspace.history import history

router = APIRouter()

ON_A_PAGE = 50


@router.get("/d/{domain_id}/history")
def history_page(request: Request, workspace: AWorkspace, before: int | None = None) -> Response:
    """The changes of what is active, the newest first."""
    found = history(workspace, before_id=before, most=ON_A_PAGE + 1)
    shown = found[:ON_A_PAGE]
    return render(
        request,
        "history.html",
        entries=shown,
        older=shown[-1].id if len(found) > ON_A_PAGE else None,
        first=before is None,
        may_undo=workspace.actor.role >= Role.ADMIN,
    )
