"""What siekit.check says of the example files: sound ones are sound, tio-fel has its faults."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import siekit
from siekit.findings import Severity
from siekit.lint.runner import check_many

EXAMPLES = Path(__file__).parents[2] / "examples"
SOUND = sorted(path.name for path in EXAMPLES.glob("*.s[ei]") if path.name != "tio-fel.se")
YEARS = ("fjallbacken-2022-23.se", "fjallbacken-2023-24.se", "fjallbacken-2024-25.se")
AMOUNT = re.compile(rb"(?m)^( *#TRANS \S+ \{[^}]*\} -?)(\d+)\.")
FAULTS_OF_TEN = {
    9: "R107",
    13: "R301",
    39: "R304",
    79: "B302",  # the eighth fault's other half
    80: "R517",  # account 5810 is used in #RES already, before line 112
    102: "R404",
    107: "R415",
    121: "R209",
    126: "V401",  # the voucher of the eighth fault, which is on line 128
    135: "R604",
    144: "R710",
}
"""The lines of tio-fel.md."""


def _errors(document: siekit.Document) -> list[tuple[str, int | None]]:
    found = siekit.check(document)
    return [(one.code, one.line) for one in found if one.severity is Severity.ERROR]


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_has_no_error(name: str) -> None:
    """Nothing that blocks is said of books that were worked out by hand."""
    assert _errors(siekit.read(EXAMPLES / name)) == []


def test_the_ten_faults_are_found_where_they_are() -> None:
    """Each fault on its line, and nothing else; two of them are errors beside the balance."""
    document = siekit.read(EXAMPLES / "tio-fel.se")
    assert {one.line: one.code for one in siekit.check(document)} == FAULTS_OF_TEN
    assert _errors(document) == [("B302", 79), ("R415", 107), ("V401", 126)]


def test_years_of_one_company_meet() -> None:
    """Three years beside each other are carried over without a break."""
    documents = list(siekit.read_many([EXAMPLES / name for name in YEARS]))
    codes = {code for one in check_many(documents) for code in one.finding_counts}
    assert codes == {"R220", "B312"}


def test_a_year_between_is_missed() -> None:
    """The first and the third year alone have a hole between them."""
    documents = list(siekit.read_many([EXAMPLES / YEARS[0], EXAMPLES / YEARS[2]]))
    first, second = check_many(documents)
    assert "B310" in second.finding_counts
    assert not first.finding_counts.keys() & {"B308", "B309", "B310", "B311"}


@pytest.mark.parametrize("row", range(0, 600, 37))
def test_any_changed_amount_is_found(row: int) -> None:
    """A figure more in one row: the voucher does not balance, and the account does not tie."""
    data = (EXAMPLES / YEARS[1]).read_bytes()
    rows = list(AMOUNT.finditer(data))
    place = rows[row % len(rows)].end(2)
    codes = {code for code, _ in _errors(siekit.read(data[:place] + b"7" + data[place:]))}
    assert "V401" in codes
    assert codes & {"B301", "B302"}


@pytest.mark.parametrize("which", range(0, 150, 13))
def test_any_missing_voucher_is_found(which: int) -> None:
    """A voucher that is cut out balances with itself, but its accounts do not tie."""
    data = (EXAMPLES / YEARS[1]).read_bytes()
    blocks = list(re.finditer(rb"#VER [^{}]*\{\r\n(?: +#.*\r\n)*\}\r\n", data))
    block = blocks[which % len(blocks)]
    codes = {code for code, _ in _errors(siekit.read(data[: block.start()] + data[block.end() :]))}
    assert "V401" not in codes
    assert codes & {"B301", "B302"}
