"""Months that somebody has reconciled: their figures are kept, and a change of them is told."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.locale.figures import plain_money
from siekit.reports.figures import ZERO, months_between
from siekit.workspace.actors import Role
from siekit.workspace.audit import note, now
from siekit.workspace.lookup import find_integration, find_uploads
from siekit.workspace.month_figures import figures_by_month
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.tables import integrations, reconciled_months, uploads
from siekit.workspace.told_facts import month_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from siekit.reports.figures import Amount
    from siekit.workspace.model import Upload
    from siekit.workspace.month_figures import Figures
    from siekit.workspace.parquet_store import ParquetStore
    from siekit.workspace.workspace import Workspace


MOST_YEARS = 5
"""Calendar years that a fiscal year may reach over; the law lets none be of more than 18 months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciledMonth:
    """A month (YYYYMM) of an integration; `figures` are amounts as text, by account."""

    integration_id: int
    month: int
    upload_id: int
    figures: Mapping[str, str | None]
    actor: str
    at: datetime


def mark_month(ws: Workspace, integration_id: int, month: int) -> ReconciledMonth:
    """Keep the figures of a month as reconciled: those in the reports, else those active.

    One that is marked already is marked anew. Raises `invalid` where no file is about the month.
    """
    ws.actor.require(Role.ANALYST)
    with ws.catalogue.read() as connection:
        integration = find_integration(connection, ws.domain_id, integration_id)
        rests_on = find_speakers(connection, ws.domain_id, integration_id, month)
    if not rests_on:
        problem = f"no active file of {integration.name} is about {month_text(month)}."
        problem_sv = f"ingen aktiv fil för {integration.name} gäller {month_text(month)}."
        raise _refusal(problem, problem_sv)
    figures = figures_by_month(ws.installation.tables, [one.id for one in rests_on], [month])
    kept = {
        "upload_id": rests_on[-1].id,
        "figures": _as_text(figures[month]),
        "actor": ws.actor.name,
        "at": now(),
    }
    with ws.catalogue.write() as connection:
        _remove(connection, integration_id, month)
        connection.execute(
            reconciled_months.insert().values(integration_id=integration_id, month=month, **kept)
        )
        _note(connection, ws, "month.marked", integration_id, month)
    return ReconciledMonth(integration_id=integration_id, month=month, **kept)  # type: ignore[arg-type]


def find_speakers(
    connection: Connection, domain_id: int, integration_id: int, month: int
) -> list[Upload]:
    """Return the uploads that a month rests on: those in the reports, else those active."""
    first, last = _days(month)
    found = find_uploads(
        connection,
        domain_id,
        uploads.c.integration_id == integration_id,
        sa.or_(uploads.c.published, uploads.c.state == State.ACTIVE.value),
        uploads.c.first_day <= last,
        uploads.c.last_day >= first,
        oldest_first=True,
        brief=True,
    )
    return [one for one in found if one.in_reports] or found


def covered_months(ws: Workspace, integration_id: int) -> set[int]:
    """Return the months that a file in use is about; a year of very many is left out."""
    ws.actor.require(Role.VIEWER)
    with ws.catalogue.read() as connection:
        found = find_uploads(
            connection,
            ws.domain_id,
            uploads.c.integration_id == integration_id,
            sa.or_(uploads.c.published, uploads.c.state == State.ACTIVE.value),
            brief=True,
        )
    return {month for one in found for month in months_of_year(one.first_day, one.last_day)}


def months_of_year(first: date | None, last: date | None) -> list[int]:
    """Return the months of a fiscal year, none of one that is so long that it must be wrong."""
    if first is None or last is None or last.year - first.year > MOST_YEARS:
        return []
    return months_between(first, last)


def unmark_month(ws: Workspace, integration_id: int, month: int) -> None:
    """Forget that a month was reconciled; `not_found` where it was not."""
    ws.actor.require(Role.ANALYST)
    with ws.catalogue.write() as connection:
        find_integration(connection, ws.domain_id, integration_id)
        if not _remove(connection, integration_id, month):
            raise Refusal(
                "not_found", what="reconciled month", what_sv="avstämd månad", id=month_text(month)
            )
        _note(connection, ws, "month.unmarked", integration_id, month)


def reconciled(ws: Workspace, *, integration_id: int | None = None) -> list[ReconciledMonth]:
    """Return the months that are marked, by integration and month."""
    ws.actor.require(Role.VIEWER)
    where = [] if integration_id is None else [integrations.c.id == integration_id]
    with ws.catalogue.read() as connection:
        return marks(connection, integrations.c.domain_id == ws.domain_id, *where)


def marks(connection: Connection, *where: sa.ColumnElement[bool]) -> list[ReconciledMonth]:
    """Return marked months, by integration and month."""
    mark = reconciled_months.c
    query = (
        sa.select(reconciled_months)
        .select_from(reconciled_months.join(integrations))
        .where(*where)
        .order_by(mark.integration_id, mark.month)
    )
    wanted = ReconciledMonth.__slots__
    rows = connection.execute(query).mappings()
    return [ReconciledMonth(**{name: row[name] for name in wanted}) for row in rows]


def changed_months(
    store: ParquetStore, marked: Iterable[ReconciledMonth], after: Sequence[Upload]
) -> list[dict[str, Any]]:
    """Return the facts of each marked month that is not what it was when `after` speak for it.

    All are of one integration. Facts: month, uploads, and the accounts with both amounts.
    """
    groups: dict[tuple[int, ...], list[ReconciledMonth]] = defaultdict(list)
    for mark in marked:
        first, last = _days(mark.month)
        groups[tuple(one.id for one in after if _is_about(one, first, last))].append(mark)
    found = []
    for speak, own in groups.items():
        figures = figures_by_month(store, speak, [mark.month for mark in own])
        for mark in own:
            accounts = _different(mark.figures, figures[mark.month])
            if accounts:
                found.append({**facts_of_mark(mark, speak), "accounts": accounts})
    return sorted(found, key=lambda facts: facts["month"])


def facts_of_mark(mark: ReconciledMonth, speak: Iterable[int]) -> dict[str, Any]:
    """Return what is told of a marked month; `speak` are the uploads that it would rest on."""
    return {
        "month": mark.month,
        "marked_by": mark.actor,
        "upload_before": mark.upload_id,
        "uploads_after": list(speak),
    }


def _different(before: Mapping[str, str | None], after: Figures) -> list[dict[str, Any]]:
    """Return the accounts whose amounts differ; none at all is the same as zero."""
    told = []
    for account in sorted({*before, *after}):
        was = _amount(before.get(account, "0"))
        will_be = after.get(account, ZERO)
        if was != will_be:
            told.append({"account": account, "before": _text(was), "after": _text(will_be)})
    return told


def _is_about(upload: Upload, first: date, last: date) -> bool:
    if upload.first_day is None or upload.last_day is None:
        return False
    return upload.first_day <= last and first <= upload.last_day


def _days(month: int) -> tuple[date, date]:
    """Return the first and the last day of a month; `invalid` for what is none."""
    try:
        year, number = divmod(month, 100)
        return date(year, number, 1), date(year, number, monthrange(year, number)[1])
    except (ValueError, OverflowError):
        problem = f"{month} is no month: write it as 202503."
        raise _refusal(problem, f"{month} är ingen månad: skriv 202503.") from None


def _refusal(problem: str, problem_sv: str) -> Refusal:
    return Refusal(
        "invalid", field="month", problem=problem, field_sv="månad", problem_sv=problem_sv
    )


def _as_text(figures: Figures) -> dict[str, str | None]:
    return {account: _text(figures[account]) for account in sorted(figures)}


def _text(amount: Amount) -> str | None:
    return None if amount is None else plain_money(amount)


def _amount(text: str | None) -> Amount:
    return None if text is None else Decimal(text)


def _remove(connection: Connection, integration_id: int, month: int) -> bool:
    mark = reconciled_months.c
    gone = connection.execute(
        reconciled_months.delete().where(mark.integration_id == integration_id, mark.month == month)
    )
    return bool(gone.rowcount)


def _note(
    connection: Connection, ws: Workspace, action: str, integration_id: int, month: int
) -> None:
    note(
        connection,
        ws.actor,
        action,
        domain_id=ws.domain_id,
        about=("integration", integration_id),
        after={"month": month},
    )
