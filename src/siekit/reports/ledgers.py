"""What the ledgers have in common: columns of a row, its line, and the sums of a section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.model import EXACT
from siekit.reports.figures import ZERO
from siekit.reports.model import Column, ColumnKind, Line, Place, Words

if TYPE_CHECKING:
    from siekit.reports.figures import Amount
    from siekit.reports.ledger_rows import LedgerRow

DATE = Column("date", Words("Date", "Datum"), ColumnKind.DATE)
VOUCHER = Column("voucher", Words("Voucher", "Ver."), ColumnKind.TEXT)
ACCOUNT = Column("account", Words("Account", "Konto"), ColumnKind.TEXT)
OBJECTS = Column("objects", Words("Objects", "Objekt"), ColumnKind.TEXT)
SIGNATURE = Column("signature", Words("Signature", "Sign."), ColumnKind.TEXT)
BALANCE = Column("balance", Words("Balance", "Saldo"))


def debit_of(amount: Amount) -> Amount:
    """The amount where it is debit, zero where it is credit."""
    return None if amount is None else max(amount, ZERO)


def credit_of(amount: Amount) -> Amount:
    """The amount without its minus where it is credit, zero where it is debit."""
    return None if amount is None else max(EXACT.minus(amount), ZERO)


def plus(left: Amount, right: Amount) -> Amount:
    """The exact sum, None when one of both is not known."""
    return None if left is None or right is None else EXACT.add(left, right)


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
