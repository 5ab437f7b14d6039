"""How figures are written, for programs and for people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from siekit.locale.figures import count, money, period, plain, plain_money, short_period


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0.000000", "0.00"),
        ("-0.00", "0.00"),
        ("100.500000", "100.50"),
        ("-0.5", "-0.50"),
        ("1.234000", "1.234"),
        ("1E+3", "1000.00"),
        ("99999999999999999999999999999999.999999", "99999999999999999999999999999999.999999"),
    ],
)
def test_amounts_for_programs_are_plain_digits(value: str, shown: str) -> None:
    """At least two decimals, no needless zeros, no exponent, nothing rounded."""
    assert plain_money(Decimal(value)) == shown


def test_quantities_need_no_decimals() -> None:
    """Ten pieces are 10, not 10.00."""
    assert plain(Decimal("10.000000")) == "10"
    assert plain(Decimal("2.500000")) == "2.5"


@pytest.mark.parametrize(
    ("value", "english", "swedish"),
    [
        ("1234567.89", "1,234,567.89", "1\u202f234\u202f567,89"),
        ("-1234.5", "−1,234.50", "−1\u202f234,50"),
        ("0", "0.00", "0,00"),
        ("-0.001", "−0.001", "−0,001"),
        ("12345678901234567890123456789012", "12,345,678,901,234,567,890,123,456,789,012.00", None),
    ],
)
def test_amounts_for_people(value: str, english: str, swedish: str | None) -> None:
    """Digits in groups, a real minus sign, the decimal sign of the language."""
    assert money(Decimal(value), "en") == english
    if swedish:
        assert money(Decimal(value), "sv") == swedish


def test_counts_for_people() -> None:
    """Digits in groups."""
    assert count(1234567, "en") == "1,234,567"
    assert count(1234567, "sv") == "1\u202f234\u202f567"
    assert count(0, "sv") == "0"
    assert count(-1, "en") == "−1"


def test_spans_of_days() -> None:
    """What is missing is a dash."""
    assert period(date(2024, 1, 1), date(2024, 12, 31)) == "2024-01-01 – 2024-12-31"
    assert period(None, None) == "–"
    assert period(date(2024, 1, 1), None) == "2024-01-01 – –"


def test_years_in_few_letters() -> None:
    """A calendar year is its number, a broken one both of its years."""
    assert short_period(date(2024, 1, 1), date(2024, 12, 31)) == "2024"
    assert short_period(date(2024, 7, 1), date(2025, 6, 30)) == "2024/2025"
    assert short_period(date(2024, 1, 1), date(2025, 12, 31)) == "2024/2025"
    assert short_period(date(2024, 6, 3), date(2024, 12, 31)) == "2024-06–12"
    assert short_period(None, None) == "–"
