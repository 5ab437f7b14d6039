"""How figures are written: for programs, and for people in Swedish and in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

MISSING = "–"
"""What is shown where there is nothing; zero is shown as 0."""

_MINUS = "−"
_GROUP = {"en": ",", "sv": "\u202f"}
_POINT = {"en": ".", "sv": ","}
_MONEY_DECIMALS = 2


def plain(value: Decimal, decimals: int = 0) -> str:
    """The exact digits, without needless zeros but with at least so many decimals."""
    whole, _, fraction = format(value, "f").partition(".")
    fraction = fraction.rstrip("0").ljust(decimals, "0")
    text = f"{whole}.{fraction}" if fraction else whole
    return text.removeprefix("-") if not value else text


def plain_money(value: Decimal) -> str:
    """The exact digits of an amount, with at least two decimals."""
    return plain(value, _MONEY_DECIMALS)


def money(value: Decimal, lang: str) -> str:
    """An amount for people: 1,234,567.89 in English, 1 234 567,89 in Swedish."""
    whole, _, fraction = plain_money(value).partition(".")
    digits = whole.removeprefix("-")
    minus = _MINUS if whole.startswith("-") else ""
    return f"{minus}{_grouped(digits, lang)}{_POINT[lang]}{fraction}"


def count(value: int, lang: str) -> str:
    """A whole number for people, its digits in groups of three."""
    minus = _MINUS if value < 0 else ""
    return minus + _grouped(str(abs(value)), lang)


def period(first: date | None, last: date | None) -> str:
    """A span of days: 2025-01-01 – 2025-12-31."""
    if first is None and last is None:
        return MISSING
    return f"{first or MISSING} – {last or MISSING}"


def short_period(first: date | None, last: date | None) -> str:
    """A fiscal year in few letters: 2025, a broken one 2025/2026, a short one 2025-06–12."""
    if first is None or last is None:
        return period(first, last)
    if first.year != last.year:
        return f"{first.year}/{last.year}"
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return f"{first:%Y-%m}–{last:%m}"


def _grouped(digits: str, lang: str) -> str:
    """Digits in groups of three from the right."""
    return f"{int(digits):,}".replace(",", _GROUP[lang])
