"""Transactions: which rows count, and which #TRANS mirrors which #RTRANS."""

from __future__ import annotations

from collections import defaultdict, deque
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.faults import Fault
from siekit.core.vouchers import TWIN_UNKNOWN
from siekit.formats.sie4.arrow import DECIMAL, KIND, OBJECTS, array, column, constant
from siekit.formats.sie4.days import settled
from siekit.formats.sie4.found import Place
from siekit.formats.sie4.tables import table
from siekit.locale.figures import plain_money
from siekit.model import EXACT

if TYPE_CHECKING:
    from siekit.core.columns import Chunk
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan
    from siekit.formats.sie4.years import Years

WORDS = pa.array(["normal", "added", "removed"], pa.string())
"""#TRANS, #RTRANS and #BTRANS, by the numbers that the core gives them."""

_COLUMNS = {
    "line": pa.int32(),
    "voucher_id": pa.int32(),
    "row_no": pa.int32(),
    "account": pa.string(),
    "objects": OBJECTS,
    "amount": DECIMAL,
    "text": pa.string(),
    "quantity": DECIMAL,
    "signature": pa.string(),
}


def transactions(scan: Scan, found: Found, years: Years, document_id: int) -> pa.Table:
    """Return the table of transactions; only #TRANS counts (SIE 4B 11 #RTRANS)."""
    chunks = scan.chunks["transactions"]
    columns = {name: column(chunks, name, kind) for name, kind in _COLUMNS.items()}
    days = column(chunks, "date", pa.int32())
    if scan.tally.get(Fault.SIX_DIGIT_DATE):
        days = settled(days, years)
    kinds = [_kind(chunk["kind"]) for chunk in chunks]
    columns |= {
        "date": days.cast(pa.date32()),
        "kind": pa.chunked_array([kind for kind, _ in kinds], KIND),
        "counts": pa.chunked_array([counts for _, counts in kinds], pa.bool_()),
    }
    columns["twin_row"] = column(chunks, "twin_row", pa.int32())
    if any(chunk["voucher_id"][1] for chunk in scan.chunks["alone"]):
        columns["twin_row"] = _twins(scan, found, pa.table(columns))
    return table("transactions", document_id, columns)


def _kind(chunk: Chunk) -> tuple[pa.Array, pa.Array]:
    """Return the kinds of a chunk in words, and whether they count; mostly all are normal."""
    rows = chunk[1]
    codes = array(chunk)
    if codes.null_count == rows:
        return constant("normal", KIND, rows), constant(value=True, kind=pa.bool_(), rows=rows)
    words = pc.fill_null(codes, 0).cast(pa.int8())
    return pa.DictionaryArray.from_arrays(words, WORDS), pc.is_null(codes)


def _twins(scan: Scan, found: Found, rows: pa.Table) -> pa.ChunkedArray:
    """Return for each #RTRANS the row number of its #TRANS: same account, objects and amount.

    The core has found those whose twin is the next row; the vouchers of others are searched.
    """
    alone = pc.unique(column(scan.chunks["alone"], "voucher_id", pa.int32()))
    part = rows.filter(pc.is_in(rows["voucher_id"], alone))
    names = ["voucher_id", "row_no", "kind", "account", "objects", "amount", "line", "twin_row"]
    twins: dict[int, int] = {}
    voucher: list[dict[str, Any]] = []
    for row in part.select(names).to_pylist():
        if voucher and row["voucher_id"] != voucher[0]["voucher_id"]:
            _pair(found, voucher, twins)
            voucher = []
        voucher.append(row)
    _pair(found, voucher, twins)
    return _with(rows, twins)


def _pair(found: Found, voucher: list[dict[str, Any]], twins: dict[int, int]) -> None:
    """Find the twins in one voucher: the first row that fits and is nobody's twin yet."""
    taken = {row["twin_row"] for row in voucher}
    waiting: dict[Any, deque[int]] = defaultdict(deque)
    for row in voucher:
        if row["kind"] == "normal" and row["row_no"] not in taken:
            waiting[_mirrored(row)].append(row["row_no"])
    alone = []
    for row in voucher:
        if row["twin_row"] != TWIN_UNKNOWN:
            continue
        fitting = waiting.get(_mirrored(row))
        if fitting and row["amount"] is not None:
            twins[row["line"]] = fitting.popleft()
        else:
            alone.append(row)
    if alone:
        _tell_alone(found, alone, _balance(voucher))


def _mirrored(row: dict[str, Any]) -> tuple[Any, ...]:
    """Return what a row and its twin have in common; date and signature may differ."""
    pairs = row["objects"]
    objects = None if pairs is None else tuple((p["dimension"], p["object"]) for p in pairs)
    return row["account"], objects, row["amount"]


def _balance(voucher: list[dict[str, Any]]) -> Decimal | None:
    """Return the sum of the #TRANS rows, None when one of them cannot be read."""
    total = Decimal(0)
    for row in voucher:
        if row["kind"] == "normal":
            if row["amount"] is None:
                return None
            total = EXACT.add(total, row["amount"])
    return total


def _tell_alone(found: Found, rows: list[dict[str, Any]], difference: Decimal | None) -> None:
    """Tell added rows without a twin, and what the voucher's balance says about each."""
    for row in rows:
        facts: dict[str, object] = {"account": row["account"]}
        if row["amount"] is not None:
            facts["amount"] = plain_money(row["amount"])
        if row["amount"] is not None and difference is not None:
            counted = EXACT.add(difference, row["amount"])
            facts["difference"] = plain_money(difference)
            facts["difference_counted"] = plain_money(counted)
        place = Place(row["line"], label="#RTRANS")
        found.add(Fault.ADDED_ROW_WITHOUT_TWIN, place, facts=facts)


def _with(rows: pa.Table, twins: dict[int, int]) -> pa.ChunkedArray:
    """Return the column of twins with the unknown ones found, or null."""
    lines = pa.array(twins.keys(), pa.int32())
    numbers = pa.array(twins.values(), pa.int32())
    known = pc.take(numbers, pc.index_in(rows["line"], lines))
    unknown = pc.equal(rows["twin_row"], TWIN_UNKNOWN)
    return pc.if_else(pc.fill_null(unknown, fill_value=False), known, rows["twin_row"])
