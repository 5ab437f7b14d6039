"""The name of a form with its year and period, as `INK2R-2024P4`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from datetime import date

LAST_MONTHS = ((4, "P1"), (6, "P2"), (8, "P3"), (12, "P4"))
_PERIOD = re.compile(r"[12][0-9]{3}P[1-4]")


def period_of(last_day: date) -> str:
    """Return year and period of a fiscal year by its last day."""
    suffix = next(name for month, name in LAST_MONTHS if last_day.month <= month)
    return f"{last_day.year}{suffix}"


def checked_period(text: str) -> str:
    """Return a period that was told; `UsageError` where it is none."""
    if _PERIOD.fullmatch(text):
        return text
    message = f"{text!r} is no period of a form: write the year and P1 to P4, as 2024P4."
    raise UsageError(message)
