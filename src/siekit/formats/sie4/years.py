"""Fiscal years: #RAR records, and which year a day or a month lies in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from siekit.core.faults import Fault
from siekit.core.oddities import SIX_DIGITS, odd_date
from siekit.formats.sie4.head_records import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.head_records import HeadRecord
    from siekit.formats.sie4.scan import Scan

EPOCH = date(1970, 1, 1)
LONGEST_YEAR = 18
"""Months that a fiscal year may have by Swedish law."""

CENTURY = 100


@dataclass(frozen=True, slots=True)
class Year:
    """One #RAR; days are counted from 1970, None when they cannot be read."""

    line: int
    year_no: int | None
    start: int | None
    end: int | None

    @property
    def usable(self) -> bool:
        """Tell whether days can be looked for in it."""
        return (
            self.year_no is not None
            and self.start is not None
            and self.end is not None
            and self.start <= self.end
        )


class Years:
    """The fiscal years of one file."""

    def __init__(self, generated: date | None = None) -> None:
        """Start without years; `generated` helps to tell the century of six-digit dates."""
        self.all: list[Year] = []
        self.generated = generated

    @property
    def usable(self) -> list[Year]:
        """Return the years that have a number, a start and an end, newest first."""
        years = [year for year in self.all if year.usable]
        return sorted(years, key=lambda year: -(year.year_no or 0))

    def numbered(self, year_no: int) -> Year | None:
        """Return the usable year of a number."""
        return next((year for year in self.usable if year.year_no == year_no), None)

    def of_day(self, day: int) -> Year | None:
        """Return the year that a day lies in; where years overlap the newest."""
        for year in self.usable:
            if year.start is not None and year.end is not None and year.start <= day <= year.end:
                return year
        return None

    def of_period(self, period: int, declared: int | None) -> Year | None:
        """Return the year that a month lies in; the declared one where two share the month."""
        holding = [year for year in self.usable if _month(year.start) <= period <= _month(year.end)]
        stated = [year for year in holding if year.year_no == declared]
        return (stated or holding or [None])[0]

    def span(self) -> tuple[date, date] | None:
        """Return the first and the last day of all years."""
        usable = self.usable
        if not usable:
            return None
        first = min(year.start for year in usable if year.start is not None)
        last = max(year.end for year in usable if year.end is not None)
        return self.as_date(first), self.as_date(last)

    @staticmethod
    def as_date(day: int) -> date:
        """Return a day counted from 1970 as a date."""
        return EPOCH + timedelta(days=day)

    def six_digit_day(self, digits: int) -> int:
        """Return the day of YYMMDD: in a year of the file, else not after it was written."""
        days = [day for century in (20, 19) if (day := _day_in(century, digits)) is not None]
        inside = [day for day in days if self.of_day(day)]
        if inside:
            return inside[0]
        if self.generated:
            limit = (self.generated - EPOCH).days + 366
            days = [day for day in days if day <= limit] or days
        return days[0]


def _day_in(century: int, digits: int) -> int | None:
    days, _ = odd_date(f"{century}{digits:06d}")
    return days


def _month(day: int | None) -> int:
    moment = Years.as_date(day or 0)
    return moment.year * CENTURY + moment.month


def read_years(
    scan: Scan, found: Found, records: Iterable[HeadRecord], generated: date | None
) -> Years:
    """Return the years of the #RAR records, telling what is odd about them."""
    years = Years(generated)
    for record in records:
        year = _read_year(scan, found, record, years)
        if year is None:
            scan.set_aside(record.line, record.label, record.start)
        else:
            years.all.append(year)
    _tell_lengths(found, years)
    return years


def _read_year(scan: Scan, found: Found, record: HeadRecord, years: Years) -> Year | None:
    """Return the year of a record; one that lacks a field is told and left out (3.8)."""
    if any(record.filled(k) is None for k in range(3)):
        k = next(k for k in range(3) if record.filled(k) is None)
        name, swedish = (("year number", "årsnr"), ("start", "start"), ("end", "slut"))[k]
        tell(scan, found, Fault.MISSING_VALUE, record, k, field=name, field_sv=swedish)
        return None
    year_no = _year_no(scan, found, record)
    start, end = (
        read_day(scan, found, record, k, years, names=names)
        for k, names in ((1, ("start", "start")), (2, ("end", "slut")))
    )
    if start is not None and end is not None and end < start:
        shown = {"start": Years.as_date(start), "end": Years.as_date(end)}
        tell(scan, found, Fault.YEAR_ENDS_BEFORE_START, record, 2, year_no=year_no, **shown)
    year = Year(record.line, year_no, start, end)
    return None if _is_repeated(scan, found, record, year, years) else year


def _is_repeated(scan: Scan, found: Found, record: HeadRecord, year: Year, years: Years) -> bool:
    """Tell a year number that stands twice; the first one is used."""
    first = next((one for one in years.all if one.year_no == year.year_no), None)
    if first is None or year.year_no is None:
        return False
    if (first.start, first.end) == (year.start, year.end):
        key = str(year.year_no)
        tell(scan, found, Fault.REPEATED_RECORD, record, key=key, kept_line=first.line)
        return True
    kept, other = (
        " ".join(f"{Years.as_date(day):%Y%m%d}" for day in (one.start, one.end) if day is not None)
        for one in (first, year)
    )
    tell(
        scan,
        found,
        Fault.CONFLICTING_RECORD,
        record,
        key=str(year.year_no),
        kept=kept,
        kept_line=first.line,
        other=other,
        other_line=year.line,
    )
    return True


def _year_no(scan: Scan, found: Found, record: HeadRecord) -> int | None:
    text = record.filled(0) or ""
    if not text.removeprefix("-").isascii() or not text.removeprefix("-").isdigit():
        tell(scan, found, Fault.UNREADABLE_YEAR_NUMBER, record, 0)
        return None
    number = int(text) if len(text) <= 4 else 999
    if not -128 <= number <= 127:
        tell(scan, found, Fault.UNREADABLE_YEAR_NUMBER, record, 0)
        return None
    if number > 0:
        tell(scan, found, Fault.POSITIVE_YEAR_NUMBER, record, 0)
    return number


def read_day(
    scan: Scan,
    found: Found,
    record: HeadRecord,
    k: int,
    years: Years,
    *,
    names: tuple[str, str],
) -> int | None:
    """Return the day, from 1970, that field `k` says, telling how it is odd."""
    text = record.filled(k)
    if text is None:
        return None
    days, faults = odd_date(text[:64])
    if days is not None and days < SIX_DIGITS // 2:
        days = years.six_digit_day(days - SIX_DIGITS)
    reading = Years.as_date(days) if days is not None else None
    for fault in faults:
        shown = {"field": names[0], "field_sv": names[1], "reading": reading}
        tell(scan, found, fault, record, k, **shown)
    return days


def _tell_lengths(found: Found, years: Years) -> None:
    """Tell years that are too long, overlap or leave a gap."""
    usable = years.usable
    for year in usable:
        if year.start is None or year.end is None:
            continue
        start, end = Years.as_date(year.start), Years.as_date(year.end)
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        if months > LONGEST_YEAR:
            shown = {"start": start, "end": end, "months": months}
            found.add(
                Fault.YEAR_LENGTH, line=year.line, label="#RAR", year_no=year.year_no, **shown
            )
    for newer, older in zip(usable, usable[1:], strict=False):
        if newer.start is None or older.end is None or older.end + 1 == newer.start:
            continue
        if (newer.year_no or 0) - (older.year_no or 0) == 1:
            found.add(
                Fault.YEARS_DO_NOT_MEET,
                line=newer.line,
                label="#RAR",
                year_no=newer.year_no,
                start=Years.as_date(newer.start),
                previous_no=older.year_no,
                previous_end=Years.as_date(older.end),
            )
