"""The guide within the portal, to which every empty page leads."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from siekit.web.access import AWorkspace
from siekit.web.pages import render

router = APIRouter()

PARTS = (
    "upload",
    "link",
    "reconcile",
    "activate",
    "sync",
    "reports",
    "months",
    "undo",
    "people",
)
"""Its parts, in the order of the work; each is a place of the page."""


@router.get("/d/{domain_id}/guide")
def guide(request: Request, workspace: AWorkspace) -> Response:
    """How it works, from a file to the reports."""
    del workspace  # it is there for those who may come here
    return render(request, "guide.html", guide_parts=PARTS)
