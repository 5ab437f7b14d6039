"""The uploads, and each one from preview to link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import JSONResponse, Response

from siekit.web.access import AWorkspace
from siekit.web.no_choice import no_choice
from siekit.web.pages import flash, redirect, render, say
from siekit.web.upload_states import AT_WORK, state_of
from siekit.web.upload_view import upload_context
from siekit.web.visitors import visitor_of
from siekit.web.whole_numbers import whole_number
from siekit.workspace.actors import Role
from siekit.workspace.linking import Choice, link, suggestions
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.waiting import waiting_for_company

if TYPE_CHECKING:
    from siekit.workspace.model import Integration, Upload
    from siekit.workspace.workspace import Workspace

router = APIRouter()

NEW, OTHER = "new", "other"
MOST_CHOICES = 12
"""Integrations that stand as choices of their own; more are one list."""

ON_A_PAGE = 50
MOST_WATCHED = 200
MOST_REASON = 500
LINKABLE = frozenset({State.PREVIEWED, State.LINKED, State.READY, State.SUPERSEDED})
WAITING = "waiting"
NOTHING_ASKED: dict[str, Any] = {
    "integration": None,
    "other": None,
    "name": "",
    "code": None,
    "said": None,
    "confirm_orgnr": False,
    "confirm_currency": False,
}
LISTS: dict[str, tuple[State, ...]] = {
    "all": (),
    WAITING: (),
    "active": (State.ACTIVE,),
    "refused": (State.REJECTED, State.FAILED),
    "gone": (State.DISCARDED,),
}


@router.get("/d/{domain_id}/uploads")
def uploads(
    request: Request, workspace: AWorkspace, show: str = "all", before: int | None = None
) -> Response:
    """The uploads, the newest first."""
    states = LISTS.get(show)
    if states is None:
        raise no_choice("show", LISTS)
    found = workspace.uploads(
        states=states, waiting=show == WAITING, before_id=before, most=ON_A_PAGE + 1
    )
    shown = found[:ON_A_PAGE]
    older = shown[-1].id if len(found) > ON_A_PAGE else None
    return render(
        request,
        "uploads/list.html",
        uploads=shown,
        older=older,
        show=show,
        lists=list(LISTS),
        first=before is None,
        ask=waiting_for_company(workspace),
        may_upload=workspace.actor.role >= Role.ANALYST,
    )


@router.get("/d/{domain_id}/uploads/states")
def states(request: Request, workspace: AWorkspace, ids: Annotated[str, Query()] = "") -> Response:
    """How far some uploads are, for a page that waits for them."""
    lang = visitor_of(request).lang
    asked = [whole_number(one) for one in ids.split(",", MOST_WATCHED)[:MOST_WATCHED]]
    told = []
    for number in asked:
        if number is None:
            continue
        try:
            told.append(state_of(workspace.upload(number), workspace.domain_id, lang))
        except Refusal:
            continue
    return JSONResponse(told)


@router.get("/d/{domain_id}/uploads/{upload_id}")
def upload(request: Request, workspace: AWorkspace, upload_id: int) -> Response:
    """One upload: its preview and link, or why it cannot be used."""
    return _page(request, workspace, workspace.upload(upload_id))


def _page(
    request: Request,
    workspace: Workspace,
    upload: Upload,
    *,
    status: int = 200,
    **asked: Any,  # noqa: ANN401, what a form held
) -> Response:
    refusal = Refusal.from_json(dict(upload.refusal)) if upload.refusal else None
    can_link = upload.state in LINKABLE and not upload.in_reports
    context: dict[str, Any] = {
        **upload_context(workspace, upload, "preview"),
        "why": refusal.text(visitor_of(request).lang) if refusal else None,
        "at_work": upload.state in AT_WORK,
        "contents": workspace.contents(upload.id) if upload.preview else None,
        "can_link": can_link,
        "suggested": _same_orgnr(workspace, upload) if can_link else [],
        "integrations": workspace.integrations() if can_link else [],
        "most_choices": MOST_CHOICES,
        "asked": NOTHING_ASKED | {"name": upload.company or ""} | asked,
    }
    return render(request, "uploads/one.html", status=status, **context)


def _same_orgnr(workspace: Workspace, upload: Upload) -> list[Integration]:
    """Return the integrations that the file's own number speaks for."""
    found = suggestions(workspace, upload.id)
    return [one for one in found if upload.orgnr and one.orgnr == upload.orgnr]


@router.post("/d/{domain_id}/uploads/{upload_id}/link")
def link_upload(
    request: Request,
    workspace: AWorkspace,
    upload_id: int,
    *,
    integration: Annotated[str, Form()] = "",
    other: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    confirm_orgnr: Annotated[bool, Form()] = False,
    confirm_currency: Annotated[bool, Form()] = False,
    take_orgnr: Annotated[bool, Form()] = False,
) -> Response:
    """Say which integration the file is for, or make one for it."""
    try:
        choice = Choice(
            integration_id=_picked(other if integration == OTHER else integration),
            new_name=name if integration == NEW else None,
            confirm_orgnr=confirm_orgnr,
            confirm_currency=confirm_currency,
            take_orgnr=take_orgnr,
        )
        found = link(workspace, upload_id, choice)
    except Refusal as refusal:
        if refusal.code not in {"other_orgnr", "other_currency", "invalid", "choose_integration"}:
            raise
        return _page(
            request,
            workspace,
            workspace.upload(upload_id),
            status=refusal.status,
            integration=integration,
            other=other,
            name=name,
            code=refusal.code,
            said=refusal.text(visitor_of(request).lang),
            confirm_orgnr=confirm_orgnr,
            confirm_currency=confirm_currency,
        )
    flash(request, say(request, "link.done", name=found.integration or ""))
    return redirect(request, f"/d/{workspace.domain_id}/uploads/{upload_id}")


def _picked(integration: str) -> int | None:
    """Return the id that was chosen, None for a new one."""
    if integration == NEW:
        return None
    number = whole_number(integration)
    if number is None:
        raise Refusal("choose_integration")
    return number


@router.post("/d/{domain_id}/uploads/{upload_id}/discard")
def discard_upload(request: Request, workspace: AWorkspace, upload_id: int) -> Response:
    """Take an upload away; what is active or in the reports is refused."""
    workspace.discard(upload_id)
    flash(request, say(request, "upload.discarded"))
    return redirect(request, f"/d/{workspace.domain_id}/uploads")


@router.post("/d/{domain_id}/uploads/{upload_id}/erase")
def erase_upload(
    request: Request, workspace: AWorkspace, upload_id: int, reason: Annotated[str, Form()] = ""
) -> Response:
    """Erase a file and all that was read from it, for good."""
    workspace.erase(upload_id, reason=reason[:MOST_REASON])
    flash(request, say(request, "upload.erased"))
    return redirect(request, f"/d/{workspace.domain_id}/uploads/{upload_id}")
