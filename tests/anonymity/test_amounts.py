"""Amounts times a factor, written as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siekit.anonymity.amounts import scaled
from siekit.core.oddities import odd_number

CASES = [
    ("100.00", "300.00"),
    ("-0.50", "-1.50"),
    ("200", "600"),
    (".20", ".60"),
    (".50", "1.50"),
    ("-0.00", "-0.00"),
    ("692.7", "2078.1"),
    ("1 234,50", "3 703,50"),
    ("999 999", "2 999 997"),
    ("1.234.567", "3.703.701"),
    ("1\u00a0234.50", "3\u00a0703.50"),
    ("+5", "+15"),
    ("0007", "0021"),
    ("1.005", "3.015"),
    (" 5.00 ", " 15.00 "),
]


@pytest.mark.parametrize(("before", "after"), CASES)
def test_amounts_keep_their_form(before: str, after: str) -> None:
    """Decimals, marks, signs and separators stay."""
    assert scaled(before, 3) == after


@pytest.mark.parametrize("raw", ["", "abc", "1E+05", "100.00-", "1,2.3", "1 23", "9" * 2000])
def test_what_cannot_be_read_stays(raw: str) -> None:
    """A value that is no number is not multiplied."""
    assert scaled(raw, 3) == raw


@given(st.text("0123456789.,-+ '\u00a0\x01", max_size=14), st.integers(1, 10**6))
def test_every_readable_amount_is_multiplied_exactly(raw: str, factor: int) -> None:
    """What the reader reads of the new text is the factor times what it read of the old."""
    before, _ = odd_number(raw, amount=True)
    after, _ = odd_number(scaled(raw, factor), amount=True)
    assert after == (None if before is None else before * factor)
