"""The balance sheet (ÅRL appendix 1; BAS lines), at the end of a year or of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.charts.statement_lines import ASSETS, EQUITY_AND_LIABILITIES
from siekit.reports.amounts import Measure
from siekit.reports.balance_difference import difference
from siekit.reports.layout import TOTAL_ASSETS, bas_layout, layout_for
from siekit.reports.model import Section, Words
from siekit.reports.statement import lay_out, sections, takes
from siekit.reports.statement_amounts import statement_amounts
from siekit.reports.statement_report import statement_report

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.amounts import Amounts
    from siekit.reports.base import Options
    from siekit.reports.layout import Layout
    from siekit.reports.model import Report
    from siekit.reports.statement import Laid

BALANCE_SHEET = "balance_sheet"
ASSETS_TITLE = Words("Assets", "Tillgångar")
EQUITY_TITLE = Words("Equity and liabilities", "Eget kapital och skulder")


class BalanceSheet:
    """What the company owns and owes.

    The result that is not yet booked to equity stands on a line of its own, so the sheet balances
    before and after closing and is never counted twice. Where it does not balance, it says by how
    much and why.
    """

    name = "balance-sheet"
    title = Words("Balance sheet", "Balansräkning")
    measure = Measure.STANDING

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the sheet of one file's year 0, all amounts positive on their own side."""
        amounts = statement_amounts(connection, document_id, options, self.measure)
        return self.lay(amounts, options)

    def lay(self, amounts: Amounts, options: Options) -> Report:
        """Return the sheet of amounts, whosever they are."""
        own = layout_for(options, BALANCE_SHEET)
        layout = own or bas_layout(ASSETS, EQUITY_AND_LIABILITIES)
        laid = lay_out(layout, amounts, takes=takes(layout, lambda _: True))
        return statement_report(
            self,
            amounts,
            laid,
            sections=sections(own, laid, self.title) if own else _halves(layout, laid),
            difference=difference(layout, laid, amounts),
        )


def _halves(layout: Layout, laid: Laid) -> list[Section]:
    """Return the two sides of the sheet."""
    assets = [line.key for line in layout.lines].index(TOTAL_ASSETS)
    first = {line.key for line in layout.lines[: assets + 1]}
    return [
        Section(ASSETS, ASSETS_TITLE, tuple(one for one in laid.lines if one.key in first)),
        Section(
            EQUITY_AND_LIABILITIES,
            EQUITY_TITLE,
            tuple(one for one in laid.lines if one.key not in first),
        ),
    ]
