"""Organisation and personal numbers as Skatteverket's files have them: twelve digits."""

from __future__ import annotations

from siekit.exceptions import UsageError
from siekit.formats.sie4.orgnr import CENTURIES, DIGITS, DIGITS_WITH_CENTURY, has_check_digit

LEGAL = "16"
LOWEST_OF_LEGAL = "2"
"""The third digit of an organisation number is at least this; a person's is that of a month."""


def tax_number(raw: str, *, what: str = "The organisation number") -> str:
    """Return a number with twelve digits; `UsageError` where it is none or lacks its century."""
    digits = raw.replace("-", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()):
        digits = ""
    if len(digits) == DIGITS and digits[2] >= LOWEST_OF_LEGAL:
        digits = LEGAL + digits
    if len(digits) == DIGITS:
        message = (
            f"{what} {raw!r} is a personal number without its century. Give all twelve digits in "
            'the input file, as orgnr = "19NNNNNNNNNN".'
        )
        raise UsageError(message)
    is_number = len(digits) == DIGITS_WITH_CENTURY and digits.startswith(CENTURIES)
    if not is_number or not has_check_digit(digits[-DIGITS:]):
        message = (
            f"{what} {raw!r} is no organisation or personal number: ten or twelve digits, of which "
            "the last one checks the others."
        )
        raise UsageError(message)
    return digits


def is_legal(number: str) -> bool:
    """Tell whether a number of twelve digits is an organisation's."""
    return number.startswith(LEGAL)
