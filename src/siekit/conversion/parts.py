"""How a file is divided: which vouchers each part holds, and what it is called."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING

from siekit.conversion.selection import shown
from siekit.conversion.work import month_of
from siekit.exceptions import UsageError
from siekit.locale.figures import short_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from siekit.conversion.work import Work

YEAR, MONTH, PERIOD, SERIES = "year", "month", "period", "series"
WAYS = (YEAR, MONTH, PERIOD, SERIES)
"""By what a file can be split."""

NO_YEAR, NO_DATE, NO_SERIES = "no-year", "no-date", "no-series"
"""What the parts are called that hold what belongs nowhere else."""

MONTHS = 12
_UNSAFE = re.compile(r"[^\w-]", re.UNICODE)


def by_series(work: Work) -> dict[str, list[int]]:
    """Return the vouchers of each series."""
    parts: dict[str, list[int]] = defaultdict(list)
    vouchers = work.tables["vouchers"]
    pairs = zip(vouchers["voucher_id"].to_pylist(), vouchers["series"].to_pylist(), strict=True)
    for voucher_id, series in pairs:
        parts[series or ""].append(voucher_id)
    return dict(parts)


def by_year(work: Work) -> dict[int | None, list[int]]:
    """Return the vouchers of each fiscal year by its number, None for those in none."""
    parts: dict[int | None, list[int]] = defaultdict(list)
    vouchers = work.tables["vouchers"]
    pairs = zip(vouchers["voucher_id"].to_pylist(), vouchers["year_no"].to_pylist(), strict=True)
    for voucher_id, year_no in pairs:
        parts[year_no].append(voucher_id)
    return dict(sorted(parts.items(), key=lambda part: (part[0] is None, part[0] or 0)))


def by_months(work: Work, length: int) -> dict[tuple[int, int] | None, list[int]]:
    """Return the vouchers of each span of months, None for those without a date.

    Spans are counted from the beginning of the current year, where there is one.
    """
    if not 0 < length <= MONTHS:
        message = f"A period is 1 to {MONTHS} months, not {length!r}."
        raise UsageError(message)
    year = work.years().get(0)
    begin = month_of(year.start_date) if year and year.start_date else 1
    parts: dict[tuple[int, int] | None, list[int]] = defaultdict(list)
    vouchers = work.tables["vouchers"]
    pairs = zip(vouchers["voucher_id"].to_pylist(), vouchers["date"].to_pylist(), strict=True)
    for voucher_id, day in pairs:
        parts[None if day is None else span_of(day, begin, length)].append(voucher_id)
    return dict(sorted(parts.items(), key=lambda part: (part[0] is None, part[0] or (0, 0))))


def span_of(day: date, begin: int, length: int) -> tuple[int, int]:
    """Return the span of months that a day lies in."""
    offset = (_number(month_of(day)) - _number(begin)) % length
    first = _number(month_of(day)) - offset
    return _month(first), _month(first + length - 1)


def _number(month: int) -> int:
    return month // 100 * MONTHS + month % 100 - 1


def _month(number: int) -> int:
    return number // MONTHS * 100 + number % MONTHS + 1


def spans_between(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    """Return all spans from one to another, also those in which nothing happened."""
    length = _number(first[1]) - _number(first[0]) + 1
    starts = range(_number(first[0]), _number(last[0]) + 1, length)
    return [(_month(start), _month(start + length - 1)) for start in starts]


def span_name(span: tuple[int, int] | None) -> str:
    """Return what the part of a span is called."""
    if span is None:
        return NO_DATE
    first, last = span
    return shown(first) if first == last else f"{shown(first)}--{shown(last)}"


def year_name(work: Work, year_no: int | None) -> str:
    """Return what the part of a fiscal year is called."""
    year = work.years().get(year_no) if year_no is not None else None
    if year is None:
        return NO_YEAR
    return short_period(year.start_date, year.end_date).replace("/", "-").replace("–", "--")


def file_names(source: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """Return a file name for each name and type, from that of the file that is split.

    No two are equal, not even where capitals make no difference.
    """
    stem = PurePath(source.replace("\\", "/")).stem.strip("<>.-") or "part"
    stem = _UNSAFE.sub("_", stem)
    taken: set[str] = set()
    made = []
    for name, sie_type in names:
        ending = ".si" if sie_type == "4I" else ".se"
        safe = _UNSAFE.sub("_", name) or NO_SERIES
        candidate, again = f"{stem}-{safe}{ending}", 2
        while candidate.casefold() in taken:
            candidate, again = f"{stem}-{safe}-{again}{ending}", again + 1
        taken.add(candidate.casefold())
        made.append(candidate)
    return made


def all_of(parts: Mapping[object, list[int]]) -> int:
    """Return how many vouchers all parts hold."""
    return sum(map(len, parts.values()))
