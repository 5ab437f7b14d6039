"""Typed records: the header as a row, and vouchers that add up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from siekit.exceptions import UnreadableAmountError
from siekit.model import LineAccount, Transaction, Voucher
from siekit.schema import BY_NAME
from tests.hand_made import HEADER

VOUCHER = Voucher(
    line=7,
    voucher_id=1,
    year_no=0,
    series="A",
    number="3",
    date=None,
    text=None,
    registration_date=None,
    signature=None,
    occurrence=1,
    voucher_key=None,
    rows=(),
)
ROW = Transaction(
    line=9,
    row_no=1,
    kind="normal",
    counts=True,
    account="1930",
    objects=(),
    amount=Decimal("10.50"),
    date=None,
    text=None,
    quantity=None,
    signature=None,
    twin_row=None,
)


def test_the_header_is_a_row_of_its_table() -> None:
    """The header table is made of it, column by column."""
    row = HEADER.as_row()
    assert ("document_id", *row) == BY_NAME["header"].column_names
    assert row["company"] == "Övningsbolaget AB"
    assert row["program_version"] == "1.0"
    assert row["generated_by"] == "AN"
    assert row["currency"] == "SEK"
    assert row["phone"] is None


def test_a_voucher_is_the_sum_of_its_counted_rows() -> None:
    """Added and removed rows are history."""
    removed = replace(ROW, kind="removed", counts=False, amount=Decimal(99))
    voucher = replace(VOUCHER, rows=(ROW, removed))
    assert voucher.total == Decimal("10.50")
    assert not voucher.balanced
    assert replace(VOUCHER, rows=(ROW, replace(ROW, amount=Decimal("-10.5")))).balanced


def test_a_voucher_with_an_unreadable_amount_has_no_total() -> None:
    """A sum that would need it is refused, and says where to look."""
    voucher = replace(VOUCHER, rows=(ROW, replace(ROW, line=12, amount=None)))
    with pytest.raises(UnreadableAmountError, match=r"Voucher A 3 on line 7 .* line 12 "):
        _ = voucher.total


def test_an_unreadable_amount_that_does_not_count_does_no_harm() -> None:
    """History is never added up."""
    removed = replace(ROW, kind="removed", counts=False, amount=None)
    assert replace(VOUCHER, rows=(ROW, removed)).total == Decimal("10.50")


def test_long_amounts_are_added_exactly() -> None:
    """Python's own arithmetic would round to 28 digits."""
    long = Decimal("12345678901234567890123456789012.123456")
    voucher = replace(VOUCHER, rows=(replace(ROW, amount=long), replace(ROW, amount=Decimal(1))))
    assert str(voucher.total) == "12345678901234567890123456789013.123456"


def test_the_account_of_lines_adds_up_or_says_no() -> None:
    """Each line of a file is counted once."""
    lines = LineAccount(total=10, rows=4, header=2, braces=2, blank=1, other=1, rejected=0)
    assert lines.adds_up
    assert not replace(lines, blank=0).adds_up
