"""Swedish organisation numbers, and the personal numbers of sole traders."""

from __future__ import annotations

import re

from siekit.core.faults import Fault

CENTURIES = ("16", "18", "19", "20")
"""What may stand before the ten digits; 16 marks a legal person."""

DIGITS = 10
DIGITS_WITH_CENTURY = 12


def normalised(raw: str) -> tuple[str, tuple[Fault, ...]]:
    """Return the number as NNNNNN-NNNN with what is odd about it.

    A number of another length is foreign or wrong and stays as it is.
    """
    digits = re.sub(r"[\s\u00a0-]", "", raw)
    if len(digits) == DIGITS_WITH_CENTURY and digits.startswith(CENTURIES):
        digits = digits[len(CENTURIES[0]) :]
    if not digits.isascii() or not digits.isdigit() or len(digits) != DIGITS:
        return raw, (Fault.ORGNR_LENGTH,)
    number = f"{digits[:6]}-{digits[6:]}"
    faults = []
    if number != raw:
        faults.append(Fault.ORGNR_FORM)
    if not has_check_digit(digits):
        faults.append(Fault.ORGNR_CHECK_DIGIT)
    return number, tuple(faults)


def has_check_digit(digits: str) -> bool:
    """Tell whether the last of ten digits is the check digit of the others (modulus 10)."""
    doubled = (int(digit) * (2 - k % 2) for k, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
