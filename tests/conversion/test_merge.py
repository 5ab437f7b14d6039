"""`siekit.merge`: one file of several, with each voucher once; contradictions are named."""

from __future__ import annotations

from typing import Any

import pytest

import siekit
from siekit.exceptions import NotMergeableError, UsageError
from tests.conversion.ledgers import figures, said

HEAD = """\
#FLAGGA 0
#PROGRAM "Testgen" 1.0
#FORMAT PC8
#GEN 20260115
#SIETYP 4
#FNAMN "Ovningsbolaget AB"
#ORGNR 556334-3689
"""
YEAR = "#RAR 0 20250101 20251231\n#RAR -1 20240101 20241231\n"
CHART = '#KONTO 1930 "Bank"\n#KONTO 2081 "Kapital"\n#KONTO 3041 "Tjanster"\n'
OPENING = "#IB 0 1930 500.00\n#IB 0 2081 -500.00\n#UB -1 1930 500.00\n#UB -1 2081 -500.00\n"
LEDGER = HEAD + YEAR + CHART + OPENING


def voucher(number: str, amount: str, *, day: str = "20250131", series: str = "A") -> str:
    """One voucher as text."""
    return (
        f'#VER {series} {number} {day} "Ver {number}"\n{{\n'
        f"#TRANS 1930 {{}} {amount}\n#TRANS 3041 {{}} -{amount}\n}}\n"
    )


def file(text: str, name: str, sie_type: str = "4E") -> siekit.Document:
    """The document of a text."""
    return siekit.read(text.encode("cp437"), sie_type=sie_type, name=name)


def names(notes: tuple[Any, ...]) -> list[str]:
    """The names of notes."""
    return [note.name for note in notes]


def test_exports_that_overlap_hold_each_voucher_once() -> None:
    """What stands alike in both counts once; balances are those of all vouchers."""
    one = file(LEDGER + "#UB 0 1930 600.00\n" + voucher("1", "100.00"), "a.se")
    two = file(LEDGER + voucher("1", "100.00") + voucher("2", "30.00", day="20250228"), "b.se")
    made = siekit.merge([one, two])
    assert said(made.document) == said(two)
    assert figures(made.document, "closing") == {"1930": 630, "2081": -500}
    assert figures(made.document, "result") == {"3041": -130}
    assert figures(made.document, "opening") == {"1930": 500, "2081": -500}
    assert made.sources == ("a.se", "b.se")
    assert made.changed[0].message() == (
        "1 vouchers that stand alike in several files are taken once, for example A 1"
    )
    assert not [finding for finding in made.check() if finding.severity == "error"]


def test_feeds_go_into_the_ledger() -> None:
    """Vouchers without numbers stay without."""
    feed = file(HEAD + voucher('""', "70.00", day="20250301", series='""'), "dag.si", "4I")
    made = siekit.merge([feed, file(LEDGER + voucher("1", "100.00"), "bok.se")])
    assert made.document.header.sie_type == "4E"
    assert figures(made.document, "closing") == {"1930": 670, "2081": -500}
    assert [(v.series, v.number) for v in made.document.vouchers] == [("A", "1"), ("", "")]


def test_feeds_alone_are_a_feed() -> None:
    """Nothing of a ledger is made up."""
    feeds = [file(HEAD + voucher(n, "1.00"), f"{n}.si", "4I") for n in ("1", "2")]
    made = siekit.merge(feeds)
    assert made.document.header.sie_type == "4I"
    assert made.document["balances"].num_rows == 0
    assert len(made.document.vouchers) == 2


def test_part_years_that_follow_on_each_other_are_one_year() -> None:
    """In whatever order they are given: the first opens, all vouchers close."""
    first = LEDGER.replace("0101 20251231", "0101 20250630") + "#UB 0 1930 600.00\n"
    first += "#UB 0 2081 -500.00\n" + voucher("1", "100.00")
    second = HEAD + "#RAR 0 20250701 20251231\n" + CHART + "#IB 0 1930 600.00\n"
    second += "#IB 0 2081 -500.00\n" + voucher("2", "30.00", day="20250831")
    made = siekit.merge([file(second, "b.se"), file(first, "a.se")])
    year = made.document.fiscal_years[0]
    assert (str(year.start_date), str(year.end_date)) == ("2025-01-01", "2025-12-31")
    assert figures(made.document, "opening") == {"1930": 500, "2081": -500}
    assert figures(made.document, "closing") == {"1930": 630, "2081": -500}
    assert "years-joined" in names(made.changed)
    broken = second.replace("#IB 0 1930 600.00", "#IB 0 1930 610.00")
    with pytest.raises(NotMergeableError, match=r"1930 closes with 600.00 and opens with 610.00"):
        siekit.merge([file(first, "a.se"), file(broken, "b.se")])


def test_vouchers_of_one_number_that_differ_are_a_conflict() -> None:
    """It is named, and resolved only as asked."""
    one = file(LEDGER + voucher("1", "100.00"), "a.se")
    two = file(LEDGER + voucher("1", "110.00"), "b.se")
    with pytest.raises(NotMergeableError, match=r"Voucher A 1 differs in a.se and b.se"):
        siekit.merge([one, two])
    last = siekit.merge([one, two], conflicts="last")
    assert figures(last.document, "closing")["1930"] == 610
    assert names(last.changed) == ["voucher-of-last-file"]
    both = siekit.merge([one, two], conflicts="keep-both")
    assert figures(both.document, "closing")["1930"] == 710
    assert names(both.changed) == ["voucher-kept-twice"]


def test_vouchers_without_number_that_look_alike_are_a_conflict() -> None:
    """Nobody can tell whether they are one or two."""
    text = HEAD + voucher('""', "70.00", series='""')
    feeds = [file(text + " " * k, f"{name}.si", "4I") for k, name in enumerate("ab")]
    with pytest.raises(NotMergeableError, match=r"has no number and stands alike in a.si and b.si"):
        siekit.merge(feeds)
    assert len(siekit.merge(feeds, conflicts="last").document.vouchers) == 1
    assert len(siekit.merge(feeds, conflicts="keep-both").document.vouchers) == 2
    other = file(HEAD + voucher('""', "71.00", series='""'), "c.si", "4I")
    assert len(siekit.merge([feeds[0], other]).document.vouchers) == 2


def test_a_file_that_is_given_twice_counts_once() -> None:
    """Under whatever name; also a feed without numbers."""
    text = HEAD + voucher('""', "70.00", series='""')
    made = siekit.merge([file(text, name, "4I") for name in ("a.si", "kopia.si")])
    assert len(made.document.vouchers) == 1
    assert names(made.changed) == ["same-file"]


def test_vouchers_repeated_inside_a_file_stay_repeated() -> None:
    """Some programs repeat numbers; each file is believed about its own."""
    twice = voucher("1", "5.00") * 2
    one, two = (file(LEDGER + twice, name) for name in ("a.se", "b.se"))
    assert len(siekit.merge([one, two]).document.vouchers) == 2


def test_names_that_differ_are_the_last_files() -> None:
    """And it is told."""
    one = file(LEDGER + voucher("1", "1.00"), "a.se")
    two = file(LEDGER.replace('"Bank"', '"Banken"') + voucher("2", "1.00"), "b.se")
    made = siekit.merge([one, two])
    assert made.document.accounts[0].name == "Banken"
    assert "Banken" in made.changed[0].message("sv")


def test_numbers_of_a_series_rise_in_the_merged_file() -> None:
    """Also when a later file holds the earlier numbers."""
    one = file(LEDGER + voucher("10", "1.00") + voucher("11", "1.00"), "a.se")
    two = file(LEDGER + voucher("2", "1.00", day="20250301"), "b.se")
    made = siekit.merge([one, two])
    assert [one.number for one in made.document.vouchers] == ["2", "10", "11"]
    assert "vouchers-in-order" in names(made.changed)


OTHER = LEDGER + voucher("2", "1.00")
CONFLICTS = {
    "orgnr": (OTHER.replace("556334-3689", "555555-5555"), "organisation number differs"),
    "company": (
        OTHER.replace("#ORGNR 556334-3689\n", "").replace("Ovnings", "Prov"),
        "company differs, Ovningsbolaget AB and Provbolaget AB",
    ),
    "currency": (OTHER.replace("#RAR 0", "#VALUTA EUR\n#RAR 0"), "currency differs, SEK and EUR"),
    "year": (OTHER.replace("2025", "2027"), "fiscal years are 2025-01-01 – 2025-12-31 and 2027"),
    "opening": (OTHER.replace("#IB 0 1930 5", "#IB 0 1930 6"), "#IB 0 1930 is 500.00 and 600.00"),
    "last year": (
        OTHER.replace("#UB -1 1930 5", "#UB -1 1930 6"), "#UB -1 1930 is 500.00 and 600.00",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CONFLICTS)
def test_files_that_contradict_each_other_are_refused(name: str) -> None:
    """What they differ in is named, with both values."""
    text, message = CONFLICTS[name]
    with pytest.raises(NotMergeableError, match=message):
        siekit.merge([file(LEDGER + voucher("1", "1.00"), "a.se"), file(text, "b.se")])


def test_what_cannot_be_merged_is_refused() -> None:
    """Balances alone, vouchers of another year, nothing, an unknown choice."""
    ledger = file(LEDGER + voucher("1", "1.00"), "a.se")
    feed = file(HEAD + voucher("9", "1.00", day="20240101"), "b.si", "4I")
    with pytest.raises(NotMergeableError, match=r"b.si .* voucher on line 8 is dated 2024-01-01"):
        siekit.merge([ledger, feed])
    with pytest.raises(NotMergeableError, match="type 1, which has no vouchers"):
        siekit.merge([ledger, file(LEDGER.replace("#SIETYP 4", "#SIETYP 1"), "c.se", "1")])
    with pytest.raises(UsageError, match="there is none"):
        siekit.merge([])
    with pytest.raises(UsageError, match="refuse, keep-both, last"):
        siekit.merge([ledger], conflicts="first")
    wrong = file(LEDGER + voucher("1", "1.00").replace("-1.00", "-2.00"), "d.se")
    with pytest.raises(siekit.UnbalancedVoucherError, match=r"d.se"):
        siekit.merge([ledger, wrong])
