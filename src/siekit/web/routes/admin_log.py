"""Administration of a domain: who did what."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from siekit.web.access import AWorkspace
from siekit.web.log_details import details
from siekit.web.pages import render
from siekit.web.texts import texts

router = APIRouter()

ON_A_PAGE = 50
KINDS = ("upload", "integration", "sync", "user", "token", "domain")
_LARGEST_ID = 2**31 - 1


@router.get("/d/{domain_id}/admin/log")
def log(
    request: Request,
    workspace: AWorkspace,
    before: int | None = None,
    kind: str = "",
    who: str = "",
) -> Response:
    """The audit log, the newest first; of one kind of object, or of one person."""
    before_id = min(before, _LARGEST_ID) if before is not None else None
    found = workspace.log(
        before_id=before_id,
        kind=kind if kind in KINDS else None,
        actor=who.strip() or None,
        most=ON_A_PAGE + 1,
    )
    shown = found[:ON_A_PAGE]
    wanted = {"kind": kind, "who": who}
    chosen = {name: value for name, value in wanted.items() if value}
    path = f"/d/{workspace.domain_id}/admin/log"
    older = ""
    if len(found) > ON_A_PAGE:
        older = f"{path}?{urlencode(chosen | {'before': shown[-1].id})}"
    return render(
        request,
        "admin/log.html",
        events=shown,
        kinds=KINDS,
        kind=kind,
        who=who,
        known=texts(),
        details=details,
        older=older,
        newer="" if before is None else f"{path}?{urlencode(chosen)}",
    )
