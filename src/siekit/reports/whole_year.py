"""A whole year's amounts of every account, with those of the year before beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.figures import ZERO
from siekit.reports.periods import year_column
from siekit.reports.previous import previous_year
from siekit.reports.statement import AccountValues

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.figures import YearFigures
    from siekit.reports.model import Column


def whole_year(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, *, previous: bool
) -> tuple[list[Column], list[AccountValues]]:
    """Return the columns of a year, and each account's amount in them."""
    columns = [year_column(figures.fiscal_year)]
    before = previous_year(connection, figures) if previous else None
    if before is None:
        return columns, [
            AccountValues(one.account, one.name, (one.amount,)) for one in figures.accounts
        ]
    now = {one.account: one.amount for one in figures.accounts}
    names = {**before.names, **{one.account: one.name for one in figures.accounts}}
    return [*columns, before.column], [
        AccountValues(account, names[account], (now.get(account, ZERO), before.of(account)))
        for account in sorted(names)
    ]
