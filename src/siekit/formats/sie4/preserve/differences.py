"""What two tables with lines differ in: rows that changed, that are gone, that are new.

Rows are the same when their line is. Columns are compared as a whole; only rows that differ
come to Python.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEW = 64
"""Rows of a list column that are compared one by one."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Rows by their number in the old or in the new table.

    `matched` has for each row of the new table the row of the old one, null for a new row.
    `changed` has the columns in which a row of the new table differs.
    """

    matched: pa.Array
    changed: dict[int, set[str]] = field(default_factory=dict)
    removed: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.changed or self.removed or self.new)


def differences(old: pa.Table, new: pa.Table, columns: Sequence[str]) -> Differences:
    """Return what differs in the columns; both tables have `line`, null or 0 in a new row."""
    if old["line"].equals(new["line"]):
        return Differences(numbers(new.num_rows), _changed(old, new, None, columns))
    matched = _first_only(pc.index_in(new["line"], old["line"].combine_chunks(), skip_nulls=True))
    is_kept = pc.is_valid(matched)
    kept = pc.indices_nonzero(is_kept)
    gone = pc.invert(pc.is_in(numbers(old.num_rows), matched.drop_null().cast(pa.int64())))
    return Differences(
        matched,
        _changed(old.take(matched.drop_null()), new.take(kept), kept, columns),
        pc.indices_nonzero(gone).to_pylist(),
        pc.indices_nonzero(pc.invert(is_kept)).to_pylist(),
    )


def numbers(count: int) -> pa.Array:
    """Return 0, 1, … below a count, without a loop over them."""
    return pc.indices_nonzero(pa.repeat(pa.scalar(value=True), count)).cast(pa.int64())


def _first_only(found: pa.ChunkedArray) -> pa.Array:
    """Return the matches without those of a line that stood before: a copied row is new."""
    matched = pa.concat_arrays([chunk.cast(pa.int32()) for chunk in found.chunks] or [_none()])
    known = matched.drop_null()
    if pc.count_distinct(known).as_py() == len(known):
        return matched
    seen: set[int] = set()
    first: list[int | None] = []
    for row in matched.to_pylist():
        first.append(None if row in seen else row)
        seen.add(row)
    return pa.array(first, pa.int32())


def _none() -> pa.Array:
    return pa.array([], pa.int32())


def _changed(
    old: pa.Table, new: pa.Table, rows: pa.Array | None, columns: Iterable[str]
) -> dict[int, set[str]]:
    """Return the columns that differ, by row; `rows` are the numbers of the new table's rows."""
    changed: dict[int, set[str]] = {}
    for name in columns:
        for row in differing(old[name], new[name]):
            number = row if rows is None else rows[row].as_py()
            changed.setdefault(number, set()).add(name)
    return changed


def rows_of(table: pa.Table, numbers: Iterable[int]) -> list[tuple[int, dict[str, Any]]]:
    """Return some rows of a table with their numbers."""
    wanted = list(numbers)
    rows = table.take(pa.array(wanted, pa.int64())).to_pylist()
    return list(zip(wanted, rows, strict=True))


def differing(old: pa.ChunkedArray, new: pa.ChunkedArray) -> list[int]:
    """Return the rows in which two columns of one length differ; nulls are equal."""
    if pa.types.is_dictionary(old.type):
        old, new = old.cast(pa.string()), new.cast(pa.string())
    if old.equals(new):
        return []
    if pa.types.is_list(old.type):
        return _differing_lists(old, new, 0)
    one_null = pc.xor(pc.is_null(old), pc.is_null(new))
    unlike = pc.coalesce(pc.not_equal(old, new), one_null)
    return list(pc.indices_nonzero(unlike).to_pylist())


def _differing_lists(old: pa.ChunkedArray, new: pa.ChunkedArray, start: int) -> list[int]:
    """Return the rows in which two columns of lists differ, found by halving."""
    if old.equals(new):
        return []
    size = len(old)
    if size <= FEW:
        pairs = zip(old.to_pylist(), new.to_pylist(), strict=True)
        return [start + k for k, (one, other) in enumerate(pairs) if one != other]
    half = size // 2
    return [
        *_differing_lists(old.slice(0, half), new.slice(0, half), start),
        *_differing_lists(old.slice(half), new.slice(half), start + half),
    ]
