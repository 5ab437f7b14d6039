"""The proof of completeness: what it counts, and what it concludes."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from siekit.exceptions import UsageError
from tests.reports.ledgers_made import EXAMPLES, FJALLBACKEN, report, sie

if TYPE_CHECKING:
    from siekit.reports.model import Report

WHOLE = sie(
    [
        ("20240110", [("1930", "1000"), ("3001", "-1000")]),
        ("20240210", [("5010", "400"), ("1930", "-400")]),
    ],
    records=[
        "#IB 0 1930 500",
        "#IB 0 2081 -500",
        "#UB 0 1930 1100",
        "#UB 0 2081 -500",
        "#RES 0 3001 -1000",
        "#RES 0 5010 400",
    ],
)


def failed(made: Report) -> dict[str, int]:
    """Return the checks that fail, and how often."""
    (checks,) = (section for section in made.sections if section.key == "checks")
    found = {line.key.removeprefix("check."): int(line.values[0] or 0) for line in checks.lines}
    return {key: number for key, number in found.items() if number}


def proof(data: bytes) -> Report:
    """Return the proof of a file."""
    return report(io.BytesIO(data), "completeness")


def test_a_whole_file_is_complete() -> None:
    """500 + 1 000 - 400 = 1 100; every line is counted."""
    made = proof(WHOLE)
    assert failed(made) == {}
    assert made.notes[0].en.startswith("Complete: on every account")
    bank, debit, lines = made.line("1930"), made.line("control.debit"), made.line("lines.total")
    assert bank is not None
    assert bank.values == tuple(map(Decimal, (2, 500, 600, 1100, 0)))
    assert debit is not None
    assert debit.values == (Decimal(2), None, Decimal(1400))
    assert lines is not None
    assert lines.values == (Decimal(len(WHOLE.splitlines())),)


@pytest.mark.parametrize(
    ("old", "new", "wanted", "said"),
    [
        (b"#UB 0 1930 1100", b"#UB 0 1930 1000", {"accounts": 1}, "Not complete: accounts that"),
        (b"#RES 0 5010 400", b"#RES 0 5010 300", {"accounts": 1}, "Not complete"),
        (b"5010 {} 400", b"5010 {} 4x0", {"accounts": 1, "amounts": 2}, "Not complete"),
        (b"#VER A 2 20240210", b"#VER A 5 20240210", {"missing": 3}, "Complete in its sums"),
        (b"#VER A 2 20240210", b"#VER A 1 20240210", {"repeated": 1}, "Complete in its sums"),
        (b"#VER A 2 20240210", b'#VER A "" 20240210', {"unnumbered": 1}, "Complete in its sums"),
        (b"#RES 0 3001 -1000\r\n#RES 0 5010 400\r\n", b"", {"unproven": 2}, "Not proven: acc"),
        (b"#SIETYP 4", b"#SIETYP 1", {"unproven": 4}, "Not proven: only a file of type 4E"),
    ],
)
def test_what_is_amiss_decides_the_verdict(
    old: bytes, new: bytes, wanted: dict[str, int], said: str
) -> None:
    """Each check counts its own kind, and the worst one gives the verdict."""
    made = proof(WHOLE.replace(old, new))
    found = failed(made)
    assert {key: found.get(key) for key in wanted if key != "accounts"} == {
        key: number for key, number in wanted.items() if key != "accounts"
    }
    assert made.notes[0].en.startswith(said)


def test_what_is_missing_is_named() -> None:
    """Single numbers and ranges, in order; 07 is 7."""
    numbers = ("1", "3", "07", "7")
    vouchers = [("20240110", [("1930", "1"), ("3001", "-1")]) for _ in numbers]
    data = sie(vouchers)
    for at, number in enumerate(numbers, 1):
        data = data.replace(f"#VER A {at} ".encode(), f"#VER Ä {number} ".encode("cp437"), 1)
    made = proof(data)
    labels = [line.label.en for line in made.lines() if line.key.startswith("series.")]
    assert labels == ["Ä 1–7", "missing: 2, 4–6", "used more than once: 7"]


def test_rows_of_no_year_are_not_complete() -> None:
    """They are in no account, so the file holds more than it accounts for."""
    late = b"#VER A 3 20260101\r\n{\r\n#TRANS 1930 {} 7\r\n#TRANS 3001 {} -7\r\n}\r\n"
    made = proof(WHOLE + late)
    assert failed(made)["rows"] == 2
    assert made.notes[0].sv.startswith("Inte fullständig: rader utan konto eller år 2")


def test_lines_that_cannot_be_read_are_counted() -> None:
    """A line that is no record is rejected, and the lines still add up."""
    made = proof(WHOLE + b"detta \xe4r ingen post\r\n")
    values = {line.key: line.values[0] for line in made.lines() if line.key.startswith("lines.")}
    total = values.pop("lines.total")
    assert sum(value or 0 for value in values.values()) == total
    assert failed(made) == {"lines": 1}


def test_the_example_company_is_complete() -> None:
    """159 vouchers, 548 rows, four removed and four added; size and hash of the file are said."""
    made = report(str(FJALLBACKEN), "completeness")
    assert failed(made) == {}
    numbers = {line.key: line.values[0] for line in made.lines()}
    wanted = {"vouchers": 159, "rows": 548, "added": 4, "removed": 4}
    assert {key: numbers[f"control.{key}"] for key in wanted} == {**wanted}
    assert made.files[0].sha256 in made.notes[1].en
    assert f"{FJALLBACKEN.stat().st_size:,} bytes" in made.notes[1].en


def test_the_ten_faults_are_seen() -> None:
    """One account 180 short, one voucher out of balance, a checksum that is not the file's."""
    made = report(str(EXAMPLES / "tio-fel.se"), "completeness")
    assert failed(made) == {"accounts": 1, "unbalanced": 1, "checksum": 1}
    line = made.line("5460")
    assert line is not None
    assert line.values[-1] == -180


def test_a_file_of_balances_alone_proves_nothing() -> None:
    """Without rows and vouchers every control total is zero."""
    made = proof(sie(sie_type=1, records=["#UB 0 1930 5", "#UB 0 2081 -5"]))
    assert failed(made) == {"unproven": 2}
    controls = [line.values[0] for line in made.lines() if line.key.startswith("control.")]
    assert not any(controls)


def test_several_files_have_their_own_lines() -> None:
    """The account of lines is that of each file, in a database of all."""
    other = sie([("20240110", [("1930", "1"), ("3001", "-1")])], head=["#ORGNR 555666-7771"])
    made = report([io.BytesIO(WHOLE), io.BytesIO(other)], "completeness")
    line = made.line("lines.total")
    assert line is not None
    assert line.values == (Decimal(len(other.splitlines())),)


@pytest.mark.parametrize("name", ["completeness", "sru"])
def test_a_part_of_the_year_is_refused(name: str) -> None:
    """A proof of a part proves nothing, and a tax form of a part is wrong."""
    with pytest.raises(UsageError, match="whole year"):
        report(io.BytesIO(WHOLE), name, accounts=("1930",))
