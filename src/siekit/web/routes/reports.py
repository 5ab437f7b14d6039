"""Reports over the newest snapshot, with filters, each also as a file to take away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import Response

from siekit.reports.registry import REPORTS
from siekit.web.access import AWorkspace
from siekit.web.exports import exported
from siekit.web.fragments import Kept, fragment
from siekit.web.page_words import on_page, words_on_page
from siekit.web.pages import render
from siekit.web.report_choice import (
    BEFORE,
    BY_ACCOUNT,
    BY_DAYS,
    BY_DIMENSION,
    BY_PERIOD,
    OF_GROUP,
    choice_of,
)
from siekit.web.units import UNITS, decimals_of
from siekit.web.upload_ways import UploadWays
from siekit.web.visitors import visitor_of
from siekit.workspace.reading import members, reports_of
from siekit.workspace.refusals import Refusal
from siekit.workspace.report_notes import currency_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from siekit.reports.base import ReportKind
    from siekit.reports.model import Eliminated, Report, Words
    from siekit.web.report_choice import Choice
    from siekit.workspace.model import Upload
    from siekit.workspace.reading import SnapshotReports
    from siekit.workspace.snapshot_rules import SnapshotRules
    from siekit.workspace.workspace import Workspace

router = APIRouter()

SHELF = tuple(one for one in REPORTS if one.name != "voucher")
"""A voucher is reached from its rows."""

ROWS = frozenset(
    {"general-ledger", "account-statement", "journal", "voucher-list", "object-report"}
)
MOST_ROWS = 2_000
"""Lines of a ledger on a page, which is made of no more."""

MOST_REPORTS = 12
"""Years of one company on one page."""


_kept = Kept(32)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report on a page."""

    markup: Markup
    left_out: int
    company: str | None
    orgnr: str | None
    fiscal_year: str | None
    unit: str
    eliminated: tuple[Eliminated, ...]
    balances: bool | None
    """Whether a balance sheet balances in all columns; None for what is none."""


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a page shows of reports, and the uploads of which there is none, and why."""

    drawn: tuple[Drawn, ...]
    left_out: tuple[tuple[Upload, Words], ...]
    rules: SnapshotRules | None


@router.get("/d/{domain_id}/reports")
def shelf(request: Request, workspace: AWorkspace, integration: int | None = None) -> Response:
    """The reports there are."""
    snapshot = workspace.snapshot()
    return render(
        request,
        "reports/list.html",
        shelf=[one for one in SHELF if one.name not in ROWS],
        ledgers=[one for one in SHELF if one.name in ROWS],
        snapshot=snapshot,
        integration=workspace.integration(integration) if integration is not None else None,
        of_group=OF_GROUP,
    )


@router.get("/d/{domain_id}/reports/{name}")
def report(request: Request, workspace: AWorkspace, name: str) -> Response:
    """One report with its filters."""
    kind = _kind(name)
    snapshot, found = members(workspace)
    choice = choice_of(name, request.query_params, found)
    shown, refusal, differs = Shown((), (), None), None, None
    if snapshot is not None and found and _is_asked(name, choice):
        lang = visitor_of(request).lang
        try:
            shown = _shown(workspace, name, choice, snapshot.id, found, lang)
        except Refusal as error:
            differs = error.fact("differs", lang)
            told = error.fact("found" if differs else "problem", lang) or error.text(lang)
            refusal = on_page(told, lang)
    return render(
        request,
        "reports/one.html",
        kind=kind,
        choice=choice,
        snapshot=snapshot,
        members=found,
        drawn=shown.drawn,
        left_out=shown.left_out,
        rules=shown.rules,
        refusal=refusal,
        differs=differs,
        currencies=_currencies(choice, found),
        units=UNITS,
        companies=_companies(found),
        years=sorted({one.last_day.year for one in found if one.last_day}, reverse=True),
        shows={
            "by": name in BY_PERIOD and not choice.group,
            "previous": name in BEFORE and not choice.divided,
            "dimension": name in BY_DIMENSION and not choice.group,
            "days": name in BY_DAYS,
            "accounts": name in BY_ACCOUNT,
            "group": name in OF_GROUP,
            "unit": name not in ROWS,
        },
        needs=None if _is_asked(name, choice) else _needs(name),
    )


@router.get("/d/{domain_id}/reports/{name}/export.{form}")
def export(request: Request, workspace: AWorkspace, name: str, form: str) -> Response:
    """The report of a page as a file, with the same filters and every row."""
    _kind(name)
    snapshot, found = members(workspace)
    choice = choice_of(name, request.query_params, found)
    if snapshot is None or not _is_asked(name, choice):
        raise Refusal("nothing_to_export")
    made = _made(workspace, name, choice, snapshot.id)
    if not made.reports:
        raise Refusal("nothing_to_export")
    first = made.reports[0]
    stem = f"{name} {first.company or ''} {choice.year or ''}"
    decimals = None if name in ROWS else decimals_of(choice.unit)
    return exported(made.reports, form, stem=stem, lang=visitor_of(request).lang, decimals=decimals)


def _kind(name: str) -> ReportKind:
    for one in SHELF:
        if one.name == name:
            return one
    raise Refusal("not_found", what="report", what_sv="rapport", id=name)


def _is_asked(name: str, choice: Choice) -> bool:
    """Tell whether a report has what it cannot do without."""
    if name == "account-statement":
        return bool(choice.accounts)
    return name != "object-report" or choice.dimension is not None


def _needs(name: str) -> str:
    return "accounts" if name == "account-statement" else "dimension"


def _made(
    workspace: Workspace, name: str, choice: Choice, snapshot_id: int, *, most: int | None = None
) -> SnapshotReports:
    return reports_of(
        workspace,
        name,
        replace(choice.options(), most=most),
        snapshot_id=snapshot_id,
        integration_ids=choice.companies or None
        if choice.integration is None
        else [choice.integration],
        years=None if choice.year is None else [choice.year],
        currencies=None if choice.currency is None else [choice.currency],
    )


def _shown(  # noqa: PLR0917, what a page is made of
    workspace: Workspace,
    name: str,
    choice: Choice,
    snapshot_id: int,
    found: Sequence[Upload],
    lang: str,
) -> Shown:
    """Return what the page shows; statements are drawn once for each snapshot and choice."""
    if name in ROWS:
        return _drawn(workspace, name, choice, snapshot_id, lang)
    # A file that is erased changes its version, and is then asked for anew.
    own = tuple(
        (one.id, one.version, one.integration)
        for one in found
        if choice.integration in (None, one.integration_id)
    )
    folder = str(workspace.installation.folder)
    key = (folder, workspace.domain_id, snapshot_id, own, name, choice, lang)
    return _kept.get(key, lambda: _drawn(workspace, name, choice, snapshot_id, lang))


def _drawn(workspace: Workspace, name: str, choice: Choice, snapshot_id: int, lang: str) -> Shown:
    made = _made(workspace, name, choice, snapshot_id, most=MOST_ROWS if name in ROWS else None)
    ways = UploadWays(workspace.domain_id, companies=choice.group)
    drawn = []
    for number, whole in enumerate(made.reports[:MOST_REPORTS], 1):
        unit = None if whole.cell_columns else choice.unit
        markup = fragment(whole, lang=lang, unit=unit, ident=f"r{number}", ways=ways)
        drawn.append(
            Drawn(
                markup=markup,
                left_out=whole.left_out,
                company=whole.company,
                orgnr=whole.orgnr,
                fiscal_year=whole.fiscal_year,
                unit=whole.unit,
                eliminated=whole.eliminated,
                balances=_balances(whole),
            )
        )
    without = tuple((one, words_on_page(why)) for one, why in made.left_out)
    return Shown(tuple(drawn), without, made.rules)


def _balances(whole: Report) -> bool | None:
    if whole.difference is None:
        return None
    return all(one == 0 for one in whole.difference.values)


def _currencies(choice: Choice, found: Sequence[Upload]) -> list[str]:
    """Return the currencies of a group's year, where there are several to choose from."""
    if not choice.group:
        return []
    years = [one for one in found if one.last_day and choice.year in (None, one.last_day.year)]
    named = {currency_of(one) for one in years} | ({choice.currency} if choice.currency else set())
    return sorted(named) if len(named) > 1 else []


def _companies(found: Sequence[Upload]) -> list[tuple[int, str]]:
    named = {one.integration_id: one.integration or "" for one in found if one.integration_id}
    return sorted(named.items(), key=lambda one: (one[1].casefold(), one[0]))
