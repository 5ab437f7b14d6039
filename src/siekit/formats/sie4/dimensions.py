"""Dimensions and objects, declared or only used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.faults import Fault
from siekit.formats.sie4.arrow import column
from siekit.formats.sie4.found import Place
from siekit.formats.sie4.repeated import tell_repeated
from siekit.formats.sie4.scan import NAMES
from siekit.formats.sie4.tables import from_rows

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan
    from siekit.formats.sie4.usage import Usage

STANDARD_DIMENSIONS = frozenset({1, 2, 6, 7, 8, 9, 10})
RESERVED_DIMENSIONS = frozenset({3, 4, 5, *range(11, 20)})

EXAMPLES = 3
"""Undeclared objects that a finding shows."""

_COLUMNS = {
    "label": pa.int32(),
    "line": pa.int32(),
    "start": pa.int64(),
    "dimension": pa.int32(),
    "object": pa.string(),
    "name": pa.string(),
    "parent": pa.int32(),
}


def dimension_records(scan: Scan) -> pa.Table:
    """Return #DIM, #UNDERDIM and #OBJEKT records as they stand."""
    chunks = scan.chunks["objects"]
    return pa.table({name: column(chunks, name, kind) for name, kind in _COLUMNS.items()})


def _is_object(records: pa.Table) -> pa.ChunkedArray:
    return pc.equal(records["label"], NAMES.index("#OBJEKT"))


def dimensions(
    scan: Scan, found: Found, records: pa.Table, usage: Usage, document_id: int
) -> pa.Table:
    """Return the table of dimensions, the declared ones first."""
    is_object = _is_object(records)
    declared: dict[int, dict[str, Any]] = {}
    for row in records.filter(pc.invert(is_object)).to_pylist():
        number, label = row["dimension"], NAMES[row["label"]]
        if number in declared:
            _tell_again(scan, found, str(number), declared[number], row)
            continue
        if number in RESERVED_DIMENSIONS:
            place = Place(row["line"], label=label, value=row["name"])
            found.add(Fault.RESERVED_DIMENSION, place, facts={"dimension": number})
        declared[number] = {**row, "parent_dimension": row["parent"], "declared": True}
    used = usage.dimensions() | set(records.filter(is_object)["dimension"].to_pylist())
    undeclared = sorted(used - declared.keys())
    _tell_undeclared_dimensions(found, undeclared, usage)
    created = [{"dimension": number, "name": "", "declared": False} for number in undeclared]
    return from_rows("dimensions", document_id, [*declared.values(), *created])


def _tell_again(
    scan: Scan, found: Found, key: str, kept: dict[str, Any], row: dict[str, Any]
) -> None:
    """Set aside a record whose key was declared before, and tell it."""
    label = NAMES[row["label"]]
    scan.set_aside(row["line"], label, row["start"])
    first, other = ((one["line"], one["name"]) for one in (kept, row))
    tell_repeated(found, label, key, kept=first, other=other)


def _tell_undeclared_dimensions(found: Found, undeclared: list[int], usage: Usage) -> None:
    """Tell dimensions that are only used; standard ones need no #DIM."""
    for number in undeclared:
        if number not in STANDARD_DIMENSIONS:
            place = Place(usage.line_of_dimension(number))
            found.add(Fault.UNDECLARED_DIMENSION, place, facts={"dimension": number})


def objects(
    scan: Scan, found: Found, records: pa.Table, usage: Usage, document_id: int
) -> pa.Table:
    """Return the table of objects, the declared ones first."""
    declared: dict[tuple[int, str], dict[str, Any]] = {}
    for row in records.filter(_is_object(records)).to_pylist():
        key = (row["dimension"], row["object"])
        if key in declared:
            _tell_again(scan, found, f"{key[0]} {key[1]}", declared[key], row)
        else:
            declared[key] = {**row, "declared": True}
    undeclared = [key for key in usage.objects() if key not in declared]
    _tell_undeclared_objects(found, undeclared, usage)
    created = [
        {"dimension": dimension, "object": number, "name": "", "declared": False}
        for dimension, number in undeclared
    ]
    return from_rows("objects", document_id, [*declared.values(), *created])


def _tell_undeclared_objects(found: Found, undeclared: list[tuple[int, str]], usage: Usage) -> None:
    """Tell objects that are only used, once for each dimension."""
    by_dimension: dict[int, list[str]] = {}
    for dimension, number in undeclared:
        by_dimension.setdefault(dimension, []).append(number)
    for dimension, numbers in sorted(by_dimension.items()):
        place = Place(usage.line_of_object(dimension, numbers[0]))
        facts = {"dimension": dimension, "examples": ", ".join(numbers[:EXAMPLES])}
        found.add(Fault.UNDECLARED_OBJECT, place, count=len(numbers), facts=facts)
