"""How many lines a ledger has, and what its first ones are made of, without making them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.ledger_rows import ORDERS, condition_of

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.base import Options

_ACCOUNTS = """
    select coalesce(t.account, ''), count(*)
    from _transactions t join _vouchers v using (document_id, voucher_id)
    where document_id = $document_id {where}
    group by coalesce(t.account, '')
"""

_VOUCHERS = """
    select v.voucher_id, count(*) as number, sum(count(*) + 1) over () as lines
    from _transactions t join _vouchers v using (document_id, voucher_id)
    where document_id = $document_id {where}
    group by v.voucher_id, v.date, v.series, v.number
    order by {order}
    limit {limit:d}
"""


def rows_of_accounts(
    connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
) -> dict[str, int]:
    """Return how many rows a ledger has on each account, without one under the empty text."""
    where, values = condition_of(options, document_id)
    return dict(connection.execute(_ACCOUNTS.format(where=where), values).fetchall())


def first_vouchers(
    connection: duckdb.DuckDBPyConnection, document_id: int, options: Options, *, order: str
) -> tuple[int, list[int]]:
    """Return how many lines all vouchers with their rows are, and those of the first lines."""
    where, values = condition_of(options, document_id)
    most = options.most or 0
    by = ORDERS[order].removesuffix(", t.row_no")
    query = _VOUCHERS.format(where=where, order=by, limit=most // 2 + 1)  # one is two lines or more
    first: list[int] = []
    lines = 0
    for voucher_id, number, in_all in connection.execute(query, values).fetchall():
        first.append(voucher_id)
        lines += number + 1
        if lines >= most:
            return in_all, first
    return lines, first
