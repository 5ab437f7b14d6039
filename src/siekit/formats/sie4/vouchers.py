"""Vouchers: the year of each, its occurrence and its stable key."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.columns import CHUNK_ROWS
from siekit.core.faults import Fault
from siekit.core.keys import voucher_keys, years_of
from siekit.core.scanner import DETAILS
from siekit.formats.sie4.arrow import array, column
from siekit.formats.sie4.days import settled
from siekit.formats.sie4.tables import repeated, table
from siekit.formats.sie4.years import EPOCH

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan
    from siekit.formats.sie4.years import Years

TEXTS = ("series", "number", "text", "signature")
DATES = ("date", "registration_date")


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
    spans = _Spans(scan, years, days["date"])
    _tell_outside(found, records, days["date"], years, spans.numbers)
    occurrence = _occurrences(scan, found, records, spans.numbers)
    columns |= {
        "voucher_id": _ids(records),
        "year_no": spans.numbers,
        "occurrence": occurrence,
        "voucher_key": _keys(scan, spans, company, occurrence),
    }
    return table("vouchers", document_id, columns)


class _Spans:
    """The fiscal year of each voucher: its place among the years, and its number."""

    def __init__(self, scan: Scan, years: Years, days: pa.ChunkedArray) -> None:
        usable = years.usable
        self.starts = [year.start or 0 for year in usable]
        ends = [year.end or 0 for year in usable]
        self.places = [years_of(_chunk(chunk), self.starts, ends) for chunk in days.chunks]
        named = pa.array([None, *(year.year_no for year in usable)], pa.int8())
        chunks = []
        for place, chunk in zip(self.places, days.chunks, strict=True):
            at = pa.Array.from_buffers(pa.int32(), len(chunk), [None, pa.py_buffer(place)])
            chunks.append(pc.take(named, at))
        self.numbers = pa.chunked_array(chunks, pa.int8())


def _chunk(days: pa.Array) -> tuple[str, int, Any, Any]:
    """Return an array of days as the core's chunk."""
    if days.null_count == len(days):
        return ("int32", len(days), None, None)
    whole = days if not days.offset else pa.concat_arrays([days])
    bits, data = whole.buffers()
    size = 4 * len(days)
    bytes_of = memoryview(data).cast("B")[:size]
    return ("int32", len(days), None if bits is None else memoryview(bits).cast("B"), bytes_of)


def _ids(records: pa.Table) -> pa.ChunkedArray:
    """Return 1, 2, … in chunks of the records."""
    chunks, first = [], 1
    for chunk in records["line"].chunks:
        chunks.append(pc.add(_counted(len(chunk)), pa.scalar(first, pa.int32())))
        first += len(chunk)
    return pa.chunked_array(chunks, pa.int32())


@cache
def _first_numbers() -> pa.Array:
    return pa.array(range(CHUNK_ROWS), pa.int32())


def _counted(rows: int) -> pa.Array:
    """Return 0, 1, … for the rows of a chunk."""
    if rows > CHUNK_ROWS:
        return pa.array(range(rows), pa.int32())
    return _first_numbers().slice(0, rows)


def _tell_outside(
    found: Found,
    records: pa.Table,
    days: pa.ChunkedArray,
    years: Years,
    numbers: pa.ChunkedArray,
) -> None:
    """Tell vouchers that are not dated in year 0; they belong to the year that holds them."""
    current = years.numbered(0)
    if current is None:
        return
    inside = pc.fill_null(pc.equal(numbers, 0), fill_value=False)
    outside = pc.and_(pc.invert(inside), pc.is_valid(days))
    number = pc.sum(outside).as_py() or 0
    if not number:
        return
    picked = records.append_column("day", days).filter(outside).slice(0, DETAILS)
    for row in picked.select(["line", "series", "number", "day"]).to_pylist():
        found.add(
            Fault.VOUCHER_OUTSIDE_YEAR,
            line=row["line"],
            label="#VER",
            value=f"{years.as_date(row['day']):%Y%m%d}",
            voucher=shown_number(row["series"], row["number"]),
            date=years.as_date(row["day"]),
            start=years.as_date(current.start or 0),
            end=years.as_date(current.end or 0),
        )
    found.add_unseen(Fault.VOUCHER_OUTSIDE_YEAR, number - picked.num_rows)


def shown_number(series: str | None, number: str | None) -> str | None:
    """Return series and number as people say them, None when both are empty."""
    return " ".join(part for part in (series, number) if part) or None


def _occurrences(
    scan: Scan, found: Found, records: pa.Table, year_no: pa.ChunkedArray
) -> pa.ChunkedArray:
    """Return 1, 2, … among vouchers of a year with equal series and number.

    While the numbers of every series rise, as the standard asks, each is the only one.
    """
    if scan.ordered:
        return repeated(1, pa.int32(), records.num_rows)
    seen: Counter[tuple[str, str, int | None]] = Counter()
    order = _Order()
    result = []
    columns = [records[name].to_pylist() for name in ("series", "number", "line")]
    for series, number, line, year in zip(*columns, year_no.to_pylist(), strict=True):
        key = (series or "", number or "", year)
        seen[key] += 1
        result.append(seen[key])
        order.follow((key[0], year), key[1], line)
    order.tell(found)
    return pa.chunked_array([pa.array(result, pa.int32())])


class _Order:
    """Follows the numbers of each series in a year (SIE 4B 11 #VER: they ascend)."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, int | None], int] = {}
        self._breaks: dict[str, tuple[int, str, int, int]] = {}

    def follow(self, within: tuple[str, int | None], number: str, line: int) -> None:
        if not (number.isascii() and number.isdigit()) or len(number) > 18:
            return
        value, last = int(number), self._last.get(within)
        if last is not None and value <= last:
            first = self._breaks.get(within[0], (line, number, last, 0))
            self._breaks[within[0]] = (*first[:3], first[3] + 1)
        self._last[within] = value

    def tell(self, found: Found) -> None:
        for series, (line, number, previous, count) in self._breaks.items():
            shown = {"series": series, "number": number, "previous": previous}
            place = {"line": line, "label": "#VER", "value": number}
            found.add(Fault.NUMBERS_NOT_ASCENDING, count=count, **place, **shown)


def _keys(scan: Scan, spans: _Spans, company: str, occurrence: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return company/year/series/number/occurrence; a slash inside a part is written %2F."""
    begin = company.replace("/", "%2F")
    first_days = ["", *(str(EPOCH + timedelta(days=start)) for start in spans.starts)]
    prefixes = [f"{begin}/{day}".encode() for day in first_days]
    chunks, at = [], 0
    for columns, place in zip(scan.chunks["vouchers"], spans.places, strict=True):
        rows = columns["series"][1]
        times = None if scan.ordered else _numbers(occurrence.slice(at, rows))
        keys = voucher_keys(prefixes, place, columns["series"], columns["number"], times)
        chunks.append(array(keys))
        at += rows
    return pa.chunked_array(chunks, pa.string())


def _numbers(values: pa.ChunkedArray) -> Any:  # noqa: ANN401 - a buffer
    """Return the 32-bit integers of a column without nulls."""
    whole = pa.concat_arrays([pa.array(values.combine_chunks(), pa.int32())])
    return memoryview(whole.buffers()[1])[: 4 * len(values)] if len(values) else None
