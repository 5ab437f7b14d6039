"""Which part of a file is wanted: a year, months, voucher series; as the caller says it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

Month = str | int | date
"""A month: 2025-01, 202501, or a day in it."""

_MONTH = re.compile(r"([0-9]{4})-?(0[1-9]|1[0-2])(-?[0-3][0-9])?", re.ASCII)

BEFORE_ALL, AFTER_ALL = 101, 999912


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of a file; None stands for all of it. Months are YYYYMM."""

    year: int | None = None
    first: int | None = None
    last: int | None = None
    series: tuple[str, ...] | None = None

    @property
    def has_months(self) -> bool:
        """Tell whether months were named."""
        return self.first is not None

    @property
    def shown_months(self) -> str:
        """The months as people write them."""
        return f"{shown(self.first or BEFORE_ALL)} – {shown(self.last or AFTER_ALL)}"


def selection(
    year: int | None,
    periods: tuple[Month | None, Month | None] | Month | None,
    series: Sequence[str] | None,
) -> Selection:
    """Return what is wanted; `UsageError` for what is no month or no year number."""
    if year is not None and year > 0:
        message = f"{year!r} is no year number: 0 is the file's year, -1 the one before."
        raise UsageError(message)
    first, last = _periods(periods)
    if first is not None and last is not None and last < first:
        message = f"The period {shown(first)} – {shown(last)} ends before it begins."
        raise UsageError(message)
    if isinstance(series, str) or series == []:
        message = 'Give the voucher series as a list, such as ["A", "B"].'
        raise UsageError(message)
    return Selection(year, first, last, None if series is None else tuple(series))


def _periods(
    periods: tuple[Month | None, Month | None] | Month | None,
) -> tuple[int | None, int | None]:
    if periods is None:
        return None, None
    if isinstance(periods, (str, int, date)):
        periods = (periods, periods)
    first, last = (None if one is None else month(one) for one in periods)
    return (
        BEFORE_ALL if first is None else first,
        AFTER_ALL if last is None else last,
    )


def month(value: Month) -> int:
    """Return a month as YYYYMM."""
    if isinstance(value, date):
        return value.year * 100 + value.month
    found = _MONTH.fullmatch(str(value))
    if not found:
        message = f"{value!r} is no month. A month is written 2025-01."
        raise UsageError(message)
    return int(found[1]) * 100 + int(found[2])


def shown(period: int) -> str:
    """Return a month as people write it: 2025-01."""
    return f"{period // 100:04}-{period % 100:02}"


def last_day(period: int) -> date:
    """Return the last day of a month."""
    year, number = divmod(period, 100)
    return date(year, number, calendar.monthrange(year, number)[1])
