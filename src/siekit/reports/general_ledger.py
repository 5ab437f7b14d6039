"""The general ledger: the rows of every account in order of date, with its running balance."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from siekit.reports.figures import ZERO, add, year_figures
from siekit.reports.ledger_rows import in_ranges, ledger_rows
from siekit.reports.ledgers import (
    BALANCE,
    DATE,
    OBJECTS,
    VOUCHER,
    credit_of,
    debit_of,
    plus,
    row_line,
)
from siekit.reports.model import FileRef, Line, LineKind, Report, Section, Words
from siekit.reports.trial_balance import CREDIT, DEBIT, moved_by_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.figures import Amount, YearFigures
    from siekit.reports.ledger_rows import LedgerRow

OPENING = Words("Opening balance", "Ingående balans")
CLOSING = Words("Closing balance", "Utgående balans")
SHOWN = Words("Rows shown", "Visade rader")
NOTHING = Words("", "")


class GeneralLedger:
    """Every account's rows in order of date: debit, credit and what then stands on it.

    With filters other than accounts and dates there is no running balance, which would be that
    of rows that are not shown.
    """

    name = "general-ledger"
    title = Words("General ledger", "Huvudbok")

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the accounts of one file's year 0 that have an opening balance or rows."""
        figures = year_figures(connection, document_id, source=options.source)
        names = {one.account: one.name for one in figures.accounts}
        rows = ledger_rows(connection, document_id, options, order="account")
        by_account = {
            account or "": list(own) for account, own in groupby(rows, lambda row: row.account)
        }
        openings: dict[str, Amount] = {}
        if not (options.series or options.object or options.text or options.least_amount):
            openings = _openings(connection, figures, options)
        sections = [
            _section(
                (account, names.get(account, "")),
                by_account.get(account, []),
                opening=openings.get(account),
            )
            for account in sorted(by_account.keys() | _not_zero(openings))
        ]
        return Report(
            name=self.name,
            title=self.title,
            company=figures.company,
            orgnr=figures.orgnr,
            fiscal_year=figures.fiscal_year,
            source="rows",
            unit=figures.currency,
            cell_columns=(DATE, VOUCHER, OBJECTS),
            columns=(DEBIT, CREDIT, BALANCE),
            sections=tuple(sections),
            files=(FileRef(document_id, figures.file, figures.sha256),),
        )


def _openings(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, options: Options
) -> dict[str, Amount]:
    """Return what stood on each account when the first day shown began."""
    moved = moved_by_rows(connection, figures.document_id, options)
    return {
        one.account: plus(one.opening, moved[one.account][0] if one.account in moved else ZERO)
        for one in figures.accounts
        if in_ranges(one.account, options.accounts)
    }


def _not_zero(openings: dict[str, Amount]) -> set[str]:
    return {account for account, opening in openings.items() if opening != 0}


def _section(account: tuple[str, str], rows: list[LedgerRow], *, opening: Amount) -> Section:
    """Return one account: what it opens with, its rows, and its sums.

    Without an opening that is known there is no balance either.
    """
    number, name = account
    lines = list(_rows(rows, opening))
    debit = add([debit_of(row.amount) for row in rows])
    credit = add([credit_of(row.amount) for row in rows])
    closing = plus(opening, add([row.amount for row in rows]))
    first = Line(
        key=f"{number}.opening", label=OPENING, kind=LineKind.SUBTOTAL, values=(None, None, opening)
    )
    last = Line(
        key=f"{number}.closing",
        label=SHOWN if opening is None else CLOSING,
        kind=LineKind.SUBTOTAL,
        accounts=(number,),
        values=(debit, credit, closing),
    )
    title = f"{number} {name}".strip()
    shown = (*lines, last) if opening is None else (first, *lines, last)
    return Section(number, Words(title, title), shown)


def _rows(rows: list[LedgerRow], opening: Amount) -> Iterator[Line]:
    balance = opening
    for row in rows:
        balance = plus(balance, row.amount)
        yield row_line(
            row,
            (debit_of(row.amount), credit_of(row.amount), balance),
            (row.row_date, row.voucher, row.shown_objects),
        )
