"""The budget beside what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.reports.amounts import Measure
from siekit.reports.figures import ZERO, add, period_changes
from siekit.reports.model import Column, ColumnKind, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from siekit.reports.figures import Amount, YearFigures

BUDGET = Column("budget", Words("Budget", "Budget"))
MORE = Column("budget-change", Words("Difference", "Avvikelse"))
MORE_PERCENT = Column("budget-percent", Words("%", "%"), ColumnKind.PERCENT)

NO_BUDGET = Words(
    "The file holds no budget (#PBUDGET) of these accounts.",
    "Filen har ingen budget (#PBUDGET) för dessa konton.",
)


@dataclass(frozen=True, slots=True)
class Budget:
    """The year's budget of each account; `missing` when the file has none for the statement."""

    amounts: Mapping[str, Amount]
    missing: bool


def year_budget(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, measure: Measure
) -> Budget:
    """Return the budget of the year; a budgeted balance is the opening one and its changes."""
    budgets = {
        account: add(list(months.values()))
        for account, months in period_changes(
            connection, figures.document_id, kind="budget"
        ).items()
    }
    if measure is not Measure.STANDING:
        return Budget(budgets, missing=not budgets)
    openings = {one.account: one.opening for one in figures.accounts}
    missing = not any(account[:1] in {"1", "2"} for account in budgets)
    return Budget(
        {
            account: add([openings.get(account, ZERO), budgets.get(account, ZERO)])
            for account in openings.keys() | budgets.keys()
        },
        missing,
    )
