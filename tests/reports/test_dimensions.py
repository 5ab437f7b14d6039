"""Statements by the objects of a dimension."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest

from siekit.exceptions import UsageError
from tests.reports.ledgers_made import EXAMPLES, FJALLBACKEN, keys, report, sie, values

DIMENSIONS = ["#DIM 1 Kst", '#OBJEKT 1 10 "Tio"', '#OBJEKT 1 9 "Nio"', "#DIM 6 Projekt"]
YEAR = "fjallbacken-2023-24"


@pytest.mark.parametrize("ending", ["", "_typ3", "_typ3_rest"])
@pytest.mark.parametrize("dimension", [1, 6])
def test_objects_and_what_has_none_add_up_to_the_total(ending: str, dimension: int) -> None:
    """From rows, from #PSALDO of whole accounts, and from #PSALDO of the remainder."""
    made = report(str(EXAMPLES / f"{YEAR}{ending}.se"), dimension=dimension)
    year = report(str(FJALLBACKEN), previous=False)
    assert keys(made)[-2:] == ["without", "total"]
    for line in made.lines():
        assert sum(one or 0 for one in line.values[:-1]) == line.values[-1]
        assert line.values[-1] == values(year, line.key)[0]
    assert made.sections == report(str(FJALLBACKEN), dimension=dimension).sections
    assert made.notes == ()


def test_heads_are_numbers_and_names() -> None:
    """Numbers in their order: 9 before 10."""
    rows = [("20240101", [("3010", "-5", "1 10"), ("3010", "-4", "1 9"), ("1930", "9")])]
    made = report(io.BytesIO(sie(rows, records=DIMENSIONS)), dimension=1)
    assert keys(made) == ["1:9", "1:10", "without", "total"]
    assert [column.head.en for column in made.columns][:2] == ["9 Nio", "10 Tio"]
    assert values(made, "10") == (Decimal(4), Decimal(5), Decimal(0), Decimal(9))


def test_a_row_with_two_objects_of_a_dimension_stands_on_the_first() -> None:
    """It is counted once, and a note says where."""
    rows = [("20240101", [("3010", "-5", "1 9 1 10"), ("1930", "5")])]
    made = report(io.BytesIO(sie(rows, records=DIMENSIONS)), dimension=1)
    assert keys(made) == ["1:9", "without", "total"]
    assert values(made, "10") == (Decimal(5), Decimal(0), Decimal(5))
    assert "1 rows have two objects of the dimension; they stand on the first" in made.notes[0].en


def test_period_balances_that_say_an_object_twice_are_counted_once() -> None:
    """Rows of the dimension alone go before those that name another dimension as well."""
    records = [
        *DIMENSIONS,
        "#PSALDO 0 202401 3010 {} -9",
        "#PSALDO 0 202401 3010 {1 9} -6",
        "#PSALDO 0 202401 3010 {1 9 6 P} -2",
    ]
    made = report(io.BytesIO(sie(sie_type=3, records=records)), dimension=1)
    assert values(made, "10") == (Decimal(6), Decimal(3), Decimal(9))


def test_a_sheet_has_the_openings_of_objects() -> None:
    """#OIB and rows; the sides need to be equal in the total only."""
    made = report(str(FJALLBACKEN), "balance-sheet", dimension=1)
    assert values(made, "80")[0] == Decimal("281600.00")
    assert made.difference is not None
    assert made.difference.values == (None, None, None, None, Decimal(0))
    assert made.difference.causes == ()


def test_a_dimension_without_amounts_is_refused() -> None:
    """The dimensions that there are come in the message."""
    with pytest.raises(UsageError, match=r"Its dimensions are: 1 Kostnadsställe, 6 Projekt\."):
        report(str(FJALLBACKEN), dimension=9)
    with pytest.raises(UsageError, match="not by both"):
        report(str(FJALLBACKEN), dimension=1, by="month")
