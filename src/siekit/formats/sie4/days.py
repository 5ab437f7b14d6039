"""Six-digit dates: the core leaves them for when the file's years are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.formats.sie4.years import UNSETTLED

if TYPE_CHECKING:
    from siekit.formats.sie4.years import Years


def settled(days: pa.ChunkedArray, years: Years) -> pa.ChunkedArray:
    """Return a column of days with its six-digit dates given their century."""
    chunks = []
    for chunk in days.chunks:
        waiting = pc.fill_null(pc.less(chunk, UNSETTLED), fill_value=False)
        if not pc.any(waiting).as_py():
            chunks.append(chunk)
            continue
        different = pc.unique(chunk.filter(waiting))
        known = [years.settled_day(day) for day in different.to_pylist()]
        at = pc.index_in(chunk, different)
        chunks.append(pc.if_else(waiting, pc.take(pa.array(known, pa.int32()), at), chunk))
    return pa.chunked_array(chunks, pa.int32())
