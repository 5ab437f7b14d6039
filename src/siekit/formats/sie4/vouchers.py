"""Vouchers: the year of each, its occurrence and its stable key."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.columns import CHUNK_ROWS
from siekit.core.faults import Fault
from siekit.core.scanner import DETAILS
from siekit.formats.sie4.arrow import column
from siekit.formats.sie4.days import settled
from siekit.formats.sie4.tables import repeated, table

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan
    from siekit.formats.sie4.years import Year, Years

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
    for name in DATES:
        days = settled(records[name], years) if scan.tally.get(Fault.SIX_DIGIT_DATE) else None
        columns[name] = (records[name] if days is None else days).cast(pa.date32())
    days = columns["date"].cast(pa.int32())
    year_no, year_text = _years_of(days, years)
    _tell_outside(found, records, days, years)
    occurrence = _occurrences(scan, found, records, year_no)
    columns |= {
        "voucher_id": _ids(records),
        "year_no": year_no,
        "occurrence": occurrence,
        "voucher_key": _key(company, year_text, records, occurrence),
    }
    return table("vouchers", document_id, columns)


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


def _years_of(days: pa.ChunkedArray, years: Years) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """Return year number and first day of the year of each voucher, null outside all years."""
    number = repeated(None, pa.int8(), len(days))
    text = repeated("", pa.string(), len(days))
    for year in reversed(years.usable):
        inside = _inside(days, year)
        if pc.all(inside).as_py() and len(days):
            number = repeated(year.year_no, pa.int8(), len(days))
            text = repeated(str(years.as_date(year.start or 0)), pa.string(), len(days))
            continue
        number = pc.if_else(inside, pa.scalar(year.year_no, pa.int8()), number)
        text = pc.if_else(inside, str(years.as_date(year.start or 0)), text)
    return number, text


def _inside(days: pa.ChunkedArray, year: Year) -> pa.ChunkedArray:
    inside = pc.and_(pc.greater_equal(days, year.start), pc.less_equal(days, year.end))
    return pc.fill_null(inside, fill_value=False)


def _tell_outside(found: Found, records: pa.Table, days: pa.ChunkedArray, years: Years) -> None:
    """Tell vouchers that are not dated in year 0; they belong to the year that holds them."""
    current = years.numbered(0)
    if current is None:
        return
    outside = pc.and_(pc.invert(_inside(days, current)), pc.is_valid(days))
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
    if scan.reader.ordered:
        return repeated(1, pa.int32(), records.num_rows)
    seen: Counter[tuple[str, str, int | None]] = Counter()
    order = _Order()
    result = []
    columns = [records[name].to_pylist() for name in ("series", "number", "line")]
    for series, number, line, year in zip(*columns, year_no.to_pylist(), strict=True):
        key = (series or "", number or "", year)
        seen[key] += 1
        result.append(seen[key])
        order.follow(key[0], key[1], line)
    order.tell(found)
    return pa.chunked_array([pa.array(result, pa.int32())])


class _Order:
    """Follows the numbers of each series (SIE 4B 11 #VER: they ascend)."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._breaks: dict[str, tuple[int, str, int, int]] = {}

    def follow(self, series: str, number: str, line: int) -> None:
        if not (number.isascii() and number.isdigit()) or len(number) > 18:
            return
        value, last = int(number), self._last.get(series)
        if last is not None and value <= last:
            first = self._breaks.get(series, (line, number, last, 0))
            self._breaks[series] = (*first[:3], first[3] + 1)
        self._last[series] = value

    def tell(self, found: Found) -> None:
        for series, (line, number, previous, count) in self._breaks.items():
            shown = {"series": series, "number": number, "previous": previous}
            place = {"line": line, "label": "#VER", "value": number}
            found.add(Fault.NUMBERS_NOT_ASCENDING, count=count, **place, **shown)


def _key(
    company: str, year: pa.ChunkedArray, records: pa.Table, occurrence: pa.ChunkedArray
) -> pa.ChunkedArray:
    """Return company/year/series/number/occurrence; a slash inside a part is written %2F."""
    parts = [_slashless(pc.fill_null(records[name], "")) for name in ("series", "number")]
    return pc.binary_join_element_wise(
        company.replace("/", "%2F"), year, *parts, occurrence.cast(pa.string()), "/"
    )


def _slashless(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.replace_substring(texts, "/", "%2F")
