"""The gross trial balance: everything posted in debit and credit on each account, openings too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.figures import ZERO, year_figures
from siekit.reports.general_ledger import openings_of
from siekit.reports.ledger_rows import in_ranges, refuse_row_filters
from siekit.reports.ledgers import CREDIT, DEBIT, credit_of, debit_of, plus, total_line
from siekit.reports.model import Column, FileRef, Line, Report, Section, Words
from siekit.reports.rows_left_out import notes_of
from siekit.reports.trial_balance import moved_by_rows

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.figures import AccountFigures, Amount
    from siekit.reports.trial_balance import Moved

BALANCE_DEBIT = Column("balance-debit", Words("Bal. debit", "Saldo debet"))
BALANCE_CREDIT = Column("balance-credit", Words("Bal. credit", "Saldo kredit"))
NO_ROWS = Words(
    "The file has no rows: what was posted in debit and in credit is not known.",
    "Filen har inga transaktioner: vad som bokförts i debet och kredit är inte känt.",
)


class GrossTrialBalance:
    """Every account's debit and credit, its opening balance among them, and what that leaves.

    The opening balance counts as debit or credit; the balance stands in the column of its side.
    Where opening balances add up to zero and vouchers balance, both pairs of totals are equal.
    """

    name = "gross-trial-balance"
    title = Words("Gross trial balance", "Råbalans")

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the accounts of one file's year 0 on which anything was posted."""
        refuse_row_filters(options, self.name)
        figures = year_figures(connection, document_id, source=options.source)
        moved = moved_by_rows(connection, document_id, options)
        openings = openings_of(connection, figures, options)
        lines = [
            Line(
                key=one.account,
                label=Words(one.name, one.name),
                accounts=(one.account,),
                values=values,
            )
            for one in figures.accounts
            if in_ranges(one.account, options.accounts)
            and any(values := _values(one, moved, openings[one.account]))
        ]
        notes = notes_of(connection, document_id)
        return Report(
            name=self.name,
            title=self.title,
            company=figures.company,
            orgnr=figures.orgnr,
            fiscal_year=figures.fiscal_year,
            source="rows" if moved else figures.source,
            unit=figures.currency,
            columns=(DEBIT, CREDIT, BALANCE_DEBIT, BALANCE_CREDIT),
            sections=(Section("accounts", Words("", ""), (*lines, total_line(lines, 4, options))),),
            notes=notes if moved else (*notes, NO_ROWS),
            files=(FileRef(document_id, figures.file, figures.sha256),),
        )


def _values(one: AccountFigures, moved: Moved, opening: Amount) -> tuple[Amount, ...]:
    """Return debit, credit, and the balance on the side that it is on."""
    if not moved:
        return None, None, debit_of(one.amount), credit_of(one.amount)
    _, debit, credit = moved.get(one.account, (ZERO, ZERO, ZERO))
    debit, credit = plus(debit_of(opening), debit), plus(credit_of(opening), credit)
    balance = None
    if debit is not None and credit is not None:
        balance = plus(debit, credit.copy_negate())
    return debit, credit, debit_of(balance), credit_of(balance)
