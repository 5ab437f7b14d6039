"""The summary of an upload, and the way down from each figure to the line of the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from siekit.reports.base import Options
from siekit.web.access import AWorkspace
from siekit.web.fragments import Kept, fragment
from siekit.web.page_words import words_on_page
from siekit.web.pages import render
from siekit.web.periods import month_days
from siekit.web.units import UNITS, unit_of
from siekit.web.unseen_letters import visible
from siekit.web.upload_view import checks_of, lights_of, upload_context
from siekit.web.upload_ways import UploadWays
from siekit.web.visitors import visitor_of
from siekit.workspace.changing import wrong_state
from siekit.workspace.reconciling import months_of_year
from siekit.workspace.refusals import Refusal
from siekit.workspace.source_lines import lines_around
from siekit.workspace.states import PARSED
from siekit.workspace.upload_reports import rows_of_account, upload_report, upload_voucher

if TYPE_CHECKING:
    from siekit.reports.model import Report, Words
    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace

router = APIRouter()

MOST_ROWS = 2_000
"""Rows of one account on one page; the months divide longer ones."""

MOST_AT_ONCE = 20_000
"""Rows of one account that a page is made of; of a longer one it is made of a month."""

MOST_FINDINGS = 500

_kept = Kept()


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A summary as a page shows it."""

    income: Markup
    balance: Markup
    source: str
    unit: str
    notes: tuple[Words, ...]
    previous_upload: Upload | None


@router.get("/d/{domain_id}/uploads/{upload_id}/summary")
def summary_page(
    request: Request, workspace: AWorkspace, upload_id: int, unit: str | None = None
) -> Response:
    """Income statement, balance sheet, pictures and checks of one upload."""
    upload = workspace.upload(upload_id)
    wanted, lang = unit_of(unit), visitor_of(request).lang
    active = upload.integration_id and workspace.integration(upload.integration_id).version
    # What is active decides which file tells of the year before.
    folder = str(workspace.installation.folder)
    key = (folder, upload.id, upload.version, upload.reader, active, wanted, lang)
    drawn = _kept.get(key, lambda: _drawn(workspace, upload.id, wanted, lang))
    checks = checks_of(workspace, upload)
    return render(
        request,
        "uploads/summary.html",
        **upload_context(workspace, upload, "summary"),
        drawn=drawn,
        checks=checks,
        lights=lights_of(checks),
        unit=wanted,
        units=UNITS,
    )


def _drawn(workspace: Workspace, upload_id: int, unit: str, lang: str) -> _Drawn:
    made = workspace.summary(upload_id)
    ways = UploadWays(workspace.domain_id)
    income, balance = (
        fragment(report, lang=lang, unit=unit, ident=ident, ways=ways)
        for report, ident in ((made.income_statement, "income"), (made.balance_sheet, "balance"))
    )
    return _Drawn(
        income=income,
        balance=balance,
        source=made.source,
        unit=made.income_statement.unit,
        notes=tuple(words_on_page(one) for one in made.notes),
        previous_upload=made.previous_upload,
    )


@router.get("/d/{domain_id}/uploads/{upload_id}/checks/{key}")
def check_page(request: Request, workspace: AWorkspace, upload_id: int, key: str) -> Response:
    """One check: what it found, where, and what to do."""
    upload = workspace.upload(upload_id)
    checks = checks_of(workspace, upload)
    found = next((check for check in checks if check["key"] == key), None)
    if found is None:
        raise Refusal("not_found", what="check", what_sv="kontroll", id=key)
    return render(
        request,
        "uploads/check.html",
        **upload_context(workspace, upload, "summary"),
        check=found,
        findings=found["findings"][:MOST_FINDINGS],
    )


@router.get("/d/{domain_id}/uploads/{upload_id}/findings")
def findings_page(
    request: Request, workspace: AWorkspace, upload_id: int, severity: str = ""
) -> Response:
    """Everything that is odd about the file."""
    upload = workspace.upload(upload_id)
    if upload.state not in PARSED:
        raise wrong_state(upload)
    found = workspace.findings(upload_id)
    shown = [one for one in found if not severity or one["severity"] == severity]
    counts = {
        word: sum(1 for one in found if one["severity"] == word)
        for word in ("error", "warning", "info")
    }
    return render(
        request,
        "uploads/findings.html",
        **upload_context(workspace, upload, "findings"),
        findings=shown[:MOST_FINDINGS],
        count=len(shown),
        counts=counts,
        severity=severity,
    )


@router.get("/d/{domain_id}/uploads/{upload_id}/accounts/{account}")
def account_page(
    request: Request,
    workspace: AWorkspace,
    upload_id: int,
    account: str,
    month: Annotated[int | None, Query()] = None,
) -> Response:
    """The rows of one account, in the whole year or a month of it."""
    upload = workspace.upload(upload_id)
    months = months_of_year(upload.first_day, upload.last_day)
    count = rows_of_account(workspace, upload_id, account)
    by_month = count > MOST_AT_ONCE and bool(months)
    if by_month and month is None:
        month = months[0]
    whole = account_rows(workspace, upload_id, account, month)
    section = whole.sections[0] if whole.sections else None
    report, left_out = _shortened(whole)
    return render(
        request,
        "uploads/account.html",
        **upload_context(workspace, upload, "summary"),
        account=account,
        title=section.title[visitor_of(request).lang] if section else account,
        rows=_fragment(request, workspace, report, "rows"),
        left_out=left_out,
        month=month,
        months=months,
        too_many=count if by_month else None,
        empty=section is None,
    )


@router.get("/d/{domain_id}/uploads/{upload_id}/vouchers/{voucher_id}")
def voucher_page(
    request: Request, workspace: AWorkspace, upload_id: int, voucher_id: int
) -> Response:
    """One voucher as it stands in the file."""
    upload = workspace.upload(upload_id)
    report = _without_numbers(upload_voucher(workspace, upload_id, voucher_id))
    return render(
        request,
        "uploads/voucher.html",
        **upload_context(workspace, upload, "summary"),
        title=report.sections[0].title[visitor_of(request).lang],
        voucher_id=voucher_id,
        rows=_fragment(request, workspace, report, "voucher"),
        line=next((one.place.line for one in report.lines() if one.place), None),
    )


@router.get("/d/{domain_id}/uploads/{upload_id}/lines")
def lines_page(
    request: Request,
    workspace: AWorkspace,
    upload_id: int,
    at: Annotated[int, Query(ge=1)] = 1,
) -> Response:
    """Lines of the file as they were written, around one of them."""
    upload = workspace.upload(upload_id)
    shown = lines_around(workspace, upload_id, at)
    return render(
        request,
        "uploads/lines.html",
        **upload_context(workspace, upload, "lines"),
        shown=replace(
            shown, lines=tuple(replace(one, text=visible(one.text)) for one in shown.lines)
        ),
        at=at,
    )


def account_rows(workspace: Workspace, upload_id: int, account: str, month: int | None) -> Report:
    """Return the general ledger of one account and nothing else."""
    first, last = month_days(month) if month is not None else (None, None)
    options = Options(accounts=(account,), first_day=first, last_day=last)
    report = upload_report(workspace, upload_id, "general-ledger", options)
    return replace(report, sections=tuple(one for one in report.sections if one.key == account))


def _without_numbers(report: Report) -> Report:
    """Return a voucher without its column of lines, which the page has as links."""
    sections = tuple(
        replace(section, lines=tuple(replace(line, cells=line.cells[1:]) for line in section.lines))
        for section in report.sections
    )
    return replace(report, cell_columns=report.cell_columns[1:], sections=sections)


def _fragment(request: Request, workspace: Workspace, report: Report, ident: str) -> Markup:
    ways = UploadWays(workspace.domain_id)
    return fragment(report, lang=visitor_of(request).lang, unit=None, ident=ident, ways=ways)


def _shortened(report: Report) -> tuple[Report, int]:
    """Return a ledger with as many rows as a page has room for, and how many are left out."""
    if not report.sections:
        return report, 0
    section = report.sections[0]
    left_out = max(len(section.lines) - MOST_ROWS, 0)
    if not left_out:
        return report, 0
    lines = (*section.lines[: MOST_ROWS - 1], section.lines[-1])
    return replace(report, sections=(replace(section, lines=lines),)), left_out
