"""The start page: companies and years, and what waits for somebody."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from siekit.web.access import AWorkspace
from siekit.web.finding import named
from siekit.web.pages import render
from siekit.workspace.actors import Role
from siekit.workspace.failure_notices import FAILURES
from siekit.workspace.matrix import matrix
from siekit.workspace.notices import find_notices
from siekit.workspace.waiting import waiting_for_company, waiting_for_sync

router = APIRouter()

MOST_COUNTED = 100
MOST_COMPANIES = 200
"""Companies on one page; more are found by name or number."""

OPEN = frozenset({"queued", "running"})


@router.get("/d/{domain_id}")
def start(request: Request, workspace: AWorkspace, q: str = "") -> Response:
    """Every company with its fiscal years, and what the reports hold of them."""
    whole = matrix(workspace)
    found = [one for one in whole.companies if named(one.integration, q)]
    newest = workspace.syncs(most=1)
    unseen = find_notices(workspace, unseen=True, most=MOST_COUNTED)
    failures = sum(1 for one in unseen if one.kind in FAILURES)
    return render(
        request,
        "start.html",
        matrix=whole,
        companies=found[:MOST_COMPANIES],
        left_out=max(len(found) - MOST_COMPANIES, 0),
        q=q,
        snapshot=workspace.snapshot(),
        running=bool(newest) and newest[0].status in OPEN,
        failed=newest[0] if newest and newest[0].status == "failed" else None,
        waiting=waiting_for_sync(workspace),
        ask=waiting_for_company(workspace),
        failures=failures,
        unseen=len(unseen) - failures,
        may_sync=workspace.actor.role >= Role.ADMIN,
        may_upload=workspace.actor.role >= Role.ANALYST,
    )
