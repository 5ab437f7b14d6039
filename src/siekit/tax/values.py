"""What a value of a field may be, and how it is written."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.tax.identity import tax_number

if TYPE_CHECKING:
    from siekit.charts.sru_tables import Field

Value = int | str | bool | date
"""Whole kronor, a text, a ticked box, a day."""

LARGEST = 999_999_999_999
RANGES = {
    "Numeriskt_A": (-LARGEST, LARGEST),
    "Numeriskt_B": (0, LARGEST),
    "Numeriskt_10": (0, 9_999_999_999),
    "Numeriskt_13": (0, 9_999_999_999_999),
    "Numeriskt_G": (1, 100),
    "Numeriskt_I": (1, 999),
    "Numeriskt_J": (1, 99_999),
}
FIRST_YEAR = 1900
_TEXT = re.compile(r"Str_(\d+)")


def written(field: Field, value: Value) -> str | None:
    """Return a value as the file has it, None for a box that is not ticked.

    `UsageError` says what the field takes instead.
    """
    if field.data_type in RANGES:
        return _number(field, value)
    if field.data_type == "Str_X":
        return _box(field, value)
    if field.data_type.startswith("Datum"):
        if isinstance(value, date) and value.year >= FIRST_YEAR:
            return f"{value:%Y%m%d}"
        raise _refused(field, value, "a day from 1900 on, as 2024-12-31")
    if field.data_type.startswith("Orgnr"):
        return tax_number(str(value), what=f"Field {field.code}")
    match = _TEXT.fullmatch(field.data_type)
    most = int(match[1]) if match else 0
    if isinstance(value, str) and value.strip() and len(value) <= most:
        return checked_text(value, f"field {field.code}")
    raise _refused(field, value, f"a text of at most {most} letters")


def checked_text(value: str, what: str) -> str:
    """Return a text that an SRU file can hold; `UsageError` where it cannot."""
    if "#" in value or not value.isprintable():
        message = f"{what}: {value!r} has a # or a line break in it, which SRU files cannot hold."
        raise UsageError(message)
    try:
        value.encode("iso-8859-1")
    except UnicodeEncodeError as error:
        letter = value[error.start]
        message = (
            f"{what}: {value!r} has {letter!r} in it, which ISO 8859-1 lacks and so SRU files "
            "cannot hold. Write it otherwise in the input file."
        )
        raise UsageError(message) from None
    return value


def _number(field: Field, value: Value) -> str:
    lowest, highest = RANGES[field.data_type]
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
        raise _refused(field, value, f"a whole number from {lowest} to {highest}")
    return str(value)


def _box(field: Field, value: Value) -> str | None:
    if value is True or value == "X":
        return "X"
    if value is False:
        return None
    raise _refused(field, value, "true for a ticked box, else false")


def _refused(field: Field, value: Value, takes: str) -> UsageError:
    shown = value.isoformat() if isinstance(value, date) else repr(value)
    message = f"{field.form} field {field.code} ({field.name}) cannot be {shown}: it takes {takes}."
    return UsageError(message)
