"""Swedish organisation numbers, and the personal numbers of sole traders."""

from __future__ import annotations

import re

from siekit.core.faults import Fault

CENTURIES = ("16", "18", "19", "20")


def normalised(raw: str) -> tuple[str, tuple[Fault, ...]]:
    """Return the number as NNNNNN-NNNN with what is odd about it.

    A number of another length is foreign or wrong and stays as it is.
    """
    digits = re.sub(r"[\s\u00a0-]", "", raw)
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (10, 12):
        return raw, (Fault.ORGNR_LENGTH,)
    if len(digits) == 12:
        if not digits.startswith(CENTURIES):
            return raw, (Fault.ORGNR_LENGTH,)
        digits = digits[2:]
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
