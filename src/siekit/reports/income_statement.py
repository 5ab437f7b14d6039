"""The income statement by nature (ÅRL appendix 2; BAS lines), over a year or its periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.charts.statement_lines import INCOME
from siekit.reports.figures import month_changes, year_figures
from siekit.reports.layout import bas_layout
from siekit.reports.model import FileRef, Report, Section, Words
from siekit.reports.periods import moved_in, spans
from siekit.reports.statement import AccountValues, lay_out
from siekit.reports.whole_year import whole_year

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.figures import YearFigures
    from siekit.reports.model import Column


class IncomeStatement:
    """What the company earned and what it cost, by nature.

    8990-8999 carry the result to equity at closing and are left out, so the result is the same
    before and after. Accounts that no line takes are shown below and are in no sum.
    """

    name = "income-statement"
    title = Words("Income statement", "Resultaträkning")

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the statement of one file's year 0, income positive and costs negative."""
        figures = year_figures(connection, document_id, source=options.source)
        columns, accounts = _columns(connection, figures, options)
        laid = lay_out(
            options.layout or bas_layout(INCOME),
            accounts,
            columns=len(columns),
            takes=lambda account: account[:1] not in "12",
        )
        return Report(
            name=self.name,
            title=self.title,
            company=figures.company,
            orgnr=figures.orgnr,
            fiscal_year=figures.fiscal_year,
            source=figures.source,
            unit=figures.currency,
            columns=tuple(columns),
            sections=(Section("income_statement", self.title, laid.lines),),
            unmapped=laid.unmapped,
            files=(FileRef(document_id, figures.file, figures.sha256),),
        )


def _columns(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, options: Options
) -> tuple[list[Column], list[AccountValues]]:
    """Return the columns and what each account has in them."""
    if options.by == "year":
        return whole_year(connection, figures, previous=options.previous)
    parts = spans(figures, options.by)
    changes = month_changes(
        connection, figures.document_id, source=figures.source, date_of=options.date_of
    )
    names = {one.account: one.name for one in figures.accounts}
    return [part.column for part in parts], [
        AccountValues(
            account,
            names.get(account, ""),
            tuple(moved_in(moved, part.months) for part in parts),
        )
        for account, moved in sorted(changes.items())
    ]
