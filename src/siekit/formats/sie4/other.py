"""Records that no table can hold: unknown labels, unused records, lines with extra fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.faults import Fault
from siekit.core.labels import BY_NAME
from siekit.formats.sie4.arrow import column
from siekit.formats.sie4.found import Place
from siekit.formats.sie4.tables import table

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan

KINDS = {"line": pa.int32(), "label": pa.string(), "raw": pa.string()}


def other_records(scan: Scan, found: Found, document_id: int) -> pa.Table:
    """Return the table of other records, whole lines in file order."""
    chunks = scan.chunks["other_records"]
    records = pa.table({name: column(chunks, name, kind) for name, kind in KINDS.items()})
    _tell_unknown(found, records)
    more = [*scan.aside, *scan.extras]
    if more:
        rows = [dict(zip(KINDS, one, strict=True)) for one in more]
        added = pa.Table.from_pylist(rows, pa.schema(KINDS.items()))
        records = pa.concat_tables([records, added]).sort_by("line")
    return table("other_records", document_id, {name: records[name] for name in KINDS})


def _tell_unknown(found: Found, records: pa.Table) -> None:
    """Tell labels that the standard does not know, once each (SIE 4B 7.1)."""
    known = pa.array(list(BY_NAME), pa.string())
    unknown = records.filter(pc.invert(pc.is_in(pc.utf8_upper(records["label"]), known)))
    labels = unknown.group_by("label", use_threads=False).aggregate(
        [("line", "min"), ("line", "count")]
    )
    for label, line, count in zip(*(c.to_pylist() for c in labels.columns), strict=True):
        found.add(Fault.UNKNOWN_LABEL, Place(line, label=label), count=count)
