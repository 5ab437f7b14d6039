"""Records that no table can hold: unknown labels, unused records, lines with extra fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from siekit.formats.sie4.arrow import column
from siekit.formats.sie4.tables import table

if TYPE_CHECKING:
    from siekit.formats.sie4.scan import Scan


def other_records(scan: Scan, document_id: int) -> pa.Table:
    """Return the table of other records, whole lines in file order."""
    chunks = scan.chunks["other_records"]
    names = ("line", "label", "raw")
    kinds = (pa.int32(), pa.string(), pa.string())
    columns = {name: column(chunks, name, kind) for name, kind in zip(names, kinds, strict=True)}
    if scan.aside:
        aside = zip(*scan.aside, strict=True)
        for (name, values), added in zip(list(columns.items()), aside, strict=True):
            chunks_and_more = [*values.chunks, pa.array(added, values.type)]
            columns[name] = pa.chunked_array(chunks_and_more, values.type)
        order = pa.table(columns).sort_by("line")
        columns = {name: order[name] for name in names}
    return table("other_records", document_id, columns)
