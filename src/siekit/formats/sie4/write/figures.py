"""Balances and vouchers in the shape in which a file can say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable

BALANCE_LABELS = ("#IB", "#UB", "#RES", "#OIB", "#OUB")
PERIOD_KINDS = {"actual": 0, "budget": 1}
ROW_KINDS = {"normal": 0, "added": 1, "removed": 2}

WHOLE = {"opening": 0, "closing": 1, "result": 2}
"""The label of the account's own balance, by its place in `BALANCE_LABELS`."""

OF_OBJECTS = {"opening": 3, "closing": 4, "result": 2}
"""The label of a balance with an object list; a result balance has no label of its own."""

DATE_DIGITS = 8


def balance_codes(table: pa.Table) -> memoryview:
    """Return the label of each row of balances as its place in `BALANCE_LABELS`.

    A row without objects that does not count is either a later one of its account, skipped for
    want of an amount, or stood as an object balance with an empty list; what it is decides
    whether it counts when it is read again.
    """
    kinds = table["kind"].cast(pa.string()).combine_chunks()
    size = pc.list_value_length(table["objects"].combine_chunks())
    has_list = pc.fill_null(pc.not_equal(size, 0), fill_value=True)
    at = pc.fill_null(pc.index_in(kinds, pa.array(list(WHOLE))), 0)
    whole = pc.take(pa.array(WHOLE.values(), pa.uint8()), at)
    listed = pc.take(pa.array(OF_OBJECTS.values(), pa.uint8()), at)
    codes = bytearray(_bytes(pc.if_else(has_list, listed, whole)))
    doubtful = pc.and_(
        pc.invert(has_list), pc.invert(pc.fill_null(table["counts"], fill_value=True))
    )
    if pc.any(doubtful).as_py():
        _decide(table, has_list, codes)
    return memoryview(bytes(codes))


def _decide(table: pa.Table, has_list: pa.Array, codes: bytearray) -> None:
    """Give rows that do not count the label with which they will not count again."""
    rows = table.select(["kind", "year_no", "account", "amount", "counts"])
    counting: set[tuple[Any, ...]] = set()
    columns = [rows[name].to_pylist() for name in rows.column_names]
    all_rows = list(zip(*columns, has_list.to_pylist(), strict=True))
    counting = {row[:3] for row in all_rows if row[4] and not row[5]}
    first_seen: set[tuple[Any, ...]] = set()
    for k, (*key, amount, counts, listed) in enumerate(all_rows):
        name = tuple(key)
        if listed or name[0] not in ("opening", "closing"):
            continue
        skipped = amount is None and name not in counting
        if counts or skipped or name in first_seen:
            first_seen.add(name)
        else:
            codes[k] = OF_OBJECTS[name[0]]


def _bytes(array: pa.Array) -> bytes:
    """Return the values of an array of unsigned bytes without nulls."""
    buffer = memoryview(array.buffers()[1])
    return bytes(buffer[array.offset : array.offset + len(array)])


def unreadable_rows(table: pa.Table) -> memoryview | None:
    """Return 1 for each balance that counts though its amount is null: it could not be read.

    One whose amount was left empty is skipped by readers, so sums over it would not refuse.
    """
    if not table["amount"].null_count:
        return None
    counts = pc.fill_null(table["counts"], fill_value=True)
    marks = pc.and_(pc.is_null(table["amount"]), counts).cast(pa.uint8())
    return memoryview(_bytes(marks.combine_chunks()))


def plain_rows(codes: memoryview) -> memoryview:
    """Return 1 for each balance whose label has no object list."""
    table = bytes(int(label in ("#IB", "#UB", "#RES")) for label in BALANCE_LABELS)
    return memoryview(bytes(codes).translate(table.ljust(256, b"\0")))


def numbered(vouchers: pa.Table, rows: pa.Table) -> tuple[pa.Table, pa.Table, int]:
    """Return vouchers numbered from 1 and rows in their order, and the rows of no voucher.

    The last is how many rows name a voucher that is not in the table: they stand outside.
    """
    count = vouchers.num_rows
    ids = vouchers["voucher_id"]
    whole = pa.array(range(1, count + 1), pa.int32())
    own = rows["voucher_id"]
    lost = 0
    if not ids.equals(pa.chunked_array([whole])) or not _within(own, count):
        place = pc.add(pc.index_in(own, ids.combine_chunks()), 1).cast(pa.int32())
        lost = place.null_count - own.null_count
        vouchers = _with(vouchers, "voucher_id", whole)
        rows = _with(rows, "voucher_id", place)
    places = _places(rows["voucher_id"])
    if not _rising(places):
        rows = rows.take(pc.sort_indices(places))
    return vouchers, rows, lost


def _places(numbers: pa.ChunkedArray) -> pa.Array:
    """Return what rows are sorted by: a row outside comes after all rows of the voucher before."""
    whole = numbers.combine_chunks()
    if not whole.null_count:
        return whole
    before = pc.fill_null(pc.fill_null_forward(whole), 0).cast(pa.int64())
    return pc.add(pc.multiply(before, 2), pc.is_null(whole).cast(pa.int64()))


def _with(table: pa.Table, name: str, values: pa.Array | pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, values)


def _within(numbers: pa.ChunkedArray, most: int) -> bool:
    span = pc.min_max(numbers).as_py()
    return span["min"] is None or (span["min"] >= 1 and span["max"] <= most)


def _rising(numbers: pa.Array) -> bool:
    """Tell whether no number is below the one before."""
    if len(numbers) < 2:  # noqa: PLR2004 - one number rises
        return True
    steps = pc.subtract(numbers.slice(1), numbers.slice(0, len(numbers) - 1))
    return bool(pc.min(steps).as_py() >= 0)


def series_need_quotes(vouchers: pa.Table) -> bool:
    """Tell whether a series would be taken for a number that lost its empty series.

    That is read so where a bare number is followed by a date and no date comes after it.
    """
    undated = vouchers.filter(pc.is_null(vouchers["date"]))
    pairs: Iterable[tuple[str | None, str | None]] = zip(
        undated["series"].to_pylist(), undated["number"].to_pylist(), strict=True
    )
    return any(
        series and number and series.isdigit() and len(number) == DATE_DIGITS and number.isdigit()
        for series, number in pairs
    )
