"""Routes of uploads: sending files, what is in them, which integration they are for."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import FileResponse
from starlette.concurrency import run_in_threadpool

from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.downloads import FILE, OCTETS, kept_as
from siekit.web.api.incoming import BODY, Files
from siekit.web.api.once import AtOnce
from siekit.web.api.paging import Part, part
from siekit.web.api.sent import AT_WORK, Going, seen_again, sent_files, suggested, sums
from siekit.web.api.shapes.base import LARGEST_ID, Paged, PathId
from siekit.web.api.shapes.integrations import Integrations, IntegrationShape
from siekit.web.api.shapes.uploads import (
    AllRefused,
    Checks,
    CheckShape,
    Findings,
    LineOfFile,
    LinesOfFile,
    Link,
    Preview,
    SentFiles,
    UploadRow,
    UploadShape,
    WhyErased,
    Year,
)
from siekit.web.api.waiting import Wait, until
from siekit.workspace.head_facts import without_contents
from siekit.workspace.refusals import Refusal
from siekit.workspace.source_lines import source_lines
from siekit.workspace.states import State

router = APIRouter(prefix="/uploads", tags=["Uploads"])


@router.post(
    "",
    operation_id="sendFiles",
    status_code=201,
    response_model=SentFiles,
    responses={
        200: {"model": SentFiles, "description": "All of it was here already."},
        **refused(409, 413, 415, 507),
        422: {"model": AllRefused, "description": "No file was taken; `results` tell of each."},
    },
    openapi_extra=BODY,
)
async def send(workspace: ApiWorkspace, files: Files, once: AtOnce, wait: Wait = 0) -> Response:
    """Send files, or zips of them; each has its own result.

    An upload begins as RECEIVED and is read meanwhile: `wait` for that, or ask `getUpload` later.
    Bytes that are here already give the upload that holds them, with `seen_before`. When no file
    was taken, the answer is the refusal of the first with all results.
    """
    if once.wanted:
        once = once.also(await run_in_threadpool(sums, files))
    done = await run_in_threadpool(once.done, lambda: sent_files(workspace, files))
    if not wait or "results" not in done.body:
        return done.response()
    results = SentFiles.model_validate({"results": done.body["results"]}).results
    await until(Going(workspace, results).is_over, bool, wait)
    seen = await run_in_threadpool(seen_again, workspace, results)
    told = [one.model_dump(mode="json") for one in seen]
    return done.with_body(done.body | {"results": told}).response()


@router.get("", operation_id="listUploads", responses=refused())
def list_uploads(
    workspace: ApiWorkspace,
    wanted: Annotated[Part, Depends(part)],
    state: Annotated[list[State], Query(description="Only of these states; repeat.")] = [],  # noqa: B006, FastAPI copies it
    integration_id: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
    *,
    waiting: Annotated[
        bool, Query(description="Only those that wait to be linked, or can be activated.")
    ] = False,
) -> Paged[UploadRow]:
    """List the uploads, the newest first."""
    found = workspace.uploads(
        states=tuple(state),
        integration_id=integration_id,
        waiting=waiting,
        before_id=wanted.before,
        most=wanted.limit + 1,
    )
    following = wanted.next_of([one.id for one in found])
    return Paged(items=[UploadRow.of(one) for one in found[: wanted.limit]], next=following)


@router.get("/{upload_id}", operation_id="getUpload", responses=refused())
async def get_upload(workspace: ApiWorkspace, upload_id: PathId, wait: Wait = 0) -> UploadShape:
    """Tell all about one upload; `wait` for it while it is RECEIVED or LINKED."""
    upload = await until(
        lambda: workspace.upload(upload_id), lambda one: one.state not in AT_WORK, wait
    )
    return UploadShape.of(upload)


@router.get("/{upload_id}/preview", operation_id="previewUpload", responses=refused())
def preview(workspace: ApiWorkspace, upload_id: PathId) -> Preview:
    """Tell what stands in the file, and which integrations it may be for."""
    upload = workspace.upload(upload_id)
    return Preview(
        upload=UploadShape.of(upload),
        facts=without_contents(upload.preview),
        contents=workspace.contents(upload_id),
        suggested_integrations=suggested(workspace, upload),
    )


@router.get("/{upload_id}/suggestions", operation_id="suggestIntegrations", responses=refused())
def suggestions(workspace: ApiWorkspace, upload_id: PathId) -> Integrations:
    """Tell which integrations the file may be for, by its organisation number."""
    found = workspace.suggestions(upload_id)
    return Integrations(items=[IntegrationShape.of(one) for one in found])


@router.post(
    "/{upload_id}/link",
    operation_id="linkUpload",
    response_model=UploadShape,
    responses=refused(409),
)
def link(workspace: ApiWorkspace, upload_id: PathId, wanted: Link, once: AtOnce) -> Response:
    """Say which integration the file is for: one that is there, or a new one.

    Needed where none or several have the file's organisation number; may be changed until the
    file is active. The tables and checks are made after it: see `getUpload`.
    """

    def work() -> UploadShape:
        if (wanted.integration_id is None) == (wanted.new is None):
            problem = "give integration_id, or new with a name, and not both."
            problem_sv = "ange integration_id, eller new med ett namn, och inte båda."
            raise Refusal("invalid", field="integration_id", problem=problem, problem_sv=problem_sv)
        linked = workspace.link(
            upload_id,
            wanted.integration_id,
            new_name=wanted.new.name if wanted.new else None,
            confirm_orgnr=wanted.confirm_orgnr,
            confirm_currency=wanted.confirm_currency,
            take_orgnr=wanted.take_orgnr,
        )
        return UploadShape.of(linked)

    return once(work)


@router.post(
    "/{upload_id}/year",
    operation_id="setYear",
    response_model=UploadShape,
    responses=refused(409),
)
def set_year(workspace: ApiWorkspace, upload_id: PathId, wanted: Year, once: AtOnce) -> Response:
    """Say which fiscal year a file is about that does not say so itself (no #RAR)."""
    return once(
        lambda: UploadShape.of(workspace.set_year(upload_id, wanted.first_day, wanted.last_day))
    )


@router.get("/{upload_id}/checks", operation_id="getChecks", responses=refused(409))
def checks(workspace: ApiWorkspace, upload_id: PathId) -> Checks:
    """Tell how each check came out, green, yellow, red or grey, and why."""
    found = workspace.checks(upload_id)
    return Checks(items=[CheckShape.model_validate(one.as_json()) for one in found])


@router.get("/{upload_id}/findings", operation_id="getFindings", responses=refused(409))
def findings(
    request: Request,
    workspace: ApiWorkspace,
    upload_id: PathId,
    start: Annotated[int, Query(ge=0, le=LARGEST_ID, description="How many to skip.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Findings:
    """Tell what is odd about the file, line by line."""
    found: list[dict[str, Any]] = workspace.findings(upload_id)
    end = start + limit
    url = request.url.include_query_params(start=end, limit=limit)
    following = f"{url.path}?{url.query}" if end < len(found) else None
    return Findings(items=found[start:end], total=len(found), next=following)


@router.get("/{upload_id}/lines", operation_id="getLines", responses=refused(409, 410))
def lines(
    workspace: ApiWorkspace,
    upload_id: PathId,
    first: Annotated[int, Query(ge=1, le=LARGEST_ID, description="Lines count from 1.")] = 1,
    last: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
) -> LinesOfFile:
    """Give lines of the file as text, at most 400: those that findings and refusals name."""
    found = source_lines(workspace, upload_id, first, last)
    return LinesOfFile(
        lines=[LineOfFile(number=one.number, text=one.text, cut=one.cut) for one in found.lines],
        count=found.count,
        encoding=found.encoding,
    )


@router.get(
    "/{upload_id}/original",
    operation_id="getOriginal",
    response_class=Response,
    responses={**FILE, **refused(410)},
)
def original(workspace: ApiWorkspace, upload_id: PathId) -> Response:
    """Give the bytes exactly as they came."""
    upload = workspace.upload(upload_id)
    place = workspace.installation.originals.path(upload.sha256)
    if upload.erased_at is not None:
        raise Refusal("erased", file=upload.file, day=f"{upload.erased_at:%Y-%m-%d}")
    if not place.is_file():
        raise Refusal("original_missing", sha256=upload.sha256)
    return FileResponse(place, media_type=OCTETS, headers=kept_as(upload.file))


@router.delete(
    "/{upload_id}",
    operation_id="deleteUpload",
    response_model=UploadShape,
    responses=refused(409),
)
def delete(workspace: ApiWorkspace, upload_id: PathId, once: AtOnce) -> Response:
    """Take an upload away that is neither active nor in the newest reports.

    The row stays, as DISCARDED; the same bytes may be sent anew.
    """
    return once(lambda: UploadShape.of(workspace.discard(upload_id)))


@router.post(
    "/{upload_id}/erase",
    operation_id="eraseUpload",
    response_model=UploadShape,
    responses=refused(409),
)
def erase(workspace: ApiWorkspace, upload_id: PathId, wanted: WhyErased, once: AtOnce) -> Response:
    """Erase the bytes and tables of an upload for good; the audit log says who and why."""
    return once(lambda: UploadShape.of(workspace.erase(upload_id, reason=wanted.reason)))
