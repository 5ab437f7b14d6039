"""#RAR records as fiscal years, and the dates of identification records."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from siekit.core.faults import Fault
from siekit.core.oddities import odd_date
from siekit.formats.sie4.found import Place
from siekit.formats.sie4.head_fields import field_words, tell
from siekit.formats.sie4.tables import from_rows
from siekit.formats.sie4.years import Year, Years, as_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import pyarrow as pa

    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.head_fields import HeadRecord
    from siekit.formats.sie4.scan import Scan
    from siekit.formats.sie4.years import YearSpan

LONGEST_YEAR = 18
"""Months that a fiscal year may have by Swedish law."""

LOWEST_YEAR_NO, HIGHEST_YEAR_NO = -128, 127
"""What the tables' 8-bit year numbers hold."""

LONGEST_YEAR_NO = 4
"""Characters of a year number that can be in that range."""

LONGEST_DATE = 64
"""Characters of a date that are looked at."""

FIELDS = 3
"""Year number, first day and last day: all are compulsory."""


def read_years(
    scan: Scan, found: Found, records: Iterable[HeadRecord], generated: date | None
) -> Years:
    """Return the years of the #RAR records, telling what is odd about them."""
    years = Years(generated)
    for record in records:
        year = _read_year(scan, found, record, years)
        if year is None or _is_repeated(scan, found, record, year, years):
            scan.set_aside(record.line, record.label, record.start)
        else:
            years.all.append(year)
    usable = years.usable
    for span in usable:
        _tell_length(found, span)
    for newer, older in pairwise(usable):
        _tell_gap(found, newer, older)
    return years


def _read_year(scan: Scan, found: Found, record: HeadRecord, years: Years) -> Year | None:
    """Return the year of a record; one that lacks a field is told and left out."""
    for k in range(FIELDS):
        if record.filled(k) is None:
            words = field_words(record.label, k)
            tell(scan, found, Fault.MISSING_VALUE, record, k, facts=words)
            return None
    year_no = _year_no(scan, found, record)
    start, end = (read_day(scan, found, record, k, years) for k in (1, 2))
    if start is not None and end is not None and end < start:
        days = {"year_no": year_no, "start": as_date(start), "end": as_date(end)}
        tell(scan, found, Fault.YEAR_ENDS_BEFORE_START, record, 2, facts=days)
    return Year(record.line, year_no, start, end)


def _is_repeated(scan: Scan, found: Found, record: HeadRecord, year: Year, years: Years) -> bool:
    """Tell a year number that stands twice; the first one is used."""
    first = next((one for one in years.all if one.year_no == year.year_no), None)
    if first is None or year.year_no is None:
        return False
    if (first.start, first.end) == (year.start, year.end):
        shown = {"key": year.year_no, "kept_line": first.line}
        tell(scan, found, Fault.REPEATED_RECORD, record, facts=shown)
        return True
    conflict = {
        "key": year.year_no,
        "kept": _days(scan, first),
        "kept_line": first.line,
        "other": _days(scan, year),
        "other_line": year.line,
    }
    tell(scan, found, Fault.CONFLICTING_RECORD, record, facts=conflict)
    return True


def _days(scan: Scan, year: Year) -> str:
    """Return the first and the last day as they stand in the file."""
    return " ".join(scan.fields(scan.line_start(year.line))[1:FIELDS])


def _year_no(scan: Scan, found: Found, record: HeadRecord) -> int | None:
    text = record.filled(0) or ""
    digits = text.removeprefix("-")
    readable = digits.isascii() and digits.isdigit() and len(text) <= LONGEST_YEAR_NO
    if not readable or not LOWEST_YEAR_NO <= int(text) <= HIGHEST_YEAR_NO:
        tell(scan, found, Fault.UNREADABLE_YEAR_NUMBER, record, 0)
        return None
    number = int(text)
    if number > 0:
        tell(scan, found, Fault.POSITIVE_YEAR_NUMBER, record, 0)
    return number


def fiscal_years(years: Years, document_id: int) -> pa.Table:
    """Return the table of fiscal years."""
    rows = [
        {
            "line": year.line,
            "year_no": year.year_no,
            "start_date": None if year.start is None else as_date(year.start),
            "end_date": None if year.end is None else as_date(year.end),
        }
        for year in years.all
    ]
    return from_rows("fiscal_years", document_id, rows)


def read_day(
    scan: Scan,
    found: Found,
    record: HeadRecord,
    k: int,
    years: Years,
) -> int | None:
    """Return the day, from 1970, that field `k` says, telling how it is odd."""
    text = record.filled(k)
    if text is None:
        return None
    days, faults = odd_date(text[:LONGEST_DATE])
    if days is not None:
        days = years.settled_day(days)
    reading = None if days is None else as_date(days)
    shown = {**field_words(record.label, k), "reading": reading}
    for fault in faults:
        tell(scan, found, fault, record, k, facts=shown)
    return days


def _tell_length(found: Found, year: YearSpan) -> None:
    """Tell a year that has more months than the law allows."""
    start, end = as_date(year.start), as_date(year.end)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months > LONGEST_YEAR:
        shown = {"year_no": year.year_no, "start": start, "end": end, "months": months}
        found.add(Fault.YEAR_LENGTH, Place(year.line, label="#RAR"), facts=shown)


def _tell_gap(found: Found, newer: YearSpan, older: YearSpan) -> None:
    """Tell a year that does not begin the day after the one before it ends."""
    if newer.year_no - older.year_no != 1 or older.end + 1 == newer.start:
        return
    shown = {
        "year_no": newer.year_no,
        "start": as_date(newer.start),
        "previous_no": older.year_no,
        "previous_end": as_date(older.end),
    }
    found.add(Fault.YEARS_DO_NOT_MEET, Place(newer.line, label="#RAR"), facts=shown)
