"""Amounts and dates that are not written as the standard says, read with care or not at all.

The fast readers of the core take what SIE 4B 5.9 and 5.10 describe. What they leave comes here
as text. Nothing is guessed where money is concerned: a value is given only when there is one
way to read it, and each deviation has its fault.
"""

from __future__ import annotations

import re
from datetime import date

from siekit.core.faults import Fault

MILLION = 10**6
MOST_DIGITS = 32
"""Digits before the decimal point that a table's decimal holds."""

LONGEST_NUMBER = 1000
"""Characters of a field that are looked at for a number; a longer one is none that fits."""

SIX_DIGITS = -2_000_000_000
"""Stands, with YYMMDD added, in a date column for a date whose century is not known yet."""

_PLAIN = re.compile(r"-?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([ '’])\d{3})(?:\1\d{3})*(?:[.,]\d*)?", re.ASCII)
_DOTTED = re.compile(r"[+-]?\d{1,3}(\.\d{3}){2,}", re.ASCII)
_NO_BREAK = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


def odd_number(text: str, *, amount: bool) -> tuple[int | None, tuple[Fault, ...]]:
    """Return the millionths that an unusual number says, or None, and its faults."""
    if len(text) > LONGEST_NUMBER:
        return None, (Fault.AMOUNT_OUT_OF_RANGE,)
    faults: list[Fault] = []
    kept = "".join(c for c in text if c >= " " and c != "\x7f")
    if kept != text:
        faults.append(Fault.CONTROL_CHARACTER)
    kept = _without_no_breaks(kept, faults).strip(" ")
    if "." in kept and "," in kept:
        return None, (*faults, Fault.AMBIGUOUS_AMOUNT)
    kept = _plain_form(kept, faults)
    if not _PLAIN.fullmatch(kept):
        unreadable = Fault.UNREADABLE_AMOUNT if amount else Fault.UNREADABLE_QUANTITY
        return None, (*faults, unreadable)
    millionths = _millionths(kept)
    if millionths is None:
        return None, (*faults, Fault.AMOUNT_OUT_OF_RANGE)
    if amount:
        faults.extend(_decimal_faults(kept))
    return millionths, tuple(faults)


def _without_no_breaks(text: str, faults: list[Fault]) -> str:
    """Return the text without no-break spaces; between digits they separate thousands."""
    if not any(c in text for c in _NO_BREAK):
        return text
    faults.append(Fault.NO_BREAK_SPACE_IN_NUMBER)
    return "".join(c for c in text if c not in _NO_BREAK)


def _plain_form(text: str, faults: list[Fault]) -> str:
    """Return the number as the standard writes it, when only one reading is possible."""
    if _GROUPED.fullmatch(text) or _DOTTED.fullmatch(text):
        faults.append(Fault.THOUSANDS_SEPARATOR)
        text = re.sub(r"(?<=\d)[ '’](?=\d)", "", text)
        text = text.replace(".", "") if _DOTTED.fullmatch(text) else text
    if re.fullmatch(r"[+-]?\d*,\d{1,2}", text, re.ASCII):
        faults.append(Fault.DECIMAL_COMMA)
        text = text.replace(",", ".")
    if re.fullmatch(r"\+[\d.]+", text, re.ASCII):
        faults.append(Fault.PLUS_SIGN)
        text = text[1:]
    return text


def _millionths(plain: str) -> int | None:
    """Return a plain number in millionths, None when a table cannot hold it."""
    negative = plain.startswith("-")
    whole, _, decimals = plain.lstrip("-").partition(".")
    whole = whole.lstrip("0")
    if len(decimals) > 6 or len(whole) > MOST_DIGITS:
        return None
    value = int(whole or "0") * MILLION + int(decimals.ljust(6, "0"))
    return -value if negative else value


def _decimal_faults(plain: str) -> tuple[Fault, ...]:
    """Return the fault of more than two decimals (SIE 4B 5.9), if there is one."""
    decimals = plain.partition(".")[2]
    if len(decimals) <= 2:
        return ()
    return (Fault.MANY_DECIMALS if decimals[2:].strip("0") else Fault.NEEDLESS_DECIMALS,)


def odd_date(text: str) -> tuple[int | None, tuple[Fault, ...]]:
    """Return the days from 1970 of an unusual date, or None, and its faults.

    Six digits give SIX_DIGITS plus YYMMDD: the century is settled when the years are known.
    """
    kept = "".join(c for c in text if c >= " " and c != "\x7f").strip()
    dropped = (Fault.CONTROL_CHARACTER,) if len(kept) < len(text.strip()) else ()
    if re.fullmatch("0+", kept) and len(kept) in (6, 8):
        return None, (*dropped, Fault.ZERO_DATE)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", kept, re.ASCII):
        return _calendar_day(kept.replace("-", ""), (*dropped, Fault.DATE_WITH_HYPHENS))
    if re.fullmatch(r"\d{8}", kept, re.ASCII):
        return _calendar_day(kept, dropped)
    if re.fullmatch(r"\d{6}", kept, re.ASCII):
        # Any leap year of a century is one of the other, but for 1900: 2000 decides.
        days, faults = _calendar_day(f"20{kept}", dropped)
        if days is None:
            return None, faults
        return SIX_DIGITS + int(kept), (*faults, Fault.SIX_DIGIT_DATE)
    return None, (*dropped, Fault.UNREADABLE_DATE)


def _calendar_day(digits: str, faults: tuple[Fault, ...]) -> tuple[int | None, tuple[Fault, ...]]:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None, (Fault.IMPOSSIBLE_DATE,)
    return (day - date(1970, 1, 1)).days, faults
