"""Routes of what is in an upload: its summary, its reports, what differs from the active file."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from siekit.comparison.as_json import json_lines
from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.rendering import RENDERED, ReportPath, rendered
from siekit.web.api.shapes.activations import AccountsBeside
from siekit.web.api.shapes.base import PathId
from siekit.web.api.shapes.receipts import ReceiptShape
from siekit.web.api.shapes.report_query import Asked, Lang
from siekit.web.api.shapes.reports import Comparisons, ReportShape, SummaryShape
from siekit.web.receipts import PDF, receipt_pdf
from siekit.workspace.upload_reports import upload_report

router = APIRouter(prefix="/uploads/{upload_id}", tags=["Summary"])


@router.get("/summary", operation_id="getSummary", responses=refused(409))
def get_summary(
    workspace: ApiWorkspace,
    upload_id: PathId,
    *,
    lang: Lang = "en",
    previous: Annotated[bool, Query(description="Show the year before beside it.")] = True,
) -> SummaryShape:
    """Give both statements of an upload that was parsed, and its checks.

    So it can be reconciled with the system that it came from before it is activated.
    """
    return SummaryShape.of(workspace.summary(upload_id, previous=previous), lang)


@router.get(
    "/receipt",
    operation_id="getReceipt",
    response_model=ReceiptShape,
    responses={
        200: {
            "description": "The receipt, in the format asked for.",
            "content": {PDF: {"schema": {"type": "string", "format": "binary"}}},
        },
        **refused(409),
    },
)
def get_receipt(
    request: Request,
    workspace: ApiWorkspace,
    upload_id: PathId,
    *,
    form: Annotated[
        Literal["json", "pdf"] | None,
        Query(alias="format", description="Else PDF where `Accept` asks for that, or JSON."),
    ] = None,
    lang: Lang = "en",
) -> Response:
    """Give all that is known of an upload, to be kept beside the file.

    What came, by whom and how, its SHA-256, what was read, the sums and checks of the summary, and
    what became of it. Also of one that was refused; not before it was read.
    """
    made = workspace.receipt(upload_id)
    wanted = form or ("pdf" if request.headers.get("accept", "").startswith(PDF) else "json")
    if wanted == "json":
        return JSONResponse(ReceiptShape.model_validate(made.as_json()).model_dump(mode="json"))
    return receipt_pdf(made, lang)


@router.get(
    "/reports/{name}",
    operation_id="getUploadReport",
    response_model=ReportShape,
    responses={**RENDERED, **refused(409)},
)
def get_report(
    workspace: ApiWorkspace,
    upload_id: PathId,
    name: ReportPath,
    asked: Annotated[Asked, Query()],
) -> Response:
    """Give any report of this upload alone, whether or not it is active."""
    report = upload_report(workspace, upload_id, name, asked.options())
    return rendered([report], asked, ReportShape.of(report, asked.lang))


@router.get("/accounts", operation_id="compareAccounts", responses=refused(409))
def compare_accounts(workspace: ApiWorkspace, upload_id: PathId) -> AccountsBeside:
    """Tell what became of each account since the active file that the upload follows."""
    return AccountsBeside.of(upload_id, workspace.chart_beside(upload_id))


@router.get(
    "/comparison",
    operation_id="compareUpload",
    response_model=Comparisons,
    responses=refused(409, 410),
)
def compare(workspace: ApiWorkspace, upload_id: PathId) -> Response:
    """Tell what differs from each active file that activating would replace, by year."""
    parts = []
    for one in workspace.compare_with_active(upload_id):
        differences = "".join(json_lines(one.difference))
        parts.append(f'{{"active_id":{one.before.id},"differences":{differences}}}')
    body = f'{{"upload_id":{upload_id},"items":[{",".join(parts)}]}}'
    return Response(body, media_type="application/json")
