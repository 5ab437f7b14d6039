"""Figures as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from siekit.reports.model import Column, ColumnKind, Words
from siekit.reports.render.values import shown_money, shown_value


@pytest.mark.parametrize(
    ("value", "decimals", "sv", "en"),
    [
        (None, 0, "–", "–"),
        ("0", 0, "0", "0"),
        ("-0.4", 0, "0", "0"),
        ("0.5", 0, "1", "1"),
        ("-0.5", 0, "−1", "−1"),
        ("1234567.895", 2, "1\u202f234\u202f567,90", "1,234,567.90"),
        ("-1234.5", 1, "−1\u202f234,5", "−1,234.5"),
        ("1.5", 4, "1,5000", "1.5000"),
        (
            "99999999999999999999999999999999.999999",
            2,
            None,
            "100," + ",".join(["000"] * 10) + ".00",
        ),
    ],
)
def test_amounts_are_written_as_the_language_does(
    value: str | None, decimals: int, sv: str | None, en: str
) -> None:
    """Grouped digits, a real minus sign, halves away from zero, and always so many decimals."""
    amount = None if value is None else Decimal(value)
    if sv is not None:
        assert shown_money(amount, "sv", decimals) == sv
    assert shown_money(amount, "en", decimals) == en


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (Decimal("12.59"), ColumnKind.PERCENT, "12,6\u00a0%"),
        (None, ColumnKind.PERCENT, "–"),
        (Decimal("2.500000"), ColumnKind.QUANTITY, "2,5"),
        (Decimal("1200.000000"), ColumnKind.QUANTITY, "1\u202f200"),
        (7, ColumnKind.COUNT, "7"),
        (date(2025, 3, 31), ColumnKind.DATE, "2025-03-31"),
        (None, ColumnKind.DATE, ""),
        ("A 1", ColumnKind.TEXT, "A 1"),
    ],
)
def test_other_values_are_written_by_their_kind(value: object, kind: ColumnKind, text: str) -> None:
    """Percent is rounded to one decimal, quantities have the decimals that they need."""
    column = Column("c", Words("c", "c"), kind)
    assert shown_value(value, column, "sv", 0) == text
