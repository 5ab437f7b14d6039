"""What `{}` rows of period balances mean: whole accounts, or what no object has."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, NamedTuple

import pyarrow.compute as pc

from siekit.formats.sie4.balance_records import of_labels
from siekit.model import EXACT

if TYPE_CHECKING:
    import pyarrow as pa

TOTAL = "total"
"""`{}` rows are whole accounts, as the standard says."""

REMAINDER = "remainder"
"""`{}` rows are what no object has, so that all rows make up the account."""

SIGNS = {"opening": -1, "closing": 1, "result": 1}
"""How each kind of balance enters the change over a year."""


class Style(NamedTuple):
    """A reading, None where nothing tells, and how many accounts tie in it only."""

    name: str | None
    accounts: int


UNKNOWN = Style(None, 0)


def style_of(records: pa.Table, balances: pa.Table) -> Style:
    """Tell which reading of `{}` rows the file means.

    Both are tried against the year's own balances: only one of them can tie for accounts
    that have rows of both kinds.
    """
    current = records.filter(pc.and_(of_labels(records, "#PSALDO"), _is_current(records["year"])))
    with_objects = current.filter(pc.not_equal(current["size"], 0))
    if not with_objects.num_rows:
        return UNKNOWN
    changes = _changes(balances)
    whole = _sums(current.filter(pc.equal(current["size"], 0)))
    every = _sums(current)
    decisive = [
        account
        for account in pc.unique(with_objects["account"]).to_pylist()
        if account in changes and every.get(account) != whole.get(account, Decimal(0))
    ]
    as_whole = sum(whole.get(account, Decimal(0)) == changes[account] for account in decisive)
    as_parts = sum(every.get(account) == changes[account] for account in decisive)
    if as_whole == as_parts:
        return UNKNOWN
    return Style(REMAINDER, as_parts) if as_parts > as_whole else Style(TOTAL, as_whole)


def _is_current(year_no: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.fill_null(pc.equal(year_no, 0), fill_value=False)


def _sums(records: pa.Table) -> dict[str | None, Decimal | None]:
    """Return the sum of each account's readable amounts, None where there are none."""
    groups = records.group_by("account", use_threads=False).aggregate([("amount", "sum")])
    sums = groups["amount_sum"].to_pylist()
    return dict(zip(groups["account"].to_pylist(), sums, strict=True))


def _changes(balances: pa.Table) -> dict[str | None, Decimal]:
    """Return the change of each account over year 0 by #UB - #IB, or #RES."""
    current = balances.filter(pc.and_(balances["counts"], _is_current(balances["year_no"])))
    changes: dict[str | None, Decimal] = {}
    columns = [current[name].to_pylist() for name in ("account", "kind", "amount")]
    with localcontext(EXACT):
        for account, kind, amount in zip(*columns, strict=True):
            if amount is not None:
                changes[account] = changes.get(account, Decimal(0)) + SIGNS[kind] * amount
    return changes
