"""The trial balance: what every account opened with, was moved by and closed at."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from siekit.model import EXACT
from siekit.reports.figures import ZERO, add, year_figures
from siekit.reports.ledger_rows import in_ranges, refuse_row_filters
from siekit.reports.ledgers import CREDIT, DEBIT, total_line
from siekit.reports.model import Column, FileRef, Line, Report, Section, Words
from siekit.reports.rows_left_out import notes_of

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.figures import AccountFigures, Amount, YearFigures

OPENING = Column("opening", Words("Opening", "Ing. balans"))
CLOSING = Column("closing", Words("Closing", "Utg. balans"))

Moved = dict[str, "tuple[Amount, Amount, Amount]"]
"""Of each account: moved before the first day, debit and credit from it on."""

Values = tuple["Amount", "Amount", "Amount", "Amount"]


class TrialBalance:
    """Every account with opening balance, debit, credit and closing balance.

    Ledger signs: debit positive, credit negative. A file without rows has neither debit nor
    credit, only what its balances say. Between two days, opening is what stood on the account
    when the first one began. In the totals debit equals credit, and closing is opening plus
    debit less credit.
    """

    name = "trial-balance"
    title = Words("Trial balance", "Saldobalans")

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the accounts of one file's year 0 that are not zero throughout."""
        refuse_row_filters(options, self.name)
        figures = year_figures(connection, document_id, source=options.source)
        moved = moved_by_rows(connection, document_id, options)
        lines = [
            Line(
                key=one.account,
                label=Words(one.name, one.name),
                accounts=(one.account,),
                values=values,
            )
            for one in figures.accounts
            if in_ranges(one.account, options.accounts)
            and any(values := _values(one, moved, figures, options))
        ]
        total = total_line(lines, 4, options)
        return Report(
            name=self.name,
            title=self.title,
            company=figures.company,
            orgnr=figures.orgnr,
            fiscal_year=figures.fiscal_year,
            source="rows" if moved else figures.source,
            unit=figures.currency,
            columns=(OPENING, DEBIT, CREDIT, CLOSING),
            sections=(Section("accounts", Words("", ""), (*lines, total)),),
            notes=notes_of(connection, document_id),
            files=(FileRef(document_id, figures.file, figures.sha256),),
        )


def moved_by_rows(
    connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
) -> Moved:
    """Return what the rows moved on each account; nothing in a file without rows."""
    query = (files("siekit.reports") / "trial_balance.sql").read_text("utf-8")
    values = {
        "document_id": document_id,
        "by_row_date": options.date_of == "row",
        "first_day": options.first_day or date.min,
        "last_day": options.last_day or date.max,
    }
    found = connection.execute(query, values).fetchall()
    return {account: (before, debit, credit) for account, before, debit, credit in found}


def _values(one: AccountFigures, moved: Moved, figures: YearFigures, options: Options) -> Values:
    """Return the values of an account's line.

    A whole year closes at what the source says, so that a file whose own balance differs from
    its rows shows it.
    """
    if not moved:
        return one.opening, None, None, one.amount
    before, debit, credit = moved.get(one.account, (ZERO, ZERO, ZERO))
    opening = add([one.opening, before])
    if options.first_day is None and options.last_day is None and figures.source != "rows":
        return opening, debit, credit, one.amount
    closing = None
    if opening is not None and debit is not None and credit is not None:
        closing = EXACT.subtract(EXACT.add(opening, debit), credit)
    return opening, debit, credit, closing
