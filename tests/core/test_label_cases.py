"""Each label has a small valid file that uses it: `tests/cases/labels/NAME.se`."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from siekit.core.labels import BY_NAME, LABELS, Group, Need

CASES = Path(__file__).parents[1] / "cases" / "labels"
NAMES = sorted(path.stem for path in CASES.glob("*.se"))

FIELD = re.compile(r'\{[^{}]*\}|"(?:\\"|[^"])*"|[^\s"{}]+')
Records = list[list[str]]

each_case = pytest.mark.parametrize("name", NAMES)


def records(name: str) -> Records:
    """The records of a case file, each split into its label and its raw fields."""
    lines = (CASES / f"{name}.se").read_bytes().decode("cp437").split("\r\n")
    return [FIELD.findall(line) for line in lines if line.strip() not in {"", "{", "}"}]


def sie_type(found: Records) -> str:
    """The type of a case file; one of type 4 with closing balances comes out of a ledger."""
    declared = next((record[1] for record in found if record[0] == "#SIETYP"), "1")
    if declared != "4":
        return declared
    return "4E" if any(record[0] == "#UB" for record in found) else "4I"


def test_every_label_has_a_case_file() -> None:
    """A new label needs a file that uses it; a file without a label is a misspelling."""
    wanted = {label.name[1:] for label in LABELS}
    assert not wanted - set(NAMES), "labels without a case file"
    assert not set(NAMES) - wanted, "case files without a label"


@each_case
def test_case_is_cp437_with_crlf_and_uses_its_label(name: str) -> None:
    """The files are written as the standard wants them."""
    content = (CASES / f"{name}.se").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert content.endswith(b"\r\n")
    assert not re.search(rb"[^\x20-\xff\r\n]|\x7f", content)
    assert f"#{name}" in [record[0] for record in records(name)]


@each_case
def test_case_has_the_records_that_its_type_wants(name: str) -> None:
    """No forbidden record, no identification missing, none repeated that must stand once."""
    found = records(name)
    kind = sie_type(found)
    labels = [record[0] for record in found]
    assert all(BY_NAME[label].needs[kind] is not Need.FORBIDDEN for label in labels)
    identification = {
        label.name
        for label in LABELS
        if label.group <= Group.IDENTIFICATION and label.needs[kind] is Need.COMPULSORY
    }
    assert identification <= set(labels)
    assert all(labels.count(label) == 1 for label in labels if not BY_NAME[label].repeatable)


@each_case
def test_case_has_whole_records_in_the_order_of_groups(name: str) -> None:
    """Each record has its compulsory fields and no more than there are."""
    found = records(name)
    for label, *fields in found:
        assert BY_NAME[label].least_fields <= len(fields) <= len(BY_NAME[label].fields)
    groups = [BY_NAME[record[0]].group for record in found if record[0] != "#KSUMMA"]
    assert groups == sorted(groups)


@each_case
def test_figures_of_a_case_tie(name: str) -> None:
    """Vouchers balance, and closing balances and results make up the opening balances."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    voucher = 0
    for label, *fields in records(name):
        voucher += label == "#VER"
        if label == "#TRANS":
            sums[f"voucher {voucher}"] += Decimal(fields[2])
        elif label in {"#UB", "#RES"}:
            sums[f"year {fields[0]}"] += Decimal(fields[2])
        elif label == "#IB":
            sums[f"year {fields[0]}"] -= Decimal(fields[2])
    assert sums
    assert set(sums.values()) == {Decimal(0)}


@each_case
def test_accounts_of_a_case_are_declared_once(name: str) -> None:
    """Outside of feeds every account that is used has its #KONTO."""
    found = records(name)
    declared = [record[1] for record in found if record[0] == "#KONTO"]
    assert len(set(declared)) == len(declared)
    used = set()
    for label, *fields in found:
        names = [part.name for part in BY_NAME[label].fields]
        if "account" in names and label != "#KONTO":
            used.add(fields[names.index("account")])
    assert sie_type(found) == "4I" or used == set(declared)


def test_checksum_of_its_case_is_right() -> None:
    """CRC-32 of labels and field contents, without quotes, braces and separators."""
    framed = records("KSUMMA")
    assert framed[1] == ["#KSUMMA"]
    words = [word for record in framed[2:-1] for word in record]
    text = "".join(re.sub(r'\\"|["{}]|(?<=\{) ', _unquoted, word) for word in words)
    assert framed[-1] == ["#KSUMMA", str(zlib.crc32(text.encode("cp437")))]


def _unquoted(found: re.Match[str]) -> str:
    return '"' if found[0] == '\\"' else ""
