"""What the ledgers have in common: columns of a row, its line, and the sums of a section."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from siekit.model import EXACT
from siekit.reports.figures import ZERO, add
from siekit.reports.ledger_rows import is_filtered
from siekit.reports.model import Column, ColumnKind, FileRef, Line, LineKind, Place, Report, Words
from siekit.reports.rows_left_out import notes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.figures import Amount, YearFigures
    from siekit.reports.ledger_rows import LedgerRow
    from siekit.reports.model import Section

DATE = Column("date", Words("Date", "Datum"), ColumnKind.DATE)
VOUCHER = Column("voucher", Words("Voucher", "Ver."), ColumnKind.TEXT)
ACCOUNT = Column("account", Words("Account", "Konto"), ColumnKind.TEXT)
OBJECTS = Column("objects", Words("Objects", "Objekt"), ColumnKind.TEXT)
SIGNATURE = Column("signature", Words("Signature", "Sign."), ColumnKind.TEXT)
DEBIT = Column("debit", Words("Debit", "Debet"))
CREDIT = Column("credit", Words("Credit", "Kredit"))
BALANCE = Column("balance", Words("Balance", "Saldo"))

NOTHING = Words("", "")
OPENING = Words("Opening balance", "Ingående balans")
CLOSING = Words("Closing balance", "Utgående balans")
SHOWN = Words("Rows shown", "Visade rader")
TOTAL = Words("Total", "Summa")


def debit_of(amount: Amount) -> Amount:
    """The amount where it is debit, zero where it is credit."""
    return None if amount is None else max(amount, ZERO)


def credit_of(amount: Amount) -> Amount:
    """The amount without its minus where it is credit, zero where it is debit."""
    return None if amount is None else max(EXACT.minus(amount), ZERO)


def plus(left: Amount, right: Amount) -> Amount:
    """The exact sum, None when one of both is not known."""
    return None if left is None or right is None else EXACT.add(left, right)


def debit_and_credit(rows: Sequence[LedgerRow]) -> tuple[Amount, Amount]:
    """The sums of both sides of rows."""
    return (
        add([debit_of(row.amount) for row in rows]),
        add([credit_of(row.amount) for row in rows]),
    )


def total_words(options: Options) -> Words:
    """What the last sum is called: that of everything, or of what is shown."""
    return SHOWN if is_filtered(options) else TOTAL


def total_line(lines: Sequence[Line], columns: int, options: Options) -> Line:
    """The sum of lines in each column; it says when it is that of a part."""
    return Line(
        key="total",
        label=total_words(options),
        kind=LineKind.TOTAL,
        values=tuple(add([line.values[n] for line in lines]) for n in range(columns)),
    )


def row_line(
    row: LedgerRow, values: tuple[Amount, ...], cells: tuple[object, ...], *, level: int = 2
) -> Line:
    """A row as a line of a report, which leads to its place in the file."""
    text = row.shown_text
    return Line(
        key=f"{row.voucher_id}.{row.row_no}",
        label=Words(text, text),
        level=level,
        accounts=(row.account,) if row.account else (),
        values=values,
        cells=cells,
        place=Place(row.document_id, row.line, row.voucher_id),
    )


def named_row(row: LedgerRow, names: dict[str, str], cells: tuple[object, ...]) -> Line:
    """A row beneath its voucher: its own text, else the name of its account."""
    name = row.text or names.get(row.account or "", "")
    line = row_line(row, (debit_of(row.amount), credit_of(row.amount)), cells)
    return replace(line, label=Words(name, name))


def account_names(figures: YearFigures) -> dict[str, str]:
    """The names of the accounts that have something."""
    return {one.account: one.name for one in figures.accounts}


def ledger(
    connection: duckdb.DuckDBPyConnection,
    figures: YearFigures,
    *,
    name: str,
    title: Words,
    cell_columns: tuple[Column, ...],
    columns: tuple[Column, ...],
    sections: Iterable[Section],
    lines: int | None = None,
) -> Report:
    """A report of rows, with a note of those that are in no ledger of the year.

    `lines` says how many there are in all where the sections are only the first of them.
    """
    made = tuple(sections)
    left_out = 0 if lines is None else lines - sum(len(one.lines) for one in made)
    return Report(
        name=name,
        title=title,
        company=figures.company,
        orgnr=figures.orgnr,
        fiscal_year=figures.fiscal_year,
        source="rows",
        unit=figures.currency,
        cell_columns=cell_columns,
        columns=columns,
        sections=made,
        notes=notes_of(connection, figures.document_id),
        files=(FileRef(figures.document_id, figures.file, figures.sha256),),
        left_out=left_out,
    )


def first_lines(sections: Iterable[Section], most: int | None) -> Iterator[Section]:
    """Give the sections up to so many lines, without a bound all; no more of them are made."""
    if most is None:
        yield from sections
        return
    for section in sections:
        yield replace(section, lines=section.lines[:most])
        most -= len(section.lines)
        if most <= 0:
            return
