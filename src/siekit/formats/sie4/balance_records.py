"""Balance records as they stand, and what the tables made of them have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.formats.sie4.arrow import DECIMAL, KIND, OBJECTS, column
from siekit.formats.sie4.repeated import tell_repeated
from siekit.formats.sie4.scan import NAMES

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.repeated import Statement
    from siekit.formats.sie4.scan import Scan

KINDS = {
    "#IB": "opening",
    "#OIB": "opening",
    "#UB": "closing",
    "#OUB": "closing",
    "#RES": "result",
    "#PSALDO": "actual",
    "#PBUDGET": "budget",
}

UNREADABLE_OBJECTS = -1
"""The `size` of a row whose object list could not be read: it is nobody's whole account."""

_COLUMNS = {
    "label": pa.int32(),
    "line": pa.int32(),
    "skipped": pa.int32(),
    "year_no": pa.int32(),
    "period": pa.int32(),
    "account": pa.string(),
    "objects": OBJECTS,
    "amount": DECIMAL,
    "quantity": DECIMAL,
}
_KEY = ["label", "year", "period", "account"]


def balance_records(scan: Scan) -> pa.Table:
    """Return all balance records as they stand, with `size`, the number of objects of each."""
    chunks = scan.chunks["balances"]
    records = pa.table({name: column(chunks, name, kind) for name, kind in _COLUMNS.items()})
    size = pc.fill_null(pc.list_value_length(records["objects"]), UNREADABLE_OBJECTS)
    return records.append_column("size", size)


def of_labels(records: pa.Table, *labels: str) -> pa.ChunkedArray:
    """Tell which records have one of the labels."""
    codes = pa.array([NAMES.index(label) for label in labels], pa.int32())
    return pc.is_in(records["label"], codes)


def shared_columns(
    records: pa.Table, year_no: pa.ChunkedArray, counts: pa.ChunkedArray
) -> dict[str, pa.ChunkedArray]:
    """Return the columns that both tables of balances have."""
    names = ("line", "account", "objects", "amount", "quantity")
    columns = {name: records[name] for name in names}
    return {**columns, "kind": _kinds(records), "year_no": year_no, "counts": counts}


def _kinds(records: pa.Table) -> pa.ChunkedArray:
    """Return the kind of each record in words."""
    words = list(dict.fromkeys(KINDS.values()))
    codes = pa.array([words.index(KINDS[n]) if n in KINDS else None for n in NAMES], pa.int8())
    chunks = [
        pa.DictionaryArray.from_arrays(pc.take(codes, chunk), pa.array(words, pa.string()))
        for chunk in records["label"].chunks
    ]
    return pa.chunked_array(chunks, KIND)


def first_of_key(
    found: Found, records: pa.Table, moved: pa.ChunkedArray | None = None
) -> pa.ChunkedArray:
    """Tell which rows are the first of their year, period and account; later ones do not count.

    Only whole accounts are looked at: parts may well be written in several rows. A row that
    its period has moved to another year gives way without a word to an equal one that was
    there. `year` is the year that a row belongs to.
    """
    if moved is None:
        moved = pc.is_null(records["label"])
    rows = records.select([*_KEY, "line", "amount"]).append_column("moved", moved)
    whole = rows.filter(pc.equal(records["size"], 0))
    groups = whole.group_by(_KEY, use_threads=False).aggregate([])
    if groups.num_rows == whole.num_rows:
        return pc.is_valid(records["label"])
    later = pa.array(_later_lines(found, whole), pa.int32())
    return pc.invert(pc.is_in(records["line"], later))


def _later_lines(found: Found, whole: pa.Table) -> list[int]:
    """Return the lines of rows whose key an earlier row has, telling them."""
    later: list[int] = []
    first: dict[tuple[object, ...], Statement] = {}
    # Rows that were moved come last, so that they give way.
    ordered = whole.sort_by([("moved", "ascending"), ("line", "ascending")])
    columns = [values.to_pylist() for values in ordered.columns]
    for label, year, period, account, line, amount, was_moved in zip(*columns, strict=True):
        kept = first.setdefault((label, year, period, account), (line, amount))
        if kept[0] == line:
            continue
        later.append(line)
        if not was_moved or amount != kept[1]:
            key = " ".join(str(part) for part in (year, period, account) if part is not None)
            tell_repeated(found, NAMES[label], key, kept=kept, other=(line, amount))
    return later
