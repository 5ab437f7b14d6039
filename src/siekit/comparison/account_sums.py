"""The counted rows of each account, where their sum differs between two documents."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.comparison.difference import AccountSum
from siekit.model import EXACT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa

    from siekit.document import Document

    Sum = tuple[Decimal, int, int]

_ARROW_LIMIT = Decimal(2**127 - 1).scaleb(-6, EXACT)
_NO_ROWS = (Decimal(0), 0, 0)


def account_sums(a: Document, b: Document) -> Sequence[AccountSum]:
    """The accounts whose sums differ, or whose unreadable rows do, in order of number."""
    one, other = _sums(a["transactions"]), _sums(b["transactions"])
    accounts = [
        account
        for account in {**one, **other}
        if _told(one.get(account)) != _told(other.get(account))
    ]
    names = _names(a) | _names(b)
    return tuple(
        _made(account, names, one.get(account, _NO_ROWS), other.get(account, _NO_ROWS))
        for account in sorted(accounts, key=lambda account: account or "")
    )


def _sums(transactions: pa.Table) -> dict[str | None, Sum]:
    """For each account its sum, its rows, and how many of these cannot be read."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = transactions.select(["account", "amount"])
    if not pc.all(transactions["counts"]).as_py():
        rows = rows.filter(transactions["counts"])
    span = pc.min_max(rows["amount"]).as_py()
    if span["min"] is not None:
        largest = max(span["min"].copy_abs(), span["max"].copy_abs())
        if EXACT.multiply(largest, Decimal(rows.num_rows)) > _ARROW_LIMIT:
            # Arrow's sums of decimals wrap around without a word.
            rows = rows.set_column(1, "amount", rows["amount"].cast(pa.decimal256(76, 6)))
    groups = rows.group_by("account").aggregate(
        [("amount", "sum"), ([], "count_all"), ("amount", "count")]
    )
    names = ("account", "amount_sum", "count_all", "amount_count")
    return {
        account: (total or Decimal(0), count, count - readable)
        for account, total, count, readable in zip(
            *(groups[name].to_pylist() for name in names), strict=True
        )
    }


def _told(found: Sum | None) -> tuple[Decimal, int]:
    """What is compared: the sum of what can be read, and how much cannot."""
    total, _, unreadable = found or _NO_ROWS
    return total, unreadable


def _names(document: Document) -> dict[str, str]:
    """The names of the accounts that have one."""
    table = document["accounts"]
    columns = (table[name].to_pylist() for name in ("account", "name"))
    return {account: name for account, name in zip(*columns, strict=True) if name}


def _made(account: str | None, names: Mapping[str, str], a: Sum, b: Sum) -> AccountSum:
    """One account; a sum with an unreadable amount is none."""
    (total_a, rows_a, unreadable_a), (total_b, rows_b, unreadable_b) = a, b
    return AccountSum(
        account,
        names.get(account or "", ""),
        None if unreadable_a else total_a,
        None if unreadable_b else total_b,
        rows_a,
        rows_b,
    )
