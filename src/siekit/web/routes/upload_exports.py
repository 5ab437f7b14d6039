"""The pages of one upload as files to take away: its summary, an account, a voucher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from siekit.web.access import AWorkspace
from siekit.web.exports import exported
from siekit.web.routes.summaries import account_rows
from siekit.web.units import decimals_of, unit_of
from siekit.web.visitors import visitor_of
from siekit.workspace.refusals import Refusal
from siekit.workspace.upload_reports import upload_voucher

if TYPE_CHECKING:
    from siekit.workspace.model import Upload

router = APIRouter()


@router.get("/d/{domain_id}/uploads/{upload_id}/summary/export.{form}")
def export_summary(
    request: Request, workspace: AWorkspace, upload_id: int, form: str, unit: str | None = None
) -> Response:
    """Both statements of an upload as a file."""
    made = workspace.summary(upload_id)
    return exported(
        [made.income_statement, made.balance_sheet],
        form,
        stem=f"summary {_stem(made.upload)}",
        lang=visitor_of(request).lang,
        decimals=decimals_of(unit_of(unit)),
    )


@router.get("/d/{domain_id}/uploads/{upload_id}/accounts/{account}/export.{form}")
def export_account(
    request: Request,
    workspace: AWorkspace,
    upload_id: int,
    account: str,
    form: str,
    *,
    month: Annotated[int | None, Query()] = None,
) -> Response:
    """All rows of an account as a file."""
    report = account_rows(workspace, upload_id, account, month)
    if not report.sections:
        raise Refusal("nothing_to_export")
    stem = f"{account} {month or ''} {_stem(workspace.upload(upload_id))}"
    return exported([report], form, stem=stem, lang=visitor_of(request).lang)


@router.get("/d/{domain_id}/uploads/{upload_id}/vouchers/{voucher_id}/export.{form}")
def export_voucher(
    request: Request, workspace: AWorkspace, upload_id: int, voucher_id: int, form: str
) -> Response:
    """One voucher as a file."""
    report = upload_voucher(workspace, upload_id, voucher_id)
    stem = f"voucher {voucher_id} {_stem(workspace.upload(upload_id))}"
    return exported([report], form, stem=stem, lang=visitor_of(request).lang)


def _stem(upload: Upload) -> str:
    return f"{upload.integration or upload.company or ''} {upload.first_day or ''}"
