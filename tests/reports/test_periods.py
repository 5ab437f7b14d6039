"""Statements by month, quarter, so far and twelve months; the year before and the budget."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest

from siekit.exceptions import UsageError
from siekit.reports.render.base import Look
from siekit.reports.render.text import as_lines
from tests.reports.ledgers_made import EXAMPLES, FJALLBACKEN, keys, report, sie, values

BEFORE = EXAMPLES / "fjallbacken-2022-23.se"
BOTH = [str(BEFORE), str(FJALLBACKEN)]
RESULT = "290"


@pytest.mark.parametrize("by", ["month", "quarter"])
def test_columns_add_up_to_the_year(by: str) -> None:
    """On every line, and the total is that of the whole year."""
    year = report(str(FJALLBACKEN), previous=False)
    made = report(str(FJALLBACKEN), by=by)
    assert len(made.columns) == {"month": 13, "quarter": 5}[by]
    assert keys(made)[-1] == "total"
    for line in made.lines():
        assert sum(one or 0 for one in line.values[:-1]) == line.values[-1]
        assert line.values[-1] == values(year, line.key)[0]


def test_so_far_ends_with_the_year() -> None:
    """Each column is the sum of the months up to it."""
    months, so_far = (report(str(FJALLBACKEN), by=by) for by in ("month", "ytd"))
    running = [sum(values(months, RESULT)[: n + 1]) for n in range(12)]  # type: ignore[arg-type]
    assert list(values(so_far, RESULT)) == running


def test_twelve_months_need_the_year_before() -> None:
    """The last column is the year; before it months of the earlier file are added."""
    made = report(BOTH, by="rolling12")
    months = [report(path, by="month") for path in BOTH]
    every = [one for month in months for one in values(month, RESULT)[:12]]
    wanted = [sum(every[n + 1 : n + 13]) for n in range(12)]  # type: ignore[arg-type]
    assert list(values(made, RESULT)) == wanted
    assert len(made.files) == 2


def test_months_that_no_file_tells_are_missing_and_never_zero() -> None:
    """Without the year before only the last column is known, and a note says why."""
    made = report(str(FJALLBACKEN), by="rolling12")
    for line in made.lines():
        assert line.values[:-1] == (None,) * 11
        assert line.values[-1] is not None
    assert "11 columns need months that no file tells of" in made.notes[0].en


def test_period_balances_of_the_year_before_count_for_twelve_months() -> None:
    """A type 2 file with #PSALDO of year -1 needs no other file."""
    records = ["#RAR -1 20230101 20231231", "#PSALDO -1 202312 3010 {} -40.00"]
    records += ["#PSALDO 0 202401 3010 {} -2.00", "#PSALDO 0 202412 3010 {} 0.00"]
    made = report(io.BytesIO(sie(sie_type=2, records=records)), by="rolling12")
    assert values(made, "10")[:1] == (Decimal(42),)
    assert values(made, "10")[-1] == Decimal(2)


def test_balances_by_month_are_standings() -> None:
    """The last month is the year's end, and each month balances."""
    year = report(str(FJALLBACKEN), "balance-sheet", previous=False)
    for by in ("month", "quarter", "ytd", "rolling12"):
        made = report(str(FJALLBACKEN), "balance-sheet", by=by)
        assert values(made, "399")[-1] == values(year, "399")[0]
        assert made.difference is not None
        assert set(made.difference.values) == {Decimal(0)}


def test_the_year_before_stands_beside_with_change_and_percent() -> None:
    """From its own file, and the same from the comparatives of the year's file."""
    for files in (BOTH, [str(FJALLBACKEN)]):
        made = report(files)
        assert keys(made)[1:] == ["2022-05-01/2023-04-30", "change", "change-percent"]
        assert [column.head.sv for column in made.columns[:2]] == ["2023/24", "2022/23"]
        now, before, change, percent = values(made, RESULT)
        assert (now, before) == (Decimal("153780.10"), Decimal("61209.60"))
        assert change == Decimal("92570.50")
        assert percent == Decimal("151.235264")
    assert keys(report(BOTH, previous=False)) == ["2023-05-01/2024-04-30"]


def test_a_percentage_of_nothing_is_missing() -> None:
    """A change from zero has an amount and no percentage."""
    change, percent = values(report(str(FJALLBACKEN)), "230")[2:]
    assert (change, percent) == (Decimal(-60000), None)


def test_a_loss_that_grows_is_a_change_for_the_worse() -> None:
    """Percent are of the size of the base, so their sign is that of the change."""
    records = ["#RAR -1 20230101 20231231", "#RES 0 5010 150", "#RES -1 5010 100"]
    assert values(report(io.BytesIO(sie(records=records))), RESULT)[2:] == (
        Decimal(-50),
        Decimal("-50.00"),
    )


def test_a_year_before_in_another_currency_is_not_shown() -> None:
    """It is told instead."""
    early = sie([("20230101", [("3010", "-9"), ("1930", "9")])], year=("20230101", "20231231"))
    late = sie(
        [("20240101", [("3010", "-9"), ("1930", "9")])],
        head=("#ORGNR 555555-5555", "#VALUTA EUR"),
    )
    for by in ("year", "rolling12"):
        made = report([io.BytesIO(early), io.BytesIO(late)], by=by)
        assert len(made.columns) == {"year": 1, "rolling12": 12}[by]
        assert any("is in SEK" in note.en for note in made.notes)


def test_a_file_without_budget_says_so() -> None:
    """The column is missing, not zero."""
    made = report(str(BEFORE), budget=True, previous=False)
    assert keys(made)[1:] == ["budget", "budget-change", "budget-percent"]
    assert all(line.values[1:] == (None, None, None) for line in made.lines())
    assert "no budget" in made.notes[0].en


def test_a_row_outside_the_year_has_a_column_of_its_own() -> None:
    """By the rows' own dates nothing of the year is lost."""
    data = sie([("20240110", [("3010", "-50"), ("1930", "50")])])
    data = data.replace(b"#TRANS 3010 {} -50", b"#TRANS 3010 {} -50 20231230")
    made = report(io.BytesIO(data), by="month", date_of="row")
    assert keys(made)[-2:] == ["outside", "total"]
    assert values(made, RESULT)[-2:] == (Decimal(50), Decimal(50))
    assert keys(report(io.BytesIO(data), by="month"))[-2:] == ["2024-12", "total"]


def test_months_that_miss_the_balances_are_told() -> None:
    """The total is that of the months, and the note names the accounts."""
    rows = [("20240110", [("3010", "-50"), ("1930", "50")])]
    records = ["#RES 0 3010 -60", "#UB 0 1930 50"]
    made = report(io.BytesIO(sie(rows, records=records)), by="month")
    assert values(made, "10")[-1] == Decimal(50)
    assert "3010" in made.notes[0].en


def test_months_after_what_the_file_covers_are_missing() -> None:
    """#OMFATTN says that nothing is known of them."""
    rows = [("20240110", [("3010", "-50"), ("1930", "50")])]
    made = report(io.BytesIO(sie(rows, head=("#OMFATTN 20240229",))), by="month")
    assert values(made, "10")[:3] == (Decimal(50), Decimal(0), None)
    assert values(made, "10")[-1] == Decimal(50)


@pytest.mark.parametrize("year", [("20240101", "99991231"), ("20241231", "20240101")])
def test_a_year_that_is_none_is_not_divided(year: tuple[str, str]) -> None:
    """A wrong #RAR does not make a hundred thousand columns."""
    with pytest.raises(UsageError, match=r"Leave --by out, or correct #RAR 0"):
        report(io.BytesIO(sie(year=year)), by="month")


def test_heads_are_short() -> None:
    """`2024`, `2023/24`, `2024-03`, so that columns fit a terminal."""
    assert report(str(EXAMPLES / "tolvan-2024.se")).columns[0].head.en == "2024"
    heads = [column.head.sv for column in report(str(FJALLBACKEN), by="quarter").columns]
    assert heads == ["Kv 1 2023/24", "Kv 2 2023/24", "Kv 3 2023/24", "Kv 4 2023/24", "Summa"]
    text = list(as_lines(report(BOTH), Look(lang="sv")))
    assert max(map(len, text)) <= 80


def test_a_budget_has_a_place_or_is_refused() -> None:
    """Beside the year and the sum of its months."""
    made = report(str(FJALLBACKEN), by="quarter", budget=True)
    total, planned, more, _ = values(made, RESULT)[-4:]
    assert (total or 0) - (planned or 0) == more
    with pytest.raises(UsageError, match="A budget stands beside the year"):
        report(str(FJALLBACKEN), by="ytd", budget=True)


def test_no_rows_at_all_is_a_year_of_zeros_or_nothing_known() -> None:
    """A new year has months without changes; balances without rows say nothing of months."""
    made = report(io.BytesIO(sie(records=["#IB 0 1930 5", "#IB 0 2099 -5"])), by="month")
    assert values(made, RESULT)[:12] == (Decimal(0),) * 12
    with pytest.raises(UsageError, match="says nothing of the months"):
        report(io.BytesIO(sie(records=["#RES 0 3010 -5"])), by="month")


def test_a_year_before_that_the_file_does_not_tell_is_not_zero() -> None:
    """With #RES of the year before and without its #UB only the result stands beside."""
    rows = [("20240110", [("3010", "-50"), ("1930", "50")])]
    data = sie(rows, records=["#RAR -1 20230101 20231231", "#RES -1 3010 -40"])
    assert len(report(io.BytesIO(data)).columns) == 4
    for name in ("balance-sheet", "cash-flow"):
        assert len(report(io.BytesIO(data), name).columns) == 1
    ratios = report(io.BytesIO(data), "key-figures")
    assert values(ratios, "equity-ratio") == (Decimal(100), None)
    assert values(ratios, "gross-margin") == (Decimal(100), Decimal(100))
