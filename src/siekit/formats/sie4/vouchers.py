"""Vouchers: the fiscal year of each, its number in the file and its stable key."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.columns import CHUNK_ROWS
from siekit.core.faults import Fault
from siekit.core.keys import voucher_keys, years_of
from siekit.core.scanner import DETAILS
from siekit.formats.sie4.arrow import array, column
from siekit.formats.sie4.days import settled
from siekit.formats.sie4.found import Place
from siekit.formats.sie4.occurrences import occurrences
from siekit.formats.sie4.tables import table
from siekit.formats.sie4.years import as_date

if TYPE_CHECKING:
    from siekit.core.columns import Chunk
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan
    from siekit.formats.sie4.years import Years

TEXTS = ("series", "number", "text", "signature")
DATES = ("date", "registration_date")

LONGEST_COMPANY = 100
"""Characters of a company that begin its keys: a hostile name would stand in every row."""

WORD = 4
"""Bytes of a 32-bit number."""


def voucher_records(scan: Scan) -> pa.Table:
    """Return the #VER records as they stand."""
    chunks = scan.chunks["vouchers"]
    kinds = {"line": pa.int32(), **dict.fromkeys(TEXTS, pa.string())}
    kinds |= dict.fromkeys(DATES, pa.int32())
    return pa.table({name: column(chunks, name, kind) for name, kind in kinds.items()})


def vouchers(
    scan: Scan, found: Found, records: pa.Table, years: Years, *, company: str, document_id: int
) -> pa.Table:
    """Return the table of vouchers; `company` begins every voucher key."""
    columns = {name: records[name] for name in ("line", *TEXTS)}
    days = {name: records[name] for name in DATES}
    if scan.tally.get(Fault.SIX_DIGIT_DATE):
        days = {name: settled(values, years) for name, values in days.items()}
    columns |= {name: values.cast(pa.date32()) for name, values in days.items()}
    spans = _Spans(years, days["date"])
    _tell_outside(found, records.append_column("day", days["date"]), spans.numbers, years)
    times = occurrences(scan, found, records, spans.numbers)
    columns |= {
        "voucher_id": _ids(records),
        "year_no": spans.numbers,
        "occurrence": times,
        "voucher_key": _keys(scan, spans, company, times),
    }
    return table("vouchers", document_id, columns)


class _Spans:
    """The fiscal year of each voucher: its place among the years, and its number."""

    def __init__(self, years: Years, days: pa.ChunkedArray) -> None:
        usable = years.usable
        self.starts = [year.start for year in usable]
        ends = [year.end for year in usable]
        # For each chunk 32-bit integers: which of the usable years it is from 1, 0 for none.
        self.places = [years_of(_chunk(chunk), self.starts, ends) for chunk in days.chunks]
        named = pa.array([None, *(year.year_no for year in usable)], pa.int8())
        chunks = []
        for place, chunk in zip(self.places, days.chunks, strict=True):
            at = pa.Array.from_buffers(pa.int32(), len(chunk), [None, pa.py_buffer(place)])
            chunks.append(pc.take(named, at))
        self.numbers = pa.chunked_array(chunks, pa.int8())


def _chunk(days: pa.Array) -> Chunk:
    """Return an array of days as the core's chunk."""
    if days.null_count == len(days):
        return ("int32", len(days), None, None)
    whole = days if not days.offset else pa.concat_arrays([days])
    bits, data = whole.buffers()
    numbers = memoryview(data).cast("B")[: WORD * len(days)]
    return ("int32", len(days), None if bits is None else memoryview(bits).cast("B"), numbers)


def _ids(records: pa.Table) -> pa.ChunkedArray:
    """Return 1, 2, … in chunks of the records."""
    chunks, first = [], 1
    for chunk in records["line"].chunks:
        chunks.append(pc.add(_counted(len(chunk)), pa.scalar(first, pa.int32())))
        first += len(chunk)
    return pa.chunked_array(chunks, pa.int32())


def _counted(rows: int) -> pa.Array:
    """Return 0, 1, … for the rows of a chunk."""
    if rows > CHUNK_ROWS:
        return pa.array(range(rows), pa.int32())
    return _first_numbers().slice(0, rows)


@cache
def _first_numbers() -> pa.Array:
    return pa.array(range(CHUNK_ROWS), pa.int32())


def _tell_outside(found: Found, records: pa.Table, year_no: pa.ChunkedArray, years: Years) -> None:
    """Tell vouchers that are not dated in year 0; they belong to the year that holds them."""
    current = years.numbered(0)
    if current is None:
        return
    inside = pc.fill_null(pc.equal(year_no, 0), fill_value=False)
    outside = pc.and_(pc.invert(inside), pc.is_valid(records["day"]))
    number = pc.sum(outside).as_py() or 0
    if not number:
        return
    span = {"start": as_date(current.start), "end": as_date(current.end)}
    picked = records.filter(outside).slice(0, DETAILS)
    for row in picked.select(["line", "series", "number", "day"]).to_pylist():
        day = as_date(row["day"])
        place = Place(row["line"], label="#VER", value=f"{day:%Y%m%d}")
        facts = {"voucher": _shown_number(row["series"], row["number"]), "date": day, **span}
        found.add(Fault.VOUCHER_OUTSIDE_YEAR, place, facts=facts)
    found.add_unseen(Fault.VOUCHER_OUTSIDE_YEAR, number - picked.num_rows)


def _shown_number(series: str | None, number: str | None) -> str | None:
    """Return series and number as people say them, None when both are empty."""
    return " ".join(part for part in (series, number) if part) or None


def _keys(scan: Scan, spans: _Spans, company: str, times: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return company/year/series/number/occurrence; a slash inside a part is written %2F."""
    begin = company[:LONGEST_COMPANY].replace("/", "%2F")
    first_days = ["", *(str(as_date(start)) for start in spans.starts)]
    prefixes = [f"{begin}/{day}".encode() for day in first_days]
    chunks, at = [], 0
    for columns, place in zip(scan.chunks["vouchers"], spans.places, strict=True):
        rows = columns["series"][1]
        own = None if scan.ordered else _numbers(times.slice(at, rows))
        chunks.append(
            array(voucher_keys(prefixes, place, columns["series"], columns["number"], own))
        )
        at += rows
    return pa.chunked_array(chunks, pa.string())


def _numbers(values: pa.ChunkedArray) -> memoryview | None:
    """Return the 32-bit integers of a column without nulls, None when it is empty."""
    if not len(values):
        return None
    whole = values.combine_chunks()
    first = WORD * whole.offset
    return memoryview(whole.buffers()[1])[first : first + WORD * len(values)]
