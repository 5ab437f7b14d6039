"""Years that a file tells of in part: missing months, notes, and pictures that compare nothing."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from siekit.reports.base import Options
from siekit.reports.charts import with_charts
from siekit.reports.registry import find_report
from siekit.reports.render.base import Look
from siekit.reports.render.registry import BY_NAME
from tests.reports.ledgers_made import documents, opened, report, sie, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.reports.model import Report

YEAR = ("20250101", "20251231")
SAID = ("#ORGNR 555555-5555", "#OMFATTN 20250420")
DAYS = ("20250110", "20250310", "20250420")


def vouchers(days: Sequence[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """A sale of a hundred, of two hundred, and so on."""
    return [
        (day, [("3010", f"-{number}00"), ("1930", f"{number}00")])
        for number, day in enumerate(days, 1)
    ]


def before(*head: str) -> bytes:
    """The whole year before, unless `head` says otherwise."""
    days = ("20240115", "20240612", "20241219")
    return sie(vouchers(days), head=("#ORGNR 555555-5555", *head))


def stated() -> bytes:
    """A file that says to which day it reaches."""
    return sie(vouchers(DAYS), year=YEAR, head=SAID)


def silent() -> bytes:
    """One of which only the last voucher tells."""
    return sie(vouchers(DAYS), year=YEAR)


def of_months(*months: int, head: Sequence[str] = SAID[:1]) -> bytes:
    """A type 2 file with period balances of some months."""
    records = ["#RES 0 3010 -300", "#UB 0 1930 300"]
    for month in months:
        amount = 100 if month < 5 else 0
        records.append(f"#PSALDO 0 2025{month:02d} 3010 {{}} -{amount}.00")
        records.append(f"#PSALDO 0 2025{month:02d} 1930 {{}} {amount}.00")
    return sie(year=YEAR, sie_type=2, head=head, records=records)


def with_pictures(files: list[bytes]) -> Report:
    """The year's statement with its charts."""
    connection = opened([io.BytesIO(one) for one in files])
    document, options = documents(connection)[-1], Options()
    made = find_report("income-statement").make(connection, document, options)
    return with_charts(made, connection, options)


@pytest.mark.parametrize(
    ("data", "evidence"),
    [
        (stated(), "2025-04-20 (#OMFATTN)"),
        (of_months(1, 2, 4, 5, 12, head=SAID), "2025-04-20 (#OMFATTN)"),
        (of_months(1, 2, 4), "2025-04-30 (#PSALDO)"),
    ],
)
@pytest.mark.parametrize("by", ["month", "quarter", "ytd", "rolling12"])
def test_months_after_what_the_file_tells_are_missing(data: bytes, evidence: str, by: str) -> None:
    """Zeros after the day that it says are no months; the total is that of the others."""
    made = report([io.BytesIO(before()), io.BytesIO(data)], by=by)
    sales = values(made, "10")
    known = {"month": 4, "quarter": 2, "ytd": 4, "rolling12": 4}[by]
    parts = {"quarter": 4}.get(by, 12)
    assert None not in sales[:known]
    assert sales[known:parts] == (None,) * (parts - known)
    if by in {"month", "quarter"}:
        assert sales[parts] == sum(one or 0 for one in sales[:known])
    assert any(evidence in note.en and "missing" in note.en for note in made.notes)
    assert any(evidence in note.sv and "saknas" in note.sv for note in made.notes)


def test_what_is_missing_is_null_and_empty() -> None:
    """Null in JSON, nothing between the separators of CSV, a dash in text; never 0."""
    made = report(io.BytesIO(stated()), by="month")
    look = Look(decimals=2)
    said = {name: BY_NAME[name].render([made], look).decode() for name in ("json", "csv", "text")}
    assert said["json"].count("null") >= 8
    (row,) = [line for line in said["csv"].splitlines() if "Net sales" in line][:1]
    assert row.count("600.00") == 1
    assert ",,,,,,,,600.00" in row.replace(";", ",")
    assert "–" in said["text"]


@pytest.mark.parametrize("by", ["month", "ytd"])
def test_a_last_voucher_hides_nothing_and_is_told(by: str) -> None:
    """Nobody knows whether nothing was booked or the file was made too early."""
    made = report(io.BytesIO(silent()), by=by)
    assert None not in values(made, "10")
    (note,) = made.notes
    assert "last voucher is of 2025-04-20; later months may be missing" in note.en
    assert "Sista verifikationen är från 2025-04-20; senare månader kan saknas" in note.sv


def test_period_balances_that_fill_the_year_say_nothing() -> None:
    """Also where the last ones are zero."""
    made = report(io.BytesIO(of_months(1, 2, 4, 12)), by="month")
    assert values(made, "10")[-2] == 0
    assert made.notes == ()


def test_an_amount_after_the_day_that_the_file_says_is_not_hidden() -> None:
    """The months up to it are shown, and the note says so."""
    late = sie(vouchers((*DAYS, "20250605")), year=YEAR, head=SAID)
    made = report(io.BytesIO(late), by="month")
    assert values(made, "10")[:7] == (*map(Decimal, (100, 0, 200, 300, 0, 400)), None)
    assert "but has amounts up to 2025-06" in made.notes[0].en


@pytest.mark.parametrize("data", [stated(), silent(), of_months(1, 2, 4)])
def test_a_part_is_not_compared_with_a_whole_year_unsaid(data: bytes) -> None:
    """A note says it, the chart's title says the day and no change, and the totals stay."""
    made = with_pictures([before(), data])
    assert values(made, "10")[1] == Decimal(600)
    assert any("compared with the whole year before" in note.en for note in made.notes)
    assert any("jämförs med hela året före" in note.sv for note in made.notes)
    (chart,) = [one for one in made.charts if one.key == "result-per-month"]
    assert "2025-04-" in chart.title.en
    assert not {"up", "down", "as"} & set(chart.title.en.split())
    assert not {"upp", "ned", "som"} & set(chart.title.sv.split())
    assert chart.note is None


def test_a_year_before_that_is_a_part_is_told() -> None:
    """The whole year after it is not compared in the title either."""
    after = sie(vouchers(("20250110", "20251220")), year=YEAR)
    made = with_pictures([before("#OMFATTN 20240731"), after])
    assert [note.en for note in made.notes] == [
        (
            "The year 2024 reaches to 2024-07-31 (#OMFATTN), not to its end. "
            "The two years are not compared for the same months."
        )
    ]
    assert made.charts[0].title.en.split(",")[1:] == []


def test_twelve_months_need_the_months_before_too() -> None:
    """A year before that its file tells in part leaves months unknown."""
    after = sie(vouchers(("20250110", "20251220")), year=YEAR)
    part = sie(vouchers(("20240115",)), head=("#ORGNR 555555-5555", "#OMFATTN 20240131"))
    known = report([io.BytesIO(part), io.BytesIO(after)], by="rolling12")
    assert values(known, "10")[-1] == Decimal(300)
    assert values(known, "10")[:-1] == (None,) * 11


def test_a_whole_year_is_compared_as_ever() -> None:
    """No note, and the title says how much more or less it is."""
    after = sie(vouchers(("20250110", "20251220")), year=YEAR)
    made = with_pictures([before(), after])
    assert made.notes == ()
    assert "down" in made.charts[0].title.en


def test_a_report_of_single_vouchers_says_what_it_is() -> None:
    """It is not a company's year."""
    text = '#FLAGGA 0\r\n#FORMAT PC8\r\n#SIETYP 4\r\n#FNAMN "Kassan"\r\n'
    text += '#VER "" "" 20250304\r\n{\r\n#TRANS 3010 {} -5\r\n#TRANS 1930 {} 5\r\n}\r\n'
    made = report(io.BytesIO(text.encode("cp437")))
    assert any(note.sv.startswith("En fil med enstaka verifikationer") for note in made.notes)
