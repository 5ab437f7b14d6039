"""The receipt of an upload, on a page to print and as files to take away."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from siekit.web.access import AWorkspace
from siekit.web.forms_of_reports import offered
from siekit.web.pages import render
from siekit.web.receipts import receipt_file
from siekit.web.upload_view import upload_context
from siekit.web.visitors import visitor_of
from siekit.workspace.receipt_told import receipt_notes, receipt_parts

router = APIRouter()


@router.get("/d/{domain_id}/uploads/{upload_id}/receipt")
def receipt_page(request: Request, workspace: AWorkspace, upload_id: int) -> Response:
    """What is known of an upload: what came, what was read, what became of it."""
    made, lang = workspace.receipt(upload_id), visitor_of(request).lang
    return render(
        request,
        "uploads/receipt.html",
        **upload_context(workspace, made.upload, "receipt"),
        parts=receipt_parts(made, lang),
        notes=receipt_notes(made, lang),
        forms=[form for form in ("pdf", "json") if form == "json" or form in offered()],
    )


@router.get("/d/{domain_id}/uploads/{upload_id}/receipt/export.{form}")
def export_receipt(request: Request, workspace: AWorkspace, upload_id: int, form: str) -> Response:
    """The receipt as a file, pdf or json."""
    return receipt_file(workspace.receipt(upload_id), form, visitor_of(request).lang)
