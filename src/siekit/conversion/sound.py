"""What no file is made of: amounts that cannot be read, vouchers that do not balance."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from siekit.conversion.notes import LEFT_OUT
from siekit.exceptions import NotConvertibleError, UnbalancedVoucherError, UnreadableAmountError
from siekit.locale.figures import plain_money
from siekit.model import EXACT

if TYPE_CHECKING:
    from siekit.conversion.work import Work

NAMED = {
    "transactions": ("#TRANS", ("account", "amount")),
    "balances": ("#IB, #UB or #RES", ("account", "amount", "year_no")),
    "period_balances": ("#PSALDO or #PBUDGET", ("account", "amount", "period")),
}
"""Columns without which a counted row says nothing, by table."""

OVERFLOW = "The amounts of {name} are too large to be added up. Correct them; they are not money."

_UNBALANCED = """
    select t.voucher_id, count(*) over () as number,
           sum(amount) filter (amount > 0) as debit, -sum(amount) filter (amount < 0) as credit
    from transactions t where counts
    group by t.voucher_id having sum(amount) <> 0
    order by t.voucher_id limit 1
"""


def check_sound(work: Work) -> None:
    """Raise where a figure cannot be read, a row has no voucher, or a voucher does not balance.

    Balances without an amount that count in no sum are left out, and told.
    """
    _leave_out_empty(work)
    for name, (label, columns) in NAMED.items():
        table = work.tables[name]
        for column in columns:
            wrong = pc.and_(table["counts"], pc.is_null(table[column]))
            if pc.any(wrong).as_py():
                raise UnreadableAmountError(_unreadable(work, name, label, column, wrong))
    check_outside(work)
    check_balanced(work)


def _leave_out_empty(work: Work) -> None:
    """Leave out balances that have no amount and so count in no sum."""
    for name in ("balances", "period_balances"):
        table = work.tables[name]
        label = NAMED[name][0]
        empty = pc.and_(pc.invert(table["counts"]), pc.is_null(table["amount"]))
        gone = work.filter(name, pc.invert(pc.fill_null(empty, fill_value=False)))
        work.notes.add(LEFT_OUT, "figures-without-amount", gone, label=label)


def _unreadable(work: Work, name: str, label: str, column: str, wrong: pa.ChunkedArray) -> str:
    rows = work.tables[name].filter(wrong)
    line = rows["line"][0].as_py()
    where = f"line {line}" if line else "a row that was added"
    more = f", and {rows.num_rows - 1:,} more" if rows.num_rows > 1 else ""
    what = "year number" if column == "year_no" else column
    return (
        f"{work.name} cannot be converted: {label} on {where}{more} has no {what} that can be "
        "read. Correct it; siekit check shows it."
    )


def check_outside(work: Work) -> None:
    """Raise at a row without a voucher, also one of the history: no part could hold it."""
    rows = work.tables["transactions"]
    outside = pc.is_null(rows["voucher_id"])
    if pc.any(outside).as_py():
        line = rows.filter(outside)["line"][0].as_py()
        message = (
            f"{work.name} cannot be converted: the row on line {line} stands outside of vouchers, "
            "so it belongs to no day. Move it into its voucher."
        )
        raise NotConvertibleError(message)


def check_balanced(work: Work) -> None:
    """Raise `UnbalancedVoucherError` at the first voucher whose rows do not add up to zero."""
    connection = work.connection()
    try:
        found = connection.execute(_UNBALANCED).fetchone()
    except duckdb.OutOfRangeException as error:
        raise NotConvertibleError(OVERFLOW.format(name=work.name)) from error
    finally:
        connection.close()
    if not found:
        return
    voucher_id, number, debit, credit = found
    vouchers = work.tables["vouchers"]
    voucher = vouchers.filter(pc.equal(vouchers["voucher_id"], voucher_id)).to_pylist()[0]
    parts = (voucher["series"], voucher["number"])
    shown = " ".join(part for part in parts if part) or "without number"
    debit, credit = debit or Decimal(0), credit or Decimal(0)
    more = f" {number - 1:,} more vouchers do not balance either." if number > 1 else ""
    difference = plain_money(EXACT.subtract(debit, credit))
    message = (
        f"Voucher {shown} of {voucher['date'] or 'no readable day'} in {work.name} (line "
        f"{voucher['line'] or '–'}) does not balance: debit is {plain_money(debit)}, credit "
        f"{plain_money(credit)}, the difference {difference}.{more} Correct it, or export the "
        "file again."
    )
    raise UnbalancedVoucherError(message)
