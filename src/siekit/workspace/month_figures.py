"""What moved on each account in a month, from the tables of the uploads that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from siekit.reports.figures import ZERO, add

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from siekit.reports.figures import Amount
    from siekit.workspace.parquet_store import ParquetStore

Figures = dict[str, "Amount"]
"""Amounts by account, debit positive; None where one of them cannot be read."""

OF_MONTHS = ("vouchers", "transactions", "period_balances")


def figures_by_month(
    store: ParquetStore, upload_ids: Iterable[int], months: Collection[int]
) -> dict[int, Figures]:
    """Return the figures of each of the months (YYYYMM), of the uploads together.

    From counted rows by their vouchers' dates; of a file without vouchers, from its #PSALDO.
    """
    found: dict[int, Figures] = {month: {} for month in months}
    for one in upload_ids:
        tables = store.read(one, OF_MONTHS)
        table = _of_rows(tables) if tables["vouchers"].num_rows else _of_periods(tables)
        for row in _summed(table, months):
            own = found[row["month"]]
            own[row["account"]] = add([own.get(row["account"], ZERO), row["amount"]])
    return found


def _of_rows(tables: Mapping[str, pa.Table]) -> pa.Table:
    vouchers, rows = tables["vouchers"], tables["transactions"]
    own = vouchers.filter(
        pc.and_(pc.equal(pc.fill_null(vouchers["year_no"], 0), 0), pc.is_valid(vouchers["date"]))
    )
    rows = rows.filter(pc.and_(rows["counts"], pc.is_valid(rows["account"])))
    at = pc.index_in(rows["voucher_id"], value_set=own["voucher_id"].combine_chunks())
    rows, at = rows.filter(pc.is_valid(at)), at.filter(pc.is_valid(at))
    days = own["date"].combine_chunks().take(at)
    month = pc.add(pc.multiply(pc.year(days), 100), pc.month(days))
    return pa.table({"month": month, "account": rows["account"], "amount": rows["amount"]})


def _of_periods(tables: Mapping[str, pa.Table]) -> pa.Table:
    rows = tables["period_balances"]
    own = pc.and_(pc.equal(rows["kind"].cast("string"), "actual"), pc.equal(rows["year_no"], 0))
    rows = rows.filter(pc.and_(pc.and_(own, rows["counts"]), pc.is_valid(rows["account"])))
    month = rows["period"].cast(pa.int64())
    return pa.table({"month": month, "account": rows["account"], "amount": rows["amount"]})


def _summed(table: pa.Table, months: Collection[int]) -> list[dict[str, Any]]:
    wanted = pa.array(sorted(months), pa.int64())
    table = table.filter(pc.is_in(table["month"], value_set=wanted))
    sums = table.group_by(["month", "account"]).aggregate(
        [("amount", "sum", pc.ScalarAggregateOptions(skip_nulls=False))]
    )
    return [
        {"month": row["month"], "account": row["account"], "amount": row["amount_sum"]}
        for row in sums.to_pylist()
    ]
