"""Which days an event falls on, and what it is called in Swedish."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

from maker.description import DescriptionError, Year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maker.description import Values

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
STEPS = {"month": 1, "quarter": 3}
RECURRENCE = frozenset({"every", "from", "to", "day"})


def occurrences(event: Values) -> Iterator[tuple[date, Values]]:
    """Yield the dates of an event, each with the values it has that day."""
    if "every" not in event:
        yield event["date"], event
        return
    days = list(_recurring(event))
    for place, day in enumerate(days):
        values = {key: value for key, value in event.items() if key not in RECURRENCE}
        for key, value in values.items():
            if isinstance(value, list):
                if len(value) != len(days):
                    message = f"{key} has {len(value)} amounts for {len(days)} dates: {event}"
                    raise DescriptionError(message)
                values[key] = value[place]
        yield day, values


def _recurring(event: Values) -> Iterator[date]:
    month = _first_of(event["from"])
    last = _first_of(event["to"])
    while month <= last:
        length = calendar.monthrange(month.year, month.month)[1]
        yield month.replace(day=length if event["day"] == "last" else event["day"])
        month = months_after(month, STEPS[event["every"]])


def _first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def months_after(first: date, count: int) -> date:
    """Return the first of a month some months later."""
    years, month = divmod(first.month - 1 + count, 12)
    return date(first.year + years, month + 1, 1)


def months_of(year: Year) -> list[str]:
    """Return the months of a fiscal year as YYYY-MM."""
    months = []
    month = year.start.replace(day=1)
    while month <= year.end:
        months.append(f"{month:%Y-%m}")
        month = months_after(month, 1)
    return months


def words(day: date) -> dict[str, str]:
    """Return what a voucher text can say about its date."""
    return {
        "month": f"{MONTHS[day.month - 1]} {day.year}",
        "quarter": f"kvartal {(day.month + 2) // 3} {day.year}",
    }
