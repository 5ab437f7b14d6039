"""Companies that are new among the files that wait: all of them made by one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from siekit.web.access import AWorkspace
from siekit.web.pages import flash, redirect, render, say
from siekit.web.visitors import visitor_of
from siekit.workspace.actors import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.workspace.new_companies import MadeCompany
    from siekit.workspace.workspace import Workspace

router = APIRouter()

MOST_COMPANIES = 500
"""Companies on one page; a form takes no more than 1,000 fields."""

MOST_LEFT = 200
CONFLICT = 409


@router.get("/d/{domain_id}/uploads/link")
def form(request: Request, workspace: AWorkspace) -> Response:
    """The companies to make, each with a box to tick, and the files that are left."""
    workspace.actor.require(Role.ANALYST)
    return _page(request, workspace)


@router.post("/d/{domain_id}/uploads/link")
def create(
    request: Request, workspace: AWorkspace, company: Annotated[list[str] | None, Form()] = None
) -> Response:
    """Make the companies that are ticked, and link their files to them."""
    made = workspace.create_companies([(orgnr, None) for orgnr in company or ()])
    good = [one for one in made if one.refusal is None]
    lang = visitor_of(request).lang
    wrong = [one.refusal.text(lang) for one in made if one.refusal]
    if not made:
        wrong = [say(request, "new.none_ticked")]
    if wrong:
        return _page(request, workspace, wrong=wrong, done=_done(request, good))
    flash(request, _done(request, good))
    found = workspace.new_companies()
    rest = found.companies or found.left or found.being_read
    end = "/uploads/link" if rest else ""
    return redirect(request, f"/d/{workspace.domain_id}{end}")


def _done(request: Request, made: Sequence[MadeCompany]) -> str:
    """Return what was made, in words; nothing for nothing."""
    if not made:
        return ""
    files = sum(len(one.uploads) for one in made)
    companies = say(request, "new.made", count=len(made))
    return f"{companies} {say(request, 'new.linked', count=files)}"


def _page(
    request: Request, workspace: Workspace, *, wrong: Sequence[str] = (), done: str = ""
) -> Response:
    found = workspace.new_companies()
    return render(
        request,
        "uploads/link.html",
        status=CONFLICT if wrong else 200,
        companies=found.companies[:MOST_COMPANIES],
        more_companies=max(len(found.companies) - MOST_COMPANIES, 0),
        left=found.left[:MOST_LEFT],
        more_left=max(len(found.left) - MOST_LEFT, 0),
        being_read=found.being_read,
        wrong=wrong,
        done=done,
    )
