"""Six-digit dates: the core leaves them for when the file's years are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.oddities import SIX_DIGITS

if TYPE_CHECKING:
    from siekit.formats.sie4.years import Years


def settled(days: pa.ChunkedArray, years: Years) -> pa.ChunkedArray:
    """Return a column of days with its six-digit dates given their century."""
    waiting = pc.fill_null(pc.less(days, SIX_DIGITS // 2), fill_value=False)
    if not pc.any(waiting).as_py():
        return days
    chunks = []
    for chunk, odd in zip(days.chunks, waiting.chunks, strict=True):
        different = pc.unique(chunk.filter(odd))
        known = [years.six_digit_day(value - SIX_DIGITS) for value in different.to_pylist()]
        at = pc.index_in(chunk, different)
        chunks.append(pc.if_else(odd, pc.take(pa.array(known, pa.int32()), at), chunk))
    return pa.chunked_array(chunks, pa.int32())
