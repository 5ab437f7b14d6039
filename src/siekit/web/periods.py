"""Months of addresses: YYYYMM."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from siekit.workspace.refusals import Refusal


def month_days(month: int) -> tuple[date, date]:
    """Return the first and the last day of a month, `invalid` where there is no such month."""
    year, number = divmod(month, 100)
    try:
        return date(year, number, 1), date(year, number, monthrange(year, number)[1])
    except (ValueError, OverflowError):
        problem = f"{month} is no month: write 202503."
        problem_sv = f"{month} är ingen månad: skriv 202503."
        raise Refusal("invalid", field="month", problem=problem, problem_sv=problem_sv) from None
