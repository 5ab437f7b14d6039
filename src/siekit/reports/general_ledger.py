"""The general ledger: the rows of every account in order of date, with its running balance."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from siekit.reports.figures import ZERO, add, year_figures
from siekit.reports.ledger_counts import rows_of_accounts
from siekit.reports.ledger_rows import Part, filters_rows, in_ranges, ledger_rows
from siekit.reports.ledgers import (
    BALANCE,
    CLOSING,
    CREDIT,
    DATE,
    DEBIT,
    OBJECTS,
    OPENING,
    SHOWN,
    VOUCHER,
    account_names,
    credit_of,
    debit_and_credit,
    debit_of,
    first_lines,
    ledger,
    plus,
    row_line,
)
from siekit.reports.model import Line, LineKind, Report, Section, Words
from siekit.reports.trial_balance import moved_by_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.figures import Amount, YearFigures
    from siekit.reports.ledger_rows import LedgerRow

WITHOUT = Words("Rows without an account", "Rader utan konto")


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
        names = account_names(figures)
        part = Part(most=options.most)
        rows = ledger_rows(connection, document_id, options, order="ledger", part=part)
        by_account = {
            account: list(own) for account, own in groupby(rows, lambda row: row.account or "")
        }
        openings: dict[str, Amount] = {}
        if not filters_rows(options):
            openings = openings_of(connection, figures, options)
        counts = {account: len(own) for account, own in by_account.items()}
        if options.most is not None:
            counts = rows_of_accounts(connection, document_id, options)
        shown = sorted(counts.keys() | _not_zero(openings))
        # Of the first lines the last account may lack rows; its sums are then beyond them.
        sections = (
            _section(
                (account, names.get(account, "")),
                by_account.get(account, []),
                opening=openings.get(account),
            )
            for account in shown
        )
        return ledger(
            connection,
            figures,
            name=self.name,
            title=self.title,
            cell_columns=(DATE, VOUCHER, OBJECTS),
            columns=(DEBIT, CREDIT, BALANCE),
            sections=first_lines(sections, options.most),
            lines=sum(
                counts.get(one, 0) + (1 if openings.get(one) is None else 2) for one in shown
            ),
        )


def openings_of(
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
    debit, credit = debit_and_credit(rows)
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
    shown = (*lines, last) if opening is None else (first, *lines, last)
    title = f"{number} {name}".strip()
    return Section(number, Words(title, title) if number else WITHOUT, shown)


def _rows(rows: list[LedgerRow], opening: Amount) -> Iterator[Line]:
    balance = opening
    for row in rows:
        balance = plus(balance, row.amount)
        yield row_line(
            row,
            (debit_of(row.amount), credit_of(row.amount), balance),
            (row.day, row.voucher, row.shown_objects),
        )
