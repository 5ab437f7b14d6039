"""Months that were reconciled: marked here, and told of when a later file changes them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from siekit.web.access import AWorkspace
from siekit.web.pages import flash, redirect, render, say
from siekit.workspace.actors import Role
from siekit.workspace.reconciling import covered_months, mark_month, reconciled, unmark_month

router = APIRouter()


@router.get("/d/{domain_id}/integrations/{integration_id}/months")
def months_page(request: Request, workspace: AWorkspace, integration_id: int) -> Response:
    """The months of a company, which of them are marked, by whom and when."""
    integration = workspace.integration(integration_id)
    marked = {one.month: one for one in reconciled(workspace, integration_id=integration_id)}
    covered = covered_months(workspace, integration_id)
    return render(
        request,
        "months.html",
        integration=integration,
        months=sorted(covered | marked.keys(), reverse=True),
        covered=covered,
        marked=marked,
        may_mark=workspace.actor.role >= Role.ANALYST,
    )


@router.post("/d/{domain_id}/integrations/{integration_id}/months")
def mark(
    request: Request,
    workspace: AWorkspace,
    integration_id: int,
    *,
    month: Annotated[int, Form()],
    marked: Annotated[bool, Form()],
) -> Response:
    """Mark a month as reconciled, or no longer."""
    if marked:
        mark_month(workspace, integration_id, month)
    else:
        unmark_month(workspace, integration_id, month)
    word = f"{month // 100}-{month % 100:02}"
    flash(request, say(request, "months.marked" if marked else "months.unmarked", month=word))
    return redirect(request, f"/d/{workspace.domain_id}/integrations/{integration_id}/months")
