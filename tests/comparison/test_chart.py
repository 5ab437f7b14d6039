"""Header, chart and balances: what differs is told, and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import siekit
from siekit.comparison.difference import SECTIONS, FieldChange
from siekit.comparison.other_records import fields_of
from siekit.exceptions import UsageError
from tests.comparison.edits import HEAD, ledger


def told(old: str, new: str) -> dict[str, list[Any]]:
    """What differs when a part of the head is replaced, by section."""
    assert HEAD.count(old) == 1
    difference = siekit.compare(ledger(), ledger(head=HEAD.replace(old, new)))
    found = {section: list(getattr(difference, section)) for section in SECTIONS}
    return {section: entries for section, entries in found.items() if entries}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#ORGNR 556334-3689", '#ORGNR "5563343689" "" ""'),
        ("#SIETYP 4", "#SIETYP 4\n#VALUTA SEK"),
        ("#FORMAT PC8\n", ""),
        ('#GEN 20250131 "AN"', "#GEN 20250131 AN"),
        ('#OBJEKT 6 "P1" "Kök"\n#IB 0 1930 1000.00', '#IB 0 1930 1000 0\n#OBJEKT 6 P1 "Kök"'),
        ("#KTYP 1930 T", "#KTYP 1930 t"),
        ("1930 {} 100.00", "1930 {} 100.00 0"),
    ],
)
def test_what_says_the_same_is_no_difference(old: str, new: str) -> None:
    """Another form of a fact, an empty field, a quantity of zero."""
    assert told(old, new) == {}


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("Övningsbolaget", "Andra", [FieldChange("company", "Övningsbolaget AB", "Andra AB")]),
        ("#FLAGGA 0", "#FLAGGA 1", [FieldChange("flag", 0, 1)]),
        (
            "20250131",
            "20250201",
            [FieldChange("generated_date", date(2025, 1, 31), date(2025, 2, 1))],
        ),
        ("#SIETYP 4", "#SIETYP 4\n#VALUTA EUR", [FieldChange("currency", "SEK", "EUR")]),
        ("#SIETYP 4", "#SIETYP 4\n#PROSA hej", [FieldChange("comment", None, "hej")]),
        ("#SIETYP 4", "#SIETYP 3", [FieldChange("sie_type", "4E", "3")]),
    ],
)
def test_facts_of_the_header(old: str, new: str, changes: list[FieldChange]) -> None:
    """Each with both values."""
    assert told(old, new) == {"header": changes}


def test_the_order_of_comments_is_no_difference() -> None:
    """Of several #PROSA records none stands before the others, but each of them counts."""
    old, new, less = (
        ledger(head=HEAD.replace("#SIETYP 4", "#SIETYP 4\n" + said))
        for said in ("#PROSA B\n#PROSA A", "#PROSA A\n#PROSA B", "#PROSA A\n#PROSA A")
    )
    assert not siekit.compare(old, new)
    assert [change.field for change in siekit.compare(old, less).header] == ["comment"]


def test_an_account_can_be_renamed_added_and_removed() -> None:
    """Its type and its unit are told too."""
    (one,) = told('"Försäljning"', '"Varor"')["accounts"]
    assert (one.change, one.account, one.name) == ("changed", "3010", "Varor")
    assert one.fields == (FieldChange("name", "Försäljning", "Varor"),)
    (one,) = told("#KTYP 1930 T", "#KTYP 1930 S\n#ENHET 1930 st")["accounts"]
    assert one.fields == (FieldChange("type", "asset", "liability"), FieldChange("unit", "", "st"))
    (one,) = told('#KONTO 5010 "Lokalhyra"\n', "")["accounts"]
    assert (one.change, one.account, one.name, one.line_b) == ("removed", "5010", "Lokalhyra", None)
    (one,) = told("#KTYP 1930 T", '#KTYP 1930 T\n#KONTO 2440 "Skulder"')["accounts"]
    assert (one.change, one.account, one.line_a) == ("added", "2440", None)


def test_other_parts_of_the_chart() -> None:
    """SRU codes, dimensions, objects, years."""
    assert [one.change for one in told("7281", "7282")["sru_codes"]] == ["removed", "added"]
    (one,) = told('"Projekt"', '"Arbete"')["dimensions"]
    assert one.fields == (FieldChange("name", "Projekt", "Arbete"),)
    (one,) = told('"Kök"', '"Hall"')["objects"]
    assert (one.dimension, one.object, one.name) == (6, "P1", "Hall")
    (one,) = told("20230101", "20230201")["fiscal_years"]
    assert (one.year_no, [field.field for field in one.fields]) == (-1, ["start_date"])


def test_balances_tell_both_amounts_and_the_difference() -> None:
    """One that is missing is missing, not zero."""
    (one,) = told("1000.00", "999.99")["balances"]
    assert (one.kind, one.year_no, one.account) == ("opening", 0, "1930")
    assert (one.amount_a, one.amount_b) == (Decimal(1000), Decimal("999.99"))
    assert one.difference == Decimal("-0.01")
    assert one.fiscal_year == "2024-01-01/2024-12-31"
    (one,) = told("#IB 0 1930 1000.00\n", "")["balances"]
    assert (one.change, one.amount_b, one.difference) == ("removed", None, None)
    (one,) = told("#IB 0 1930 1000.00", "#IB 0 1930 1000.00 5")["balances"]
    assert (one.quantity_a, one.quantity_b, one.difference) == (None, Decimal(5), Decimal(0))
    one, other = told("202401 1930 {}", "202401 1930 {6 P1}")["period_balances"]
    assert sorted([one.change, other.change]) == ["added", "removed"]
    assert one.period == other.period == 202401


def test_a_year_is_known_by_its_days() -> None:
    """The file of the year after calls this year -1; its balances are the same ones."""
    later = HEAD.replace("#RAR -1 20230101 20231231", "#RAR -1 20240101 20241231")
    later = later.replace("#RAR 0 20240101 20241231", "#RAR 0 20250101 20251231")
    for label in ("#IB", "#UB", "#PSALDO"):
        later = later.replace(f"{label} 0", f"{label} -1")
    difference = siekit.compare(ledger(), ledger(head=later))
    assert list(difference.balances) == []
    assert list(difference.period_balances) == []
    assert not difference.same_year
    assert [(one.change, one.year_no) for one in difference.fiscal_years] == [
        ("removed", -1),
        ("changed", 0),
        ("added", 0),
    ]


def test_records_that_no_table_holds() -> None:
    """However they are quoted and spaced; twice is not once."""
    odd = "#SIETYP 4\n#MOMSKOD 10 ny\n"
    one = ledger(head=HEAD.replace("#SIETYP 4\n", odd))
    same = ledger(head=HEAD.replace("#SIETYP 4\n", '#SIETYP 4\n  #MOMSKOD "10"  "ny" ""\n'))
    twice = ledger(head=HEAD.replace("#SIETYP 4\n", f"{odd}#MOMSKOD 10 ny\n"))
    assert not siekit.compare(one, same)
    (record,) = siekit.compare(one, twice).other_records
    assert (record.change, record.label, record.raw) == ("added", "#MOMSKOD", "#MOMSKOD 10 ny")


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ('#X "a b" c', '#X  "a b"\t"c" "" ', True),
        ("#X a b", '#X "a b"', False),
        ("#X {1 a} 5", '#X { "1" a } 5', True),
        ('#X "{" 1 a', "#X { 1 a", False),
        (r'#X "a\"b"', r"#X a\"b", True),
        ('#X "" a', "#X a", False),
    ],
)
def test_fields_of_a_line(one: str, other: str, *, equal: bool) -> None:
    """Quotes and spaces separate fields and are no part of them."""
    assert (fields_of(one) == fields_of(other)) is equal


def test_only_the_named_sections_are_compared() -> None:
    """An unknown one is refused with the names."""
    other = ledger(head=HEAD.replace("1000.00", "999.99").replace("Övnings", "Andra"))
    difference = siekit.compare(ledger(), other, sections=["balances"])
    assert len(difference.balances) == 1
    assert list(difference.header) == []
    with pytest.raises(UsageError, match="'saldon'"):
        siekit.compare(ledger(), other, sections=["saldon"])
