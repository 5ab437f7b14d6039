"""A whole year's amounts, with those of the year before and of the budget beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from siekit.reports.amounts import Amounts, Measure, Slot, head_of, less
from siekit.reports.budgets import BUDGET, MORE, MORE_PERCENT, NO_BUDGET, year_budget
from siekit.reports.figures import ZERO
from siekit.reports.model import Column, ColumnKind, Words
from siekit.reports.periods import year_column
from siekit.reports.previous import Previous, previous_year
from siekit.reports.statement import AccountValues

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.figures import AccountFigures, Amount, YearFigures

CHANGE = Column("change", Words("Change", "Förändring"))
CHANGE_PERCENT = Column("change-percent", Words("%", "%"), ColumnKind.PERCENT)


def whole_year(
    connection: duckdb.DuckDBPyConnection,
    figures: YearFigures,
    options: Options,
    measure: Measure,
) -> Amounts:
    """Return each account's amount in the year and what is shown beside it."""
    columns: list[Mapping[str, Amount]] = [
        {one.account: year_amount(one, measure) for one in figures.accounts}
    ]
    names = {one.account: one.name for one in figures.accounts}
    slots = [Slot(year_column(figures.fiscal_year), 0)]
    openings = [figures.opening_sum]
    notes: list[Words] = []
    missing: set[int] = set()
    head = head_of(figures)
    before = previous_year(connection, figures, measure) if options.previous else None
    if isinstance(before, Words):
        notes.append(before)
    elif isinstance(before, Previous):
        columns.append(before.amounts)
        names = {**before.names, **names}
        slots += [Slot(before.column, 1), Slot(CHANGE, 0, 1), Slot(CHANGE_PERCENT, 0, 1)]
        openings.append(before.opening_sum)
        head = replace(head, files=(*head.files, *before.files))
    if options.budget:
        at = len(columns)
        budget = year_budget(connection, figures, measure)
        columns.append(budget.amounts)
        slots += [Slot(BUDGET, at), Slot(MORE, 0, at), Slot(MORE_PERCENT, 0, at)]
        openings.append(figures.opening_sum)
        if budget.missing:
            missing.add(at)
            notes.append(NO_BUDGET)
    return Amounts(
        head=head,
        slots=tuple(slots),
        accounts=tuple(
            AccountValues(
                account,
                names.get(account, ""),
                tuple(column.get(account, ZERO) for column in columns),
            )
            for account in sorted({account for column in columns for account in column})
        ),
        count=len(columns),
        missing=frozenset(missing),
        openings=tuple(openings),
        notes=tuple(notes),
    )


def year_amount(one: AccountFigures, measure: Measure) -> Amount:
    """Return what a statement shows of an account's year."""
    return less(one.amount, one.opening) if measure is Measure.MOVED else one.amount
