"""One record as text: how a field of each type is written (SIE 4B 5.7-5.10 and chapter 11).

Texts and object numbers are always quoted, numbers, dates and plain codes are bare. Lines made
here have no line end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.core.labels import BY_NAME, FieldType

if TYPE_CHECKING:
    from siekit.core.labels import Field

Value = str | int | Decimal | date | Iterable[tuple[int, str]] | None
"""What a field may be given as; None is a field that is not there."""

EMPTY = '""'
"""A field without content that stands before another one."""

NO_OBJECTS = "{}"
"""The object list of a row without objects."""

AMOUNT_DECIMALS = 2
"""Decimals that an amount always has."""

QUOTED_TYPES = (FieldType.TEXT, FieldType.OBJECT)
"""Fields that are quoted whatever they hold, so that no reader stumbles over a space."""

_BARE = re.compile(r'[^\x00-\x20\x7f\xa0"{}]+')


def record(label: str, values: Iterable[Value]) -> str:
    """Return a record of a label of the standard, its fields in the standard's order.

    None stands for an absent field: at the end nothing is written for it, before another value
    `""`. An empty text is written `""` wherever it stands. An object list is always written
    when a field follows it. Fields that the label lacks are written as texts.
    """
    kinds = BY_NAME[label].fields
    given = list(values)
    while given and given[-1] is None:
        given.pop()
    parts = [field(kinds[k] if k < len(kinds) else None, value) for k, value in enumerate(given)]
    return " ".join((label, *parts))


def field(kind: Field | None, value: Value) -> str:
    """Return one field as its type is written; a field of no known type is a text."""
    of_type = kind.type if kind else FieldType.TEXT
    if value is None:
        return NO_OBJECTS if of_type is FieldType.OBJECTS else EMPTY
    if isinstance(value, str):
        return quoted(value) if of_type in QUOTED_TYPES else word(value)
    if isinstance(value, Decimal):
        return quantity(value) if of_type is FieldType.QUANTITY else amount(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int):
        return str(value)
    return object_list(value)


def quoted(text: str) -> str:
    r"""Return a text in quotes, each quote inside it written `\"`.

    A backslash at the end would hide the closing quote, and the standard has no escape for it:
    such a text is written bare, or with a space at its end where it must be quoted.
    """
    if text.endswith("\\"):
        if can_be_bare(text):
            return text
        text += " "
    return '"' + text.replace('"', '\\"') + '"'


def word(text: str) -> str:
    """Return a code bare when it can be, else in quotes."""
    return text if can_be_bare(text) else quoted(text)


def can_be_bare(text: str) -> bool:
    """Tell whether a text means the same without quotes, whatever stands around it."""
    return _BARE.fullmatch(text) is not None


def amount(value: Decimal) -> str:
    """Return an amount: a point, at least two decimals, as many as it has, no sign for zero."""
    whole, _, decimals = _plain(value).partition(".")
    return f"{whole}.{decimals:0<{AMOUNT_DECIMALS}}"


def quantity(value: Decimal) -> str:
    """Return a quantity with as few digits as say it exactly."""
    return _plain(value)


def day(value: date) -> str:
    """Return a date as YYYYMMDD."""
    return f"{value.year:04}{value.month:02}{value.day:02}"


def object_list(pairs: Iterable[tuple[int, str]]) -> str:
    """Return pairs of dimension and object number as `{1 "0123" 6 "P1"}`."""
    return "{" + " ".join(f"{dimension} {quoted(number)}" for dimension, number in pairs) + "}"


def _plain(value: Decimal) -> str:
    """Return a decimal without exponent, needless zeros or the sign of a zero."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    return "0" if text in ("-0", "") else text
