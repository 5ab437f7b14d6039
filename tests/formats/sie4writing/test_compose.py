"""How one record is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from siekit.core.labels import LABELS, Label
from siekit.formats.sie4.compose import Value, amount, quantity, quoted, record, word


def test_fields_are_written_by_their_types() -> None:
    """Texts and object numbers are quoted, amounts, dates and codes are bare."""
    values: list[Value] = [
        "5010",
        [(1, "0123"), (6, "P 1")],
        Decimal(8000),
        date(2025, 1, 15),
        "Hyra",
    ]
    line = record("#TRANS", [*values, Decimal("1.50"), "AN"])
    assert line == '#TRANS 5010 {1 "0123" 6 "P 1"} 8000.00 20250115 "Hyra" 1.5 "AN"'


def test_absent_fields_are_empty_before_others_and_left_out_last() -> None:
    """None is written as an empty field only where something follows it."""
    row = record("#TRANS", ["1930", None, Decimal("-0.00"), None, None, None, "AN"])
    assert row == '#TRANS 1930 {} 0.00 "" "" "" "AN"'
    assert record("#VER", ["", "", date(2025, 1, 2), None, None, None]) == '#VER "" "" 20250102'
    assert record("#GEN", [date(999, 1, 2), ""]) == '#GEN 09990102 ""'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1", "1.00"),
        ("-0.5", "-0.50"),
        ("1E+3", "1000.00"),
        ("2.123450", "2.12345"),
        ("-0", "0.00"),
    ],
)
def test_amounts_have_two_decimals_or_as_many_as_they_need(value: str, text: str) -> None:
    """An amount is exact, and never has an exponent or a signed zero."""
    assert amount(Decimal(value)) == text


def test_quantities_have_as_few_digits_as_they_need() -> None:
    """A quantity loses its needless zeros only."""
    assert [quantity(Decimal(q)) for q in ("10.000", "0.250000", "100", "-0.0")] == [
        "10", "0.25", "100", "0",
    ]  # fmt: skip


def test_codes_are_quoted_only_where_they_must_be() -> None:
    """A space, a brace, a quote or nothing at all puts a code in quotes."""
    assert [word(w) for w in ("A", "LEV1", "", "A B", "{", 'x"y', "Å1")] == [
        "A", "LEV1", '""', '"A B"', '"{"', '"x\\"y"', "Å1",
    ]  # fmt: skip
    assert quoted(r"C:\data") == r'"C:\data"'


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
def test_a_record_of_nothing_is_its_label(label: Label) -> None:
    """Fields that are not there leave no trace, whatever the label."""
    assert record(label.name, [None] * len(label.fields)) == label.name
