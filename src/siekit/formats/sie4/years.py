"""The fiscal years of a file, and which of them a day or a month lies in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from siekit.core.oddities import SIX_DIGITS, odd_date

EPOCH = date(1970, 1, 1)
CENTURY = 100
CENTURIES = (20, 19)
"""Those that six-digit dates may be of, the likelier one first."""

UNSETTLED = SIX_DIGITS // 2
"""A day before this one is no day but six digits that the core could not settle."""

DAYS_AHEAD = 366
"""How long after it was written a file may speak of."""


@dataclass(frozen=True, slots=True)
class Year:
    """One #RAR; days are counted from 1970, None when they cannot be read."""

    line: int
    year_no: int | None
    start: int | None
    end: int | None

    @property
    def span(self) -> YearSpan | None:
        """Return the year when days can be looked for in it, else None."""
        if self.year_no is None or self.start is None or self.end is None or self.end < self.start:
            return None
        return YearSpan(self.line, self.year_no, self.start, self.end)


@dataclass(frozen=True, slots=True)
class YearSpan:
    """A #RAR with a number, a first and a last day, which does not come before the first."""

    line: int
    year_no: int
    start: int
    end: int

    def holds_month(self, period: int) -> bool:
        """Tell whether a month, as YYYYMM, lies in the year, be it in part."""
        return _month(self.start) <= period <= _month(self.end)


class Years:
    """The fiscal years of one file."""

    def __init__(self, generated: date | None = None) -> None:
        """Start without years; `generated` helps to tell the century of six-digit dates."""
        self.all: list[Year] = []
        self.generated = generated

    @property
    def usable(self) -> list[YearSpan]:
        """Return the years that have a number, a start and an end, newest first."""
        spans = [year.span for year in self.all]
        return sorted((span for span in spans if span), key=lambda span: -span.year_no)

    def numbered(self, year_no: int) -> YearSpan | None:
        """Return the usable year of a number."""
        return next((year for year in self.usable if year.year_no == year_no), None)

    def of_day(self, day: int) -> YearSpan | None:
        """Return the year that a day lies in; where years overlap the newest."""
        return next((year for year in self.usable if year.start <= day <= year.end), None)

    def of_period(self, period: int, declared: int | None) -> YearSpan | None:
        """Return the year that a month lies in; the declared one where two share the month."""
        holding = [year for year in self.usable if year.holds_month(period)]
        stated = [year for year in holding if year.year_no == declared]
        return next(iter(stated or holding), None)

    def days(self) -> tuple[date, date] | None:
        """Return the first and the last day of all years, None when there are none."""
        usable = self.usable
        if not usable:
            return None
        first = min(year.start for year in usable)
        last = max(year.end for year in usable)
        return as_date(first), as_date(last)

    def settled_day(self, day: int) -> int:
        """Return a day of the core, which leaves the century of six digits open."""
        return self._six_digit_day(day - SIX_DIGITS) if day < UNSETTLED else day

    def _six_digit_day(self, digits: int) -> int:
        """Return the day of YYMMDD: in a year of the file, else not after it was written."""
        days = [day for century in CENTURIES if (day := _day_in(century, digits)) is not None]
        inside = [day for day in days if self.of_day(day)]
        if inside:
            return inside[0]
        if self.generated:
            limit = (self.generated - EPOCH).days + DAYS_AHEAD
            days = [day for day in days if day <= limit] or days
        return days[0]


def as_date(day: int) -> date:
    """Return a day counted from 1970 as a date."""
    return EPOCH + timedelta(days=day)


def _day_in(century: int, digits: int) -> int | None:
    days, _ = odd_date(f"{century}{digits:06d}")
    return days


def _month(day: int) -> int:
    moment = as_date(day)
    return moment.year * CENTURY + moment.month
