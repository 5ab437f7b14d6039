"""The corporate tax rate of a fiscal year, for the equity part of untaxed reserves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

RATES = (
    (date(2021, 1, 1), Decimal("20.6")),
    (date(2019, 1, 1), Decimal("21.4")),
    (date(2013, 1, 1), Decimal(22)),
    (date(2009, 1, 1), Decimal("26.3")),
)
"""Per cent for fiscal years that begin on a day or later."""

BEFORE = Decimal(28)


def tax_rate(start: date) -> Decimal:
    """Return the rate in per cent of a year that begins on a day."""
    return next((rate for first, rate in RATES if start >= first), BEFORE)
