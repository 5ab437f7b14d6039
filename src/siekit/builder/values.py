"""What a caller gives, as what a file can say; what cannot be said is refused where it is given."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.locale.figures import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

Number = int | str | Decimal
"""An amount or a quantity: never a float, which cannot hold 0.10."""

Day = date | str
"""A day, as a date or as text: 2025-01-31 or 20250131."""

AMOUNT_DECIMALS = 2
QUANTITY_DECIMALS = 6
MOST_DIGITS = 32
"""Digits before the point that a table can hold."""

MOST_DIMENSION = 999_999_999

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})", re.ASCII)
_CURRENCY = re.compile(r"[A-Za-z]{3}", re.ASCII)
_DIGITS = re.compile(r"[0-9]+", re.ASCII)


def amount(value: object) -> Decimal:
    """Return an amount of money; `UsageError` for a float or for more than two decimals."""
    return _decimal(value, "amount", AMOUNT_DECIMALS)


def quantity(value: object) -> Decimal | None:
    """Return a quantity, None when there is none."""
    return None if value is None else _decimal(value, "quantity", QUANTITY_DECIMALS)


def day(value: object) -> date:
    """Return a day; `UsageError` for what is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    if found:
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            pass
    message = f"{value!r} is no date. Give a datetime.date, or text such as 2025-01-31."
    raise UsageError(message)


def account_number(value: object) -> str:
    """Return an account number as text; `UsageError` unless it is digits (SIE 4B 11 #KONTO)."""
    number = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(number, str) and _DIGITS.fullmatch(number):
        return number
    message = f"{value!r} is no account number. An account is digits only, such as 1910."
    raise UsageError(message)


def currency(value: object) -> str:
    """Return a currency in capitals; `UsageError` unless it is a code of ISO 4217 in shape."""
    if isinstance(value, str) and _CURRENCY.fullmatch(value):
        return value.upper()
    message = f"{value!r} is no currency. Give its code of three letters (ISO 4217), such as SEK."
    raise UsageError(message)


def dimension_number(value: object) -> int:
    """Return the number of a dimension; `UsageError` unless it is a positive whole number."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_DIMENSION:
        return value
    message = (
        f"{value!r} is no dimension. A dimension is a whole number: 1 is cost centre, 6 is project."
    )
    raise UsageError(message)


def object_pairs(objects: Mapping[int, str] | None) -> list[dict[str, object]]:
    """Return the objects of a row as the tables have them."""
    return [
        {"dimension": dimension_number(dimension), "object": code(number, "object number")}
        for dimension, number in (objects or {}).items()
    ]


def code(value: object, what: str) -> str:
    """Return a number or a code as text that is not empty."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and value.strip():
        return value
    message = f"{value!r} is no {what}. Give a text that is not empty, or a whole number."
    raise UsageError(message)


def text(value: object, what: str) -> str | None:
    """Return a text, None when there is none; line breaks are cleaned by the writer, and told."""
    if value is None or isinstance(value, str):
        return value
    message = f"The {what} must be a text, not {value!r}."
    raise UsageError(message)


def name(value: object, what: str) -> str:
    """Return a text that is not empty."""
    if isinstance(value, str) and value.strip():
        return value
    message = f"The {what} must be a text that is not empty, not {value!r}."
    raise UsageError(message)


def _decimal(value: object, what: str, decimals: int) -> Decimal:
    """Return an exact number of at most so many decimals."""
    if isinstance(value, float):
        message = (
            f"The {what} {value!r} is a float, which cannot hold all decimals. Give an int, a "
            f'Decimal or text, such as "{value:.2f}".'
        )
        raise UsageError(message)
    number = _exact(value)
    if number is None:
        message = f'{value!r} is no {what}. Give an int, a Decimal or text, such as "1250.00".'
        raise UsageError(message)
    shown = plain(number)
    whole, _, fraction = shown.partition(".")
    if len(fraction) > decimals:
        message = f"The {what} {shown} has more than {decimals} decimals. Round it before."
        raise UsageError(message)
    if len(whole.removeprefix("-")) > MOST_DIGITS:
        message = f"The {what} {shown} has more than {MOST_DIGITS} digits before the point."
        raise UsageError(message)
    return number


def _exact(value: object) -> Decimal | None:
    if isinstance(value, Decimal):
        return value if value.is_finite() and value.adjusted() <= MOST_DIGITS else None
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    return None
