"""Ledgers of small companies, checked by hand."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest

from siekit.exceptions import UsageError
from tests.reports.ledgers_made import FJALLBACKEN, report, sie

HISTORY = (
    b"#VER A 3 20240301 Trettio 20240302 EL\r\n{\r\n"
    b'#BTRANS 5010 {1 "10"} 200 20240303 "" "" KA\r\n'
    b'#RTRANS 5010 {1 "10"} 300 20240303 "" "" KA\r\n'
    b'#TRANS 5010 {1 "10"} 300 20240303\r\n'
    b"#TRANS 1930 {} -300\r\n}\r\n"
)
BOOKS = (
    sie(
        [
            ("20240210", [("1930", "1000"), ("3001", "-800", '1 "20"'), ("2611", "-200")]),
            ("20240105", [("5010", "400", '1 "10"'), ("1930", "-400")]),
        ],
        records=[
            '#KONTO 1930 "Bank"',
            '#KONTO 5010 "Hyra"',
            '#DIM 1 "Kostnadsställe"',
            '#OBJEKT 1 "10" "Verkstad"',
            "#IB 0 1930 500",
            "#IB 0 2081 -500",
        ],
    )
    + HISTORY
)
OUTSIDE = BOOKS + b"#VER A 4 20260101 Sen\r\n{\r\n#TRANS 1930 {} 7\r\n#TRANS 3001 {} -7\r\n}\r\n"


def money(*amounts: int) -> tuple[Decimal | None, ...]:
    """Return whole amounts as a line has them."""
    return tuple(map(Decimal, amounts))


def rows(name: str, key: str = "", data: bytes = BOOKS, **options: object) -> list[list[str]]:
    """Return the cells and values of the lines of one section, as texts."""
    made = report(io.BytesIO(data), name, **options)
    return [
        [*(str(cell) for cell in line.cells), *(str(value) for value in line.values)]
        for section in made.sections
        if key in {"", section.key}
        for line in section.lines
    ]


def test_the_journal_goes_by_date() -> None:
    """Voucher 2 is older than voucher 1; the sums of a voucher stand beside it."""
    made = report(io.BytesIO(BOOKS), "journal")
    heads = [line for line in made.lines() if line.cells and line.cells[1]]
    assert [line.cells[1] for line in heads] == ["A 2", "A 1", "A 3"]
    assert [line.values[0] for line in heads] == [400, 1000, 300]
    total = made.line("total")
    assert total is not None
    assert total.values == money(1700, 1700)
    assert total.label.sv == "Summa"


def test_the_voucher_list_goes_by_number() -> None:
    """Series and number, 9 before 10."""
    vouchers = [(f"202401{day:02}", [("1930", "1"), ("3001", "-1")]) for day in range(20, 9, -1)]
    made = report(io.BytesIO(sie(vouchers)), "voucher-list")
    numbers = [line.cells[1] for line in made.lines() if line.cells and line.cells[1]]
    assert numbers == [f"A {number}" for number in range(1, 12)]


@pytest.mark.parametrize(
    ("options", "debit"),
    [
        ({"accounts": ("1930",)}, 1000),
        ({"accounts": ("3000-5999",)}, 700),
        ({"first_day": date(2024, 2, 1)}, 1300),
        ({"last_day": date(2024, 2, 1)}, 400),
        ({"series": ("B",)}, 0),
        ({"object": (1, "10")}, 700),
        ({"text": "TRETTI"}, 300),
        ({"least_amount": "400"}, 1400),
    ],
)
def test_a_part_is_called_a_part(options: dict[str, object], debit: int) -> None:
    """The sum of a filtered journal is of the rows shown, and says so."""
    made = report(io.BytesIO(BOOKS), "journal", **options)
    total = made.line("total")
    assert total is not None
    assert total.values[0] == debit
    assert total.label.en == "Rows shown"


def test_the_running_balance_begins_with_the_opening() -> None:
    """500 less 400, plus 1 000, less 300."""
    assert [row[-1] for row in rows("general-ledger", "1930")] == [
        "500.000000",
        "100.000000",
        "1100.000000",
        "800.000000",
        "800.000000",
    ]


def test_a_statement_of_an_account_names_those_against_it() -> None:
    """Each row with the other accounts of its voucher."""
    made = report(io.BytesIO(BOOKS), "account-statement", accounts=("1930",))
    assert [line.cells[2] for line in made.lines() if line.place] == ["5010", "2611 3001", "5010"]
    with pytest.raises(UsageError, match="--accounts 1930"):
        report(io.BytesIO(BOOKS), "account-statement")


def test_the_gross_balance_counts_openings_as_posted() -> None:
    """Debit 500 + 1 000, credit 400 + 300, so 800 in debit; both pairs of totals are equal."""
    made = report(io.BytesIO(BOOKS), "gross-trial-balance")
    bank, total = made.line("1930"), made.line("total")
    assert bank is not None
    assert bank.values == money(1500, 700, 800, 0)
    assert total is not None
    assert total.values == money(2200, 2200, 1500, 1500)


@pytest.mark.parametrize("name", ["trial-balance", "gross-trial-balance"])
def test_whole_accounts_are_not_filtered_by_rows(name: str) -> None:
    """A balance of some rows of an account would be none."""
    with pytest.raises(UsageError, match="general-ledger"):
        report(io.BytesIO(BOOKS), name, series=("A",))
    made = report(io.BytesIO(BOOKS), name, accounts=("1930",))
    total = made.line("total")
    assert total is not None
    assert total.label.en == "Rows shown"


def test_objects_and_what_has_none_are_the_whole() -> None:
    """10: 700 debit; 20: 800 credit; without: 1 000 and 900; a row on two objects stands apart."""
    double = (
        b'#VER A 9 20240601\r\n{\r\n#TRANS 5010 {1 "10" 1 "20"} 5\r\n#TRANS 1930 {} -5\r\n}\r\n'
    )
    made = report(io.BytesIO(BOOKS + double), "object-report", dimension=1)
    sums = {section.key: section.lines[-1].values for section in made.sections}
    assert sums == {
        "object 10": money(700, 0, 700),
        "object 20": money(0, 800, -800),
        "several": money(5, 0, 5),
        "without": money(1000, 905, 95),
        "all": money(1705, 1705, 0),
    }
    assert made.sections[0].title.sv == "10 Verkstad"


def test_the_object_report_needs_a_dimension() -> None:
    """It says which numbers are usual."""
    with pytest.raises(UsageError, match="--dimension 1"):
        report(io.BytesIO(BOOKS), "object-report")


def test_a_voucher_is_shown_with_its_history() -> None:
    """Removed and added rows have date and signature, and are in no sum; lines are the file's."""
    made = report(io.BytesIO(BOOKS), "voucher", voucher=("A", "3"))
    (section,) = made.sections
    assert section.title.en == "A 3 · 2024-03-01 · Trettio"
    lines = BOOKS.splitlines()
    assert [line.cells[1:] for line in section.lines[:-1]] == [
        ("2024-03-02 EL", "", ""),
        ("2024-03-03 KA", "5010", "1:10"),
        ("2024-03-03 KA", "5010", "1:10"),
        ("2024-03-03", "5010", "1:10"),
        ("", "1930", ""),
    ]
    assert [line.label.sv for line in section.lines[1:3]] == ["Borttagen: Hyra", "Tillagd: Hyra"]
    for line in section.lines[:-1]:
        assert line.place is not None
        assert line.cells[0] == line.place.line
        assert b"TRANS" in (own := lines[(line.place.line or 0) - 1]) or b"#VER A 3" in own
    assert section.lines[-1].values == money(300, 300)


def test_a_voucher_without_rows_or_in_no_year_is_found() -> None:
    """Whatever the file has of that number is shown; what it has not is refused."""
    empty = BOOKS + b"#VER A 8 20240601 Tom\r\n{\r\n}\r\n"
    made = report(io.BytesIO(empty), "voucher", voucher=("A", "8"))
    assert made.sections[0].lines[-1].values == money(0, 0)
    assert report(io.BytesIO(OUTSIDE), "voucher", voucher=("A", "4")).sections
    with pytest.raises(UsageError, match="no voucher A:77"):
        report(io.BytesIO(BOOKS), "voucher", voucher=("A", "77"))
    with pytest.raises(UsageError, match="--voucher A:12"):
        report(io.BytesIO(BOOKS), "voucher")


@pytest.mark.parametrize("name", ["trial-balance", "journal", "general-ledger"])
def test_rows_of_no_year_are_named(name: str) -> None:
    """How many there are and on which lines; no sum has them."""
    made = report(io.BytesIO(OUTSIDE), name)
    first = OUTSIDE.splitlines().index(b"#TRANS 1930 {} 7") + 1
    assert made.notes[-1].sv.endswith(f"finns inte med: 2 (rad {first}, {first + 1}).")
    whole = report(io.BytesIO(BOOKS), name)
    assert whole.notes == ()
    assert whole.sections == made.sections


def test_every_row_leads_to_its_line() -> None:
    """The place of a row is the line of the file that it stands on."""
    lines = FJALLBACKEN.read_bytes().splitlines()
    for name in ("journal", "voucher-list", "general-ledger"):
        made = report(str(FJALLBACKEN), name)
        places = [line.place for line in made.lines() if line.place]
        assert len(places) > 500
        for place in places:
            assert place.line is not None
            assert lines[place.line - 1].lstrip().startswith((b"#TRANS", b"#VER"))


def test_the_debit_of_all_is_that_of_the_file() -> None:
    """Journal, voucher list and trial balance have one total."""
    totals = {
        name: report(str(FJALLBACKEN), name).line("total")
        for name in ("journal", "voucher-list", "trial-balance")
    }
    values = {name: line.values[-2:] for name, line in totals.items() if line}
    assert values["journal"] == values["voucher-list"]
    debit, credit = (totals["trial-balance"] or totals["journal"]).values[1:3]  # type: ignore[union-attr]
    assert values["journal"] == (debit, credit)
    assert debit == credit != Decimal(0)
