"""Changed, removed and new records that no table holds, as edits of their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.exceptions import NotWritableError
from siekit.formats.sie4.preserve.differences import differences, numbers, rows_of
from siekit.formats.sie4.tokens import split

if TYPE_CHECKING:
    from collections.abc import Collection

    from siekit.formats.sie4.preserve.work import Work


def own_records(table: pa.Table, extra: Collection[int]) -> pa.Table:
    """Return the other records but those that are only kept for their extra fields, numbered."""
    numbered = table.append_column("row", numbers(table.num_rows))
    lines = pa.array(sorted(extra), pa.int32())
    return numbered.filter(pc.invert(pc.is_in(numbered["line"], lines, skip_nulls=True)))


def edit_others(work: Work) -> None:
    """Edit the lines of other records; what stands in `raw` is the whole line."""
    table, before = (one["other_records"] for one in (work.document, work.original.document))
    if table.equals(before):
        return
    old, new = (own_records(one, work.original.extra_lines) for one in (before, table))
    found = differences(old, new, ("raw",))
    for _, row in rows_of(new, found.changed):
        work.edits.replace(row["line"], _line(work, row["raw"], row["row"]))
    for _, row in rows_of(old, found.removed):
        work.remove(row["line"])
    for _, row in rows_of(new, found.new):
        same = pc.equal(before["label"], row["label"])
        after = pc.max(before["line"].filter(same)).as_py() or work.original.last_record
        work.place("other_records", row["row"], after, _line(work, row["raw"], row["row"]))


def _line(work: Work, raw: str | None, row: int) -> bytes:
    """Return a whole line in the encoding of the file."""
    text = work.spelling.fitting(raw or "", "other_records", None).rstrip("\r\n")
    if text != raw:
        work.expected[("other_records", row, "raw")] = text
    line = work.spelling.encoded(text)
    if split(line).label is None:
        message = (
            f"The other record {text!r} is no line of a file: it must begin with a label such as "
            "#EXEMPEL. Correct its column raw, or leave it out."
        )
        raise NotWritableError(message)
    return line
