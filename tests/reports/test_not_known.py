"""What statements say of amounts that cannot be read, and of rows that are in no year."""

from __future__ import annotations

import io
from decimal import Decimal

from tests.reports.ledgers_made import EXAMPLES, report, sie

SPOILT = sie(
    [("20240115", [("1930", "12x"), ("3010", "-50.00")])],
    records=["#IB 0 1930 100.00", "#IB 0 2081 -100.00"],
)


def test_a_sheet_with_an_unreadable_amount_says_so() -> None:
    """The difference is not known for the amount, not for vouchers or the layout."""
    made = report(io.BytesIO(SPOILT), "balance-sheet", previous=False)
    assert made.difference is not None
    assert made.difference.values == (None,)
    assert [(one.code, one.amount) for one in made.difference.causes] == [("unreadable", None)]
    assert any("cannot be read" in note.en and "1930" in note.en for note in made.notes)


def test_only_the_statement_that_lacks_the_amount_names_it() -> None:
    """An income statement whose sums are known has no note about an account of the other one."""
    made = report(io.BytesIO(SPOILT), "income-statement", previous=False)
    assert not any("cannot be read" in note.en for note in made.notes)


def test_months_after_the_last_known_day_are_not_unreadable() -> None:
    """What the file does not cover yet is not known, and nobody wrote it wrongly."""
    made = report(
        str(EXAMPLES / "fjallbacken-2024-25.se"), "balance-sheet", previous=False, by="month"
    )
    assert not any("cannot be read" in note.en for note in made.notes)


def test_a_feed_without_fiscal_years_is_shown_in_those_of_its_vouchers() -> None:
    """A till's file has figures though it states no year, and the report says whose year it is."""
    made = report(str(EXAMPLES / "fjallbacken-kassa.si"), "income-statement", previous=False)
    result = made.line("290")
    assert result is not None
    assert result.values[0] == Decimal("11499.92")
    assert made.fiscal_year == "2025-02-03/2025-02-06"
    assert any("states no fiscal year" in note.en for note in made.notes)
