"""What moved in the months up to and in a year, as far back as files tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.figures import (
    ZERO,
    add,
    month_changes,
    months_between,
    period_changes,
    year_figures,
)
from siekit.reports.model import FileRef, Words
from siekit.reports.periods import MONTHS_A_YEAR, short_year
from siekit.reports.previous import earlier_document, other_currency
from siekit.reports.reach import reach_of

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.figures import Changes, YearFigures
    from siekit.reports.reach import Reach

WITH_ROWS = frozenset({"4E", "4I"})
"""Types whose files have rows, so that a month without rows is a month without changes."""


@dataclass(slots=True)
class History:
    """Changes by account and month; of months that are not `known` nothing can be said."""

    changes: Changes
    known: set[int]
    names: dict[str, str]
    files: list[FileRef]
    notes: list[Words]
    reach: Reach | None
    """How far the year itself is told of."""


def year_changes(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, *, date_of: str
) -> Changes:
    """Return what moved in the months of a year; `UsageError` where the file cannot tell."""
    changes = month_changes(connection, figures.document_id, source=figures.source, date_of=date_of)
    moved = any(one.amount != one.opening for one in figures.accounts)
    if not changes and (moved or figures.sie_type not in WITH_ROWS):
        message = (
            f"{figures.file}: a file of type {figures.sie_type} without rows and period balances "
            "says nothing of the months. Leave --by out, or export the year as type 2, 3 or 4."
        )
        swedish = (
            f"{figures.file}: en fil av typ {figures.sie_type} utan transaktioner och periodsaldon "
            "säger inget om månaderna. Utelämna indelningen (--by), eller exportera året som typ "
            "2, 3 eller 4."
        )
        raise UsageError(message, swedish=swedish)
    return changes


def history(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, *, date_of: str
) -> History:
    """Return what moved in the year, and in the twelve months before it as far as is known.

    The months before come from the files of the years before, else from this file's own #PSALDO
    of the year before.
    """
    told = History(
        changes={},
        known=set(),
        names={one.account: one.name for one in figures.accounts},
        files=[],
        notes=[],
        reach=None,
    )
    changes = year_changes(connection, figures, date_of=date_of)
    told.reach = reach_of(connection, figures, changes)
    _tell(told, figures, changes, told.reach)
    year = figures
    for _ in range(MONTHS_A_YEAR):
        document = earlier_document(connection, year)
        if document is None or len(told.known) >= len(figures.months()) + MONTHS_A_YEAR:
            break
        year = year_figures(connection, document)
        if year.currency != figures.currency:
            told.notes.append(other_currency(year))
            return told
        changes = month_changes(connection, document, source=year.source, date_of=date_of)
        if not changes and year.sie_type not in WITH_ROWS:
            break
        reach = reach_of(connection, year, changes)
        if reach is not None:
            told.notes.append(reach.in_year(short_year(year.start, year.end)))
        _tell(told, year, changes, reach)
        told.files.append(FileRef(year.document_id, year.file, year.sha256))
    if not told.files:
        _tell_comparatives(connection, figures, told)
    return told


def _tell(told: History, year: YearFigures, changes: Changes, reach: Reach | None) -> None:
    months = {month for month in year.months() if reach is None or reach.covers(month)}
    told.known |= months
    for account, moved in changes.items():
        own = told.changes.setdefault(account, {})
        for month, amount in moved.items():
            if month in months:
                own[month] = add([own.get(month, ZERO), amount])
    for one in year.accounts:
        told.names.setdefault(one.account, one.name)


def _tell_comparatives(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, told: History
) -> None:
    """Add the #PSALDO of the year before that stand in the file itself."""
    found = connection.execute(
        "select start_date, end_date from _fiscal_years where document_id = ? and year_no = -1",
        [figures.document_id],
    ).fetchone()
    before = period_changes(connection, figures.document_id, year_no=-1)
    if found is None or None in found or not before:
        return
    months = set(months_between(found[0], found[1])) - told.known
    told.known |= months
    for account, moved in before.items():
        own = told.changes.setdefault(account, {})
        own.update({month: amount for month, amount in moved.items() if month in months})
