"""The cash flow statement, by the indirect method."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.amounts import Measure
from siekit.reports.balance_difference import difference
from siekit.reports.layout_file import parse_layout
from siekit.reports.model import Words
from siekit.reports.statement import lay_out, sections
from siekit.reports.statement_amounts import statement_amounts
from siekit.reports.statement_report import statement_report

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.amounts import Amounts
    from siekit.reports.base import Options
    from siekit.reports.layout import Layout
    from siekit.reports.model import Report

ASSUMPTIONS = (
    Words(
        "Computed from what moved on each account, without knowing what was paid: depreciation is "
        "added back and counted as smaller fixed assets, so these are shown as bought less sold; "
        "gains on sales stay in the operating result.",
        "Beräknat ur vad som rört sig på varje konto, utan kännedom om vad som betalats: "
        "avskrivningar läggs tillbaka och räknas som minskade anläggningstillgångar, som därför "
        "visas som köpta minus sålda; vinster vid försäljning står kvar i rörelseresultatet.",
    ),
    Words(
        "Interest counts as paid when booked. Cash is accounts 1900-1999; an overdraft (2480-2489) "
        "is a loan. Equity moved is taken as paid in or out, except the year's own result.",
        "Räntor räknas som betalda när de bokförs. Likvida medel är konto 1900-1999; "
        "checkräkningskredit (2480-2489) är ett lån. Förändrat eget kapital räknas som tillskott "
        "eller utdelning, utom årets resultat.",
    ),
)


class CashFlow:
    """Where the money came from and where it went, computed from the two balance sheets.

    The sum must be what cash and bank moved by; where it is not, the difference is shown with its
    causes: accounts that no line takes, or a year whose figures do not add up to zero.
    """

    name = "cash-flow"
    title = Words("Cash flow statement", "Kassaflödesanalys")
    measure = Measure.MOVED

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the statement of one file's year 0, cash in positive and out negative."""
        amounts = statement_amounts(connection, document_id, options, self.measure)
        return self.lay(amounts, options)

    def lay(self, amounts: Amounts, options: Options) -> Report:
        """Return the statement of amounts that moved, whosever they are."""
        if options.dimension is not None or options.layout is not None:
            message = "A cash flow statement has lines of its own and no --dimension or --layout."
            swedish = (
                "En kassaflödesanalys har egna rader och varken dimension eller layout "
                "(--dimension, --layout)."
            )
            raise UsageError(message, swedish=swedish)
        moved = replace(amounts, openings=())
        layout = cash_flow_layout()
        laid = lay_out(layout, moved, takes=lambda _: True)
        return statement_report(
            self,
            moved,
            laid,
            sections=sections(layout, laid, self.title),
            difference=difference(layout, laid, moved),
            notes=ASSUMPTIONS,
        )


@cache
def cash_flow_layout() -> Layout:
    """Return the lines of the statement."""
    text = (files("siekit.charts") / "cash-flow.toml").read_text("utf-8")
    return parse_layout(text, Path("cash-flow.toml"))
