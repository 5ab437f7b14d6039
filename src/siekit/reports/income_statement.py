"""The income statement by nature (ÅRL appendix 2; BAS lines), over a year or its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.charts.statement_lines import INCOME
from siekit.reports.amounts import Measure
from siekit.reports.layout import bas_layout, layout_for
from siekit.reports.model import Words
from siekit.reports.statement import lay_out, sections, takes
from siekit.reports.statement_amounts import statement_amounts
from siekit.reports.statement_report import statement_report

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.amounts import Amounts
    from siekit.reports.base import Options
    from siekit.reports.model import Report


class IncomeStatement:
    """What the company earned and what it cost, by nature.

    8990-8999 carry the result to equity at closing and are left out, so the result is the same
    before and after. Accounts that no line takes are shown below and are in no sum.
    """

    name = "income-statement"
    title = Words("Income statement", "Resultaträkning")
    measure = Measure.YEAR

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the statement of one file's year 0, income positive and costs negative."""
        amounts = statement_amounts(connection, document_id, options, self.measure)
        return self.lay(amounts, options)

    def lay(self, amounts: Amounts, options: Options) -> Report:
        """Return the statement of amounts, whosever they are."""
        layout = layout_for(options, INCOME) or bas_layout(INCOME)
        laid = lay_out(layout, amounts, takes=takes(layout, lambda one: one[:1] not in "12"))
        return statement_report(self, amounts, laid, sections=sections(layout, laid, self.title))
