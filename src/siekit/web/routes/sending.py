"""Where files come in: many at once, each with its own result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse, Response

from siekit.web.access import AWorkspace
from siekit.web.pages import render
from siekit.web.sent_forms import sent_form
from siekit.web.upload_states import state_of
from siekit.web.visitors import visitor_of
from siekit.workspace.actors import Role
from siekit.workspace.receiving import receive
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one file: an upload, or why there is none."""

    file: str
    upload: Upload | None
    refusal: Refusal | None


@router.get("/d/{domain_id}/uploads/new")
def form(request: Request, workspace: AWorkspace) -> Response:
    """The page on which files are dropped or chosen."""
    workspace.actor.require(Role.ANALYST)
    return render(request, "uploads/new.html", most=workspace.domain().largest_file)


@router.post("/d/{domain_id}/uploads")
async def send(request: Request, workspace: AWorkspace) -> Response:
    """Take files in, and tell of each what became of it."""
    workspace.actor.require(Role.ANALYST)
    # Read here and not as a parameter, so that nothing is taken from one who may not send.
    async with sent_form(request) as sent:
        files = [one for one in sent.getlist("files") if isinstance(one, UploadFile)]
        named = [one for one in files if one.filename]
        return await run_in_threadpool(_answer, request, workspace, named)


def _answer(request: Request, workspace: Workspace, files: Sequence[UploadFile]) -> Response:
    if not files:
        raise Refusal("no_files")
    results = [result for file in files for result in _received(workspace, file)]
    if request.headers.get("accept", "").startswith("application/json"):
        lang = visitor_of(request).lang
        return JSONResponse([_as_json(one, workspace.domain_id, lang) for one in results])
    return render(request, "uploads/sent.html", results=results)


def _received(workspace: Workspace, file: UploadFile) -> list[Sent]:
    """Take one file in; what is wrong with it does not stop the others."""
    name = file.filename or "–"
    try:
        found = receive(workspace, file.file, name)
    except Refusal as refusal:
        return [Sent(name, None, refusal)]
    return [Sent(one.file, one.upload, one.refusal) for one in found]


def _as_json(one: Sent, domain_id: int, lang: str) -> dict[str, object]:
    if one.upload is None:
        said = one.refusal.text(lang) if one.refusal else ""
        return {"file": one.file, "id": None, "words": said, "kind": "fault"}
    return {"file": one.file, **state_of(one.upload, domain_id, lang)}
