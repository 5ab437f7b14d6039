"""Organisation and personal numbers that nobody has, for those that somebody has.

No organisation number begins with 4: the first digit is the kind of legal person, and that one
was never given. Birth numbers from 980 to 999 are those of the tax agency's test persons. So an
invented number is right in form, and can be told from real ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.formats.sie4.orgnr import has_check_digit

if TYPE_CHECKING:
    from siekit.anonymity.keys import Draws

DIGITS = 10
MONTHS = 12
DAYS = 31
COORDINATION = 60
"""What the day of a coordination number is raised by."""

LEAST_MONTH_OF_ORGANISATION = 20
"""What stands where a personal number has its month, in an organisation number, at least."""

TEST_PERSONS = range(980, 1000)
"""Birth numbers of test persons."""


def invented_number(digits: str, draws: Draws, attempt: int = 0) -> str:
    """Give ten invented digits for ten: right when they are right, else wrong by as much."""
    number = draws.number("identity", digits, attempt)
    nine = _person(digits, number) if is_personal(digits) else _organisation(number)
    wrong_by = (int(digits[-1]) - _check_digit(digits[:-1])) % 10
    return f"{nine}{(_check_digit(nine) + wrong_by) % 10}"


def is_personal(digits: str) -> bool:
    """Whether ten digits have a birthday where a personal number has it."""
    month, day = int(digits[2:4]), int(digits[4:6])
    born = day - COORDINATION if day > COORDINATION else day
    return 1 <= month <= MONTHS and 1 <= born <= DAYS


def _person(digits: str, number: int) -> str:
    number, year = divmod(number, 100)
    number, month = divmod(number, MONTHS)
    number, day = divmod(number, 28)
    birth_number = TEST_PERSONS[number % len(TEST_PERSONS)]
    raised = COORDINATION if int(digits[4:6]) > COORDINATION else 0
    return f"{year:02d}{month + 1:02d}{day + 1 + raised:02d}{birth_number}"


def _organisation(number: int) -> str:
    number, rest = divmod(number, 10**6)
    number, second = divmod(number, 10)
    return f"4{second}{number % 8 + 2}{rest:06d}"


def _check_digit(nine: str) -> int:
    return next(digit for digit in range(10) if has_check_digit(f"{nine}{digit}"))
