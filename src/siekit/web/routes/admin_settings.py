"""Administration of a domain: its settings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from siekit.web.access import AWorkspace
from siekit.web.pages import flash, redirect, render, say
from siekit.web.visitors import visitor_of
from siekit.workspace.actors import Role
from siekit.workspace.refusals import Refusal

router = APIRouter()

MEGABYTE = 2**20


@router.get("/d/{domain_id}/admin/settings")
def settings(request: Request, workspace: AWorkspace) -> Response:
    """The settings of the domain."""
    workspace.actor.require(Role.ADMIN)
    found = workspace.domain()
    given = {
        "name": found.name,
        "sync_at": found.sync_at or "",
        "entries_allowed": found.entries_allowed,
        "rejected_kept_days": found.rejected_kept_days,
        "largest_megabytes": found.largest_file // MEGABYTE,
    }
    return render(request, "admin/settings.html", given=given, fault=None)


@router.post("/d/{domain_id}/admin/settings")
def change(
    request: Request,
    workspace: AWorkspace,
    *,
    name: Annotated[str, Form()] = "",
    sync_at: Annotated[str, Form()] = "",
    entries_allowed: Annotated[str, Form()] = "",
    rejected_kept_days: Annotated[int, Form()] = 30,
    largest_megabytes: Annotated[int, Form()] = 200,
) -> Response:
    """Change the settings of the domain, all or none of them."""
    given = {
        "name": name,
        "sync_at": sync_at,
        "entries_allowed": bool(entries_allowed),
        "rejected_kept_days": rejected_kept_days,
        "largest_megabytes": largest_megabytes,
    }
    try:
        workspace.change_settings(
            name=name,
            sync_at=sync_at or None,
            entries_allowed=bool(entries_allowed),
            rejected_kept_days=rejected_kept_days,
            largest_file=largest_megabytes * MEGABYTE,
        )
    except Refusal as refusal:
        if refusal.code != "invalid":
            raise
        fault = refusal.text(visitor_of(request).lang)
        return render(request, "admin/settings.html", status=422, given=given, fault=fault)
    flash(request, say(request, "settings.saved"))
    return redirect(request, f"/d/{workspace.domain_id}/admin/settings")
