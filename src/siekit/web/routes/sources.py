"""Data sources: the integrations, and what each has been sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from siekit.locale.figures import period, short_period
from siekit.web.access import AWorkspace
from siekit.web.finding import named
from siekit.web.pages import flash, redirect, render, say
from siekit.workspace.actors import Role
from siekit.workspace.integrating import rename_integration
from siekit.workspace.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siekit.workspace.model import Upload

router = APIRouter()

MOST_UPLOADS = 500
MOST_SHOWN = 200


@router.get("/d/{domain_id}/sources")
def sources(request: Request, workspace: AWorkspace, q: str = "") -> Response:
    """The integrations of the domain."""
    whole = workspace.integrations()
    found = [one for one in whole if named(one, q)]
    return render(
        request,
        "sources/list.html",
        count=len(whole),
        integrations=found[:MOST_SHOWN],
        left_out=max(len(found) - MOST_SHOWN, 0),
        q=q,
        may_add=workspace.actor.role >= Role.ANALYST,
    )


@router.get("/d/{domain_id}/sources/new")
def new_source(request: Request, workspace: AWorkspace) -> Response:
    """The kinds of data sources there are."""
    workspace.actor.require(Role.ANALYST)
    return render(request, "sources/new.html")


@router.get("/d/{domain_id}/integrations/{integration_id}")
def integration(request: Request, workspace: AWorkspace, integration_id: int) -> Response:
    """One integration: its files by fiscal year, and which of them is active."""
    found = workspace.integration(integration_id)
    uploads = workspace.uploads(integration_id=integration_id, most=MOST_UPLOADS)
    return render(
        request,
        "sources/one.html",
        integration=found,
        years=_by_year(one for one in uploads if one.state is not State.DISCARDED),
        may_upload=workspace.actor.role >= Role.ANALYST,
        may_rename=workspace.actor.role >= Role.ADMIN,
    )


@router.post("/d/{domain_id}/integrations/{integration_id}")
def rename(
    request: Request, workspace: AWorkspace, integration_id: int, name: Annotated[str, Form()]
) -> Response:
    """Give an integration another name."""
    rename_integration(workspace, integration_id, name)
    flash(request, say(request, "integration.renamed"))
    return redirect(request, f"/d/{workspace.domain_id}/integrations/{integration_id}")


def _by_year(uploads: Iterable[Upload]) -> list[tuple[str | None, list[Upload]]]:
    """Return uploads by fiscal year, the newest year first and its active file at its head."""
    years: dict[tuple[str, str | None], list[Upload]] = {}
    for one in uploads:
        write = period if one.year_derived else short_period
        label = write(one.first_day, one.last_day) if one.first_day else None
        years.setdefault((str(one.last_day or ""), label), []).append(one)
    return [
        (label, sorted(found, key=lambda one: (not one.active, -one.id)))
        for (_, label), found in sorted(years.items(), reverse=True, key=lambda one: one[0][0])
    ]
