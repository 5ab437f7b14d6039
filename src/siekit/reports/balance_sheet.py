"""The balance sheet (ÅRL appendix 1; BAS lines), at the end of a year or of its periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.charts.statement_lines import ASSETS, EQUITY_AND_LIABILITIES
from siekit.model import EXACT
from siekit.reports.figures import ZERO, add, month_changes, year_figures
from siekit.reports.layout import bas_layout
from siekit.reports.model import Cause, Difference, FileRef, Report, Section, Words
from siekit.reports.periods import moved_until, spans
from siekit.reports.statement import AccountValues, lay_out
from siekit.reports.whole_year import whole_year

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.figures import Amount, YearFigures
    from siekit.reports.model import Column
    from siekit.reports.statement import Laid

TOTAL_ASSETS, TOTAL_EQUITY_AND_LIABILITIES = "399", "799"
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

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the sheet of one file's year 0, all amounts positive on their own side."""
        figures = year_figures(connection, document_id, source=options.source)
        columns, accounts = _columns(connection, figures, options)
        layout = options.layout or bas_layout(ASSETS, EQUITY_AND_LIABILITIES)
        laid = lay_out(layout, accounts, columns=len(columns), takes=lambda _: True)
        assets = [line.key for line in layout.lines].index(TOTAL_ASSETS)
        first = {line.key for line in layout.lines[: assets + 1]}
        return Report(
            name=self.name,
            title=self.title,
            company=figures.company,
            orgnr=figures.orgnr,
            fiscal_year=figures.fiscal_year,
            source=figures.source,
            unit=figures.currency,
            columns=tuple(columns),
            sections=(
                Section(ASSETS, ASSETS_TITLE, tuple(x for x in laid.lines if x.key in first)),
                Section(
                    EQUITY_AND_LIABILITIES,
                    EQUITY_TITLE,
                    tuple(x for x in laid.lines if x.key not in first),
                ),
            ),
            unmapped=laid.unmapped,
            difference=_difference(laid, accounts, figures),
            files=(FileRef(document_id, figures.file, figures.sha256),),
        )


def _columns(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, options: Options
) -> tuple[list[Column], list[AccountValues]]:
    """Return the columns and what stands on each account in them, with ledger signs."""
    if options.by == "year":
        return whole_year(connection, figures, previous=options.previous)
    parts = spans(figures, options.by)
    changes = month_changes(
        connection, figures.document_id, source=figures.source, date_of=options.date_of
    )
    openings = {one.account: one for one in figures.accounts}
    return [part.column for part in parts], [
        AccountValues(
            account,
            openings[account].name if account in openings else "",
            tuple(
                add(
                    [
                        openings[account].opening if account in openings else ZERO,
                        moved_until(changes.get(account, {}), part.months[-1]),
                    ]
                )
                for part in parts
            ),
        )
        for account in sorted(openings.keys() | changes.keys())
    ]


def _difference(laid: Laid, accounts: list[AccountValues], figures: YearFigures) -> Difference:
    """Return assets less equity and liabilities for each column, and what explains the first."""
    values = tuple(
        _less(left, right)
        for left, right in zip(
            laid.values[TOTAL_ASSETS], laid.values[TOTAL_EQUITY_AND_LIABILITIES], strict=True
        )
    )
    if values[0] == 0:
        return Difference(values, ())
    return Difference(values, tuple(_causes(laid, accounts, figures, values[0])))


def _causes(
    laid: Laid, accounts: list[AccountValues], figures: YearFigures, difference: Amount
) -> list[Cause]:
    """Return what a difference is made of: the openings, unmapped accounts, and the rest."""
    causes = []
    opening = figures.opening_sum
    if opening != 0:
        text = Words(
            "The opening balances do not add up to zero. Usually last year's result was never "
            "moved to equity, or accounts are missing in the export.",
            "De ingående balanserna summerar inte till noll. Oftast har förra årets resultat inte "
            "förts om till eget kapital, eller så saknas konton i exporten.",
        )
        causes.append(Cause("opening-not-zero", text, opening))
    unmapped = add([one.values[0] for one in laid.unmapped])
    if unmapped != 0:
        text = Words(
            "Accounts that no line takes, listed below the sheet.",
            "Konton som ingen rad tar med, uppräknade under räkningen.",
        )
        causes.append(Cause("unmapped-accounts", text, _less(ZERO, unmapped)))
    total = add([one.values[0] for one in accounts])
    rest = _less(total, opening)
    if rest != 0:
        text = Words(
            "The year's own figures do not add up to zero: a voucher does not balance, or closing "
            "balances do not follow from opening balances and rows.",
            "Årets egna siffror summerar inte till noll: en verifikation balanserar inte, eller "
            "så följer inte utgående balanser av ingående balanser och rader.",
        )
        causes.append(Cause("year-not-zero", text, rest))
    del difference
    return causes


def _less(left: Amount, right: Amount) -> Amount:
    return None if left is None or right is None else EXACT.subtract(left, right)
