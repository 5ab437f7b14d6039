"""The same report from balances, from rows and from period balances."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from siekit.exceptions import UsageError
from tests.reports.ledgers_made import EXAMPLES, FJALLBACKEN, figures, report, sie, without

if TYPE_CHECKING:
    from pathlib import Path

STATEMENTS = ("income-statement", "balance-sheet", "cash-flow")
each_statement = pytest.mark.parametrize("name", STATEMENTS)
SOUND = ["fjallbacken-2022-23.se", "fjallbacken-2023-24.se", "fjallbacken-2024-25.se"]


def without_balances(path: Path) -> io.BytesIO:
    """Return a file whose closing and result balances were removed."""
    return io.BytesIO(without(path.read_bytes(), "#UB", "#RES", "#KSUMMA"))


@each_statement
@pytest.mark.parametrize("file", [*SOUND, "tolvan-2024.se"])
def test_rows_say_what_the_balances_say(name: str, file: str) -> None:
    """A sound file is the same to the öre without its balances."""
    path = EXAMPLES / file
    by_balances = report(str(path), name, previous=False)
    by_rows = report(without_balances(path), name, previous=False)
    assert (by_balances.source, by_rows.source) == ("balances", "rows")
    assert figures(by_rows) == figures(by_balances)
    assert report(str(path), name, previous=False, source="rows").sections == by_rows.sections


@each_statement
def test_types_1_2_and_3_say_what_type_4_says(name: str) -> None:
    """The example's year in five files."""
    wanted = figures(report(str(FJALLBACKEN), name, previous=False))
    for ending in ("typ1", "typ2", "typ3", "typ3_rest"):
        path = EXAMPLES / f"fjallbacken-2023-24_{ending}.se"
        assert figures(report(str(path), name, previous=False)) == wanted
        if ending != "typ1":
            made = report(without_balances(path), name, previous=False)
            assert made.source == "periods"
            assert figures(made) == wanted


@pytest.mark.parametrize("by", ["month", "quarter", "ytd"])
def test_months_of_period_balances_are_those_of_rows(by: str) -> None:
    """Type 2 and type 3, whole and remainder, divide the year as type 4 does."""
    for name in ("income-statement", "balance-sheet"):
        wanted = report(str(FJALLBACKEN), name, by=by)
        for ending in ("typ2", "typ3", "typ3_rest"):
            made = report(str(EXAMPLES / f"fjallbacken-2023-24_{ending}.se"), name, by=by)
            assert made.columns == wanted.columns
            assert made.sections == wanted.sections


def test_a_source_that_is_not_there_is_refused() -> None:
    """The message names those that are."""
    path = str(EXAMPLES / "fjallbacken-2023-24_typ1.se")
    with pytest.raises(UsageError, match="has no rows for its year; it has balances") as refused:
        report(path, source="rows")
    assert refused.value.swedish == "Filen saknar transaktioner för sitt år; den har saldon."
    with pytest.raises(UsageError, match="says nothing of the months"):
        report(path, by="month")


def test_an_amount_that_cannot_be_read_is_not_guessed() -> None:
    """Its line, and every sum it belongs to, is not known."""
    data = sie([("20240101", [("3010", "-1x0"), ("5010", "5.00"), ("1930", "95.00")])])
    made = report(io.BytesIO(data))
    line = {one.key: one.values[0] for one in made.lines()}
    assert (line["10"], line["49"], line["290"]) == (None, None, None)
    assert line["70"] is not None


def test_balances_of_one_statement_only_do_not_speak_for_both() -> None:
    """A file with #UB and without #RES has a result: that of its rows."""
    rows = [("20240101", [("3010", "-90"), ("1930", "90")])]
    made = report(io.BytesIO(sie(rows, records=["#UB 0 1930 90"])))
    assert (made.source, figures(made)["290"]) == ("rows", Decimal(90))
    made = report(io.BytesIO(sie(rows, records=["#RES 0 3010 -90"])), "balance-sheet")
    assert (made.source, figures(made)["399"]) == ("rows", Decimal(90))
    periods = ["#PSALDO 0 202401 3010 {} -90", "#UB 0 1930 90"]
    made = report(io.BytesIO(sie(records=periods, sie_type=2)))
    assert (made.source, figures(made)["290"]) == ("periods", Decimal(90))


def test_balances_that_the_rows_deny_are_noted() -> None:
    """The balances are shown, and the note names the account."""
    rows = [("20240101", [("3010", "-90"), ("1930", "90")])]
    balances = ["#UB 0 1930 95", "#RES 0 3010 -90"]
    made = report(io.BytesIO(sie(rows, records=balances)), "balance-sheet")
    assert figures(made)["399"] == Decimal(95)
    assert "on 1 accounts the file's own balances are not" in made.notes[0].en
    assert "1930" in made.notes[0].sv
    assert made.difference is not None
    assert [cause.code for cause in made.difference.causes] == ["year-not-zero"]


def test_a_sum_that_fits_no_number_is_not_known() -> None:
    """Amounts of 32 digits are read; their sums are missing, and all others are there."""
    huge = "9" * 32
    rows = [("20240101", [("3010", huge), ("3010", huge), ("5010", "7.50"), ("1930", "-7.50")])]
    for asked in ({}, {"by": "month"}, {"dimension": 1}):
        data = sie([*rows, ("20240201", [("5010", "1", "1 10")])])
        made = report(io.BytesIO(data), **asked)
        line = {one.key: one.values[-1] for one in made.lines()}
        assert (line["10"], line["290"], line["70"]) == (None, None, Decimal("-8.50"))
