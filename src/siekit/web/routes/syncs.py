"""Syncs: when active files come into the reports."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from siekit.web.access import AWorkspace
from siekit.web.filters import STOCKHOLM
from siekit.web.pages import flash, redirect, render, say
from siekit.web.texts import texts
from siekit.web.visitors import visitor_of
from siekit.workspace.actors import Role
from siekit.workspace.refusals import Refusal
from siekit.workspace.waiting import waiting_for_sync

if TYPE_CHECKING:
    from collections.abc import Mapping

router = APIRouter()

SHOWN = 30
OPEN = frozenset({"queued", "running"})


@router.get("/d/{domain_id}/syncs")
def syncs(request: Request, workspace: AWorkspace) -> Response:
    """What the reports hold, what waits, and what became of the syncs so far."""
    runs = workspace.syncs(most=SHOWN)
    return render(
        request,
        "syncs/list.html",
        runs=runs,
        running=next((one for one in runs if one.status in OPEN), None),
        snapshot=workspace.snapshot(),
        waiting=waiting_for_sync(workspace),
        may_sync=workspace.actor.role >= Role.ADMIN,
    )


@router.post("/d/{domain_id}/syncs")
def start_sync(request: Request, workspace: AWorkspace) -> Response:
    """Ask for a sync; a worker does it."""
    try:
        run = workspace.request_sync()
    except Refusal as refusal:
        if refusal.code != "already_syncing":
            raise
        flash(request, refusal.text(visitor_of(request).lang), "note")
        return redirect(request, f"/d/{workspace.domain_id}/syncs")
    flash(request, say(request, "sync.asked"))
    return redirect(request, f"/d/{workspace.domain_id}/syncs/{run.id}")


@router.get("/d/{domain_id}/syncs/{sync_id}")
def sync_page(request: Request, workspace: AWorkspace, sync_id: int) -> Response:
    """One sync: its state and its log."""
    run = workspace.sync_run(sync_id)
    refusal = Refusal.from_json(dict(run.refusal)) if run.refusal else None
    return render(
        request,
        "syncs/one.html",
        run=run,
        why=refusal.text(visitor_of(request).lang) if refusal else None,
        is_open=run.status in OPEN,
        log=[_told(request, one) for one in run.log],
    )


def _told(request: Request, entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return when a step of a sync was, and what it did, in words where there are any."""
    at = datetime.fromisoformat(entry["at"]).astimezone(STOCKHOLM)
    facts, key = entry.get("facts") or {}, f"sync.log_{entry['code']}"
    if key in texts():
        words = say(request, key, **facts)
    else:
        words = say(request, "sync.log_other", code=entry["code"], facts=facts)
    return f"{at:%Y-%m-%d %H:%M:%S}", words


@router.get("/d/{domain_id}/syncs/{sync_id}/state")
def sync_state(workspace: AWorkspace, sync_id: int) -> Response:
    """Whether a sync is over, for a page that waits for it."""
    run = workspace.sync_run(sync_id)
    return JSONResponse({"id": run.id, "status": run.status, "open": run.status in OPEN})
