"""What somebody should look at after a sync."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from siekit.web.access import AWorkspace
from siekit.web.pages import flash, redirect, render, say
from siekit.workspace.actors import Role
from siekit.workspace.notices import find_notices, see_notice, see_notices

router = APIRouter()

ON_A_PAGE = 50


@router.get("/d/{domain_id}/notices")
def notices_page(request: Request, workspace: AWorkspace, before: int | None = None) -> Response:
    """The notices, the newest first; those nobody has seen stand out."""
    found = find_notices(workspace, before_id=before, most=ON_A_PAGE + 1)
    shown = found[:ON_A_PAGE]
    return render(
        request,
        "notices.html",
        notices=shown,
        older=shown[-1].id if len(found) > ON_A_PAGE else None,
        first=before is None,
        names={
            number: workspace.integration(number).name
            for number in {one.integration_id for one in shown}
            if number is not None
        },
        may_see=workspace.actor.role >= Role.ANALYST,
    )


@router.post("/d/{domain_id}/notices/{notice_id}/seen")
def seen(request: Request, workspace: AWorkspace, notice_id: int) -> Response:
    """Say that a notice was seen."""
    see_notice(workspace, notice_id)
    flash(request, say(request, "notice.seen_done"))
    return redirect(request, f"/d/{workspace.domain_id}/notices")


@router.post("/d/{domain_id}/notices/seen")
def all_seen(
    request: Request, workspace: AWorkspace, up_to: Annotated[int, Form()] = 0
) -> Response:
    """Say that all notices up to one were seen: those that the page showed."""
    see_notices(workspace, up_to)
    flash(request, say(request, "notice.seen_done"))
    return redirect(request, f"/d/{workspace.domain_id}/notices")
