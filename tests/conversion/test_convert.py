"""`siekit.convert`: what is missing is worked out, what cannot be is refused, all of it told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

import siekit
from siekit.exceptions import (
    NotConvertibleError,
    SiekitError,
    UnbalancedVoucherError,
    UnreadableAmountError,
    UsageError,
)
from tests.conversion.ledgers import (
    figures,
    ledgers,
    months,
    moved,
    moved_by_object,
    object_figures,
    said,
    without,
)

if TYPE_CHECKING:
    from siekit.document import Document

SLOW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 1, 31)

SIE = """\
#FLAGGA 1
#PROGRAM "Testgen" 1.0
#FORMAT PC8
#GEN 20260115 "AN"
#SIETYP 4
#PROSA "Behalls"
#FNAMN "Ovningsbolaget AB"
#ORGNR 556334-3689
#BKOD 82300
#RAR 0 20250101 20251231
#RAR -1 20240101 20241231
#KONTO 1930 "Foretagskonto"
#KONTO 2081 "Aktiekapital"
#KONTO 3041 "Tjanster"
#KONTO 7777 "Oanvant"
#SRU 1930 7281
#DIM 20 "Ort"
#OBJEKT 20 "S" "Stockholm"
#IB 0 1930 500.00
#IB 0 2081 -500.00
#UB -1 1930 500.00
#UB -1 2081 -500.00
#VER A 1 20250131 "Forsta"
{
#TRANS 1930 {20 "S"} 100.00
#TRANS 3041 {20 "S"} -100.00 "" "" -2
}
#VER B 1 20250615 "Andra"
{
#TRANS 1930 {} 50.00
#BTRANS 3041 {} -60.00
#TRANS 3041 {} -50.00 "" "" -1
}
"""


def read(text: str = SIE, sie_type: str | None = None) -> Document:
    """The document of a text."""
    return siekit.read(text.encode("cp437"), sie_type=sie_type, name="bok.se")


def names(notes: tuple[Any, ...]) -> list[str]:
    """The names of notes."""
    return [note.name for note in notes]


@pytest.mark.parametrize("sie_type", ["1", "2", "3", "4E", "4I"])
def test_every_type_can_be_made_of_a_ledger(sie_type: str) -> None:
    """The file says what made it, that nobody has read it, and its type; the check is content."""
    made = siekit.convert(read(), sie_type, today=TODAY)
    header = made.document.header
    assert (header.program.name, header.program.version) == ("siekit", siekit.__version__)
    assert (header.generated.date, header.flag) == (TODAY, 0)
    assert header.sie_type == sie_type
    assert header.comment == "Behalls"
    assert [finding for finding in made.check() if finding.severity == "error"] == []


def test_missing_figures_are_worked_out_and_told() -> None:
    """Closing and result balances, months and objects come from the rows that count."""
    made = siekit.convert(read(), "3", today=TODAY)
    assert figures(made.document, "closing") == {"1930": 650, "2081": -500}
    assert figures(made.document, "result") == {"3041": -150}
    assert months(made.document) == {
        ("1930", 202501): 100, ("1930", 202506): 50,
        ("3041", 202501): -100, ("3041", 202506): -50,
    }  # fmt: skip
    assert months(made.document, objects=True) == {
        ("1930", 202501, (20, "S")): 100,
        ("3041", 202501, (20, "S")): -100,
    }
    quantities = {b.account: b.quantity for b in made.document.balances if b.kind == "result"}
    assert quantities == {"3041": -3}
    assert made.document.header.covered_to == date(2025, 6, 30)
    told = " ".join(note.message() for note in made.derived)
    for part in ("2 #UB", "1 #RES", "4 #PSALDO", "2 #PSALDO of objects", "#OMFATTN 2025-06-30"):
        assert part in told
    assert names(made.left_out) == ["object-closing-unknown", "vouchers-not-for-type"]


def test_objects_close_with_opening_and_rows() -> None:
    """#OUB is #OIB and the object's rows, where the object's opening balance is known."""
    text = SIE.replace("#UB -1 1930", '#OIB 0 1930 {20 "S"} 20.00\n#UB -1 1930')
    made = siekit.convert(read(text), "3", today=TODAY)
    assert object_figures(made.document, "closing") == {("1930", (20, "S")): 120}


def test_opening_balances_may_come_from_last_year() -> None:
    """Where there is no #IB 0, the closing balances of the year before are it."""
    made = siekit.convert(without(read(), "#IB"), "1")
    assert figures(made.document, "opening") == {"1930": 500, "2081": -500}
    assert figures(made.document, "closing") == {"1930": 650, "2081": -500}
    assert "opening-from-closing" in names(made.derived)


def test_own_figures_stay_and_what_differs_is_told() -> None:
    """A wrong #UB, #RES and #PSALDO of the file are never overwritten."""
    wrong = "#UB 0 1930 600.00\n#RES 0 3041 -150.00\n#PSALDO 0 202501 1930 {} 99.00\n#VER A"
    made = siekit.convert(read(SIE.replace("#VER A", wrong, 1)), "2")
    assert figures(made.document, "closing") == {"1930": 600}
    assert months(made.document) == {("1930", 202501): 99}
    told = {note.name: note for note in made.differs}
    assert told.keys() == {"closing-differs", "months-differ"}
    assert told["closing-differs"].count == 2
    assert "1930: the file says 600.00" in told["closing-differs"].message()
    assert "650.00" in told["closing-differs"].message("sv")


def test_without_deriving_nothing_is_added() -> None:
    """What is missing stays missing."""
    made = siekit.convert(read(), "2", derive=False)
    assert figures(made.document, "closing") == {}
    assert names(made.derived) == ["covered-to-derived"]


def test_a_feed_has_no_balances() -> None:
    """They are left out and told, and so are industry and covered-to date."""
    made = siekit.convert(read(), "4I")
    assert said(made.document) == said(read())
    assert made.document["balances"].num_rows == 0
    assert made.document.header.company.industry is None
    assert names(made.left_out) == ["records-not-for-type"] * 2


def test_rows_that_were_removed_stay_in_type_4() -> None:
    """#BTRANS is history, and is kept."""
    kinds = [row.kind for row in siekit.convert(read(), "4E").document.vouchers[1].rows]
    assert kinds == ["normal", "removed", "normal"]


def test_months_up_to_a_day_are_a_file_of_their_own() -> None:
    """Balances are worked out at the cut, opening balances stay, #OMFATTN says the day."""
    with_own = SIE.replace("#VER A", "#UB 0 1930 650.00\n#RES 0 3041 -150.00\n#VER A", 1)
    made = siekit.convert(read(with_own), "4E", periods=(None, "2025-05"))
    assert len(made.document.vouchers) == 1
    assert figures(made.document, "opening") == {"1930": 500, "2081": -500}
    assert figures(made.document, "closing") == {"1930": 600, "2081": -500}
    assert figures(made.document, "result") == {"3041": -100}
    assert made.document.header.covered_to == date(2025, 5, 31)
    assert names(made.left_out) == ["vouchers-of-other-months", "figures-after-cut"]
    assert not [finding for finding in made.check() if finding.severity == "error"]


def test_a_cut_at_the_end_of_the_year_changes_nothing() -> None:
    """The file's own figures hold for the whole year."""
    whole, cut = (siekit.convert(read(), "2", periods=p) for p in (None, ("2025-01", "2025-12")))
    assert whole.data == cut.data


def test_months_and_series_pick_vouchers_for_a_feed() -> None:
    """Any months, any series."""
    june = siekit.convert(read(), "4I", periods="2025-06")
    assert [voucher.text for voucher in june.document.vouchers] == ["Andra"]
    series = siekit.convert(read(), "4I", series=["A"])
    assert [voucher.text for voucher in series.document.vouchers] == ["Forsta"]


def test_another_year_becomes_the_current_one() -> None:
    """Year numbers move, later years are left out, vouchers of other years too."""
    made = siekit.convert(read(), "1", year=-1)
    assert [(y.year_no, y.start_date) for y in made.document.fiscal_years] == [
        (0, date(2024, 1, 1))
    ]
    assert figures(made.document, "closing") == {"1930": 500, "2081": -500}
    assert "year-moved" in names(made.changed)
    assert {"vouchers-of-other-years", "figures-of-later-years"} <= set(names(made.left_out))


def test_unused_accounts_can_be_left_out() -> None:
    """With their SRU codes."""
    made = siekit.convert(read(), "1", used_accounts=True)
    assert [one.account for one in made.document.accounts] == ["1930", "2081", "3041"]
    assert made.left_out[-1].count == 1


def test_accounts_that_were_only_used_are_declared_by_their_number() -> None:
    """#KONTO must stand in a ledger's file; in a feed it need not."""
    text = SIE.replace('#KONTO 3041 "Tjanster"\n', "")
    made = siekit.convert(read(text), "1")
    assert {one.account: one.name for one in made.document.accounts}["3041"] == "3041"
    assert names(made.changed) == ["accounts-named"]
    assert siekit.convert(read(text), "4I").changed == ()


def test_objects_that_were_only_used_are_declared_in_type_3() -> None:
    """And their dimension, unless the standard names it."""
    text = SIE.replace('#DIM 20 "Ort"\n#OBJEKT 20 "S" "Stockholm"\n', "")
    made = siekit.convert(read(text), "3")
    assert [(one.object, one.name) for one in made.document.objects] == [("S", "S")]
    assert {"objects-named", "dimensions-named"} <= set(names(made.changed))


def test_months_of_objects_alone_become_whole_accounts_in_type_2() -> None:
    """Where no row without objects tells the account's month, the rows of one dimension do."""
    text = SIE.replace("#VER A", '#PSALDO 0 202501 1930 {20 "S"} 100.00\n#VER A', 1)
    made = siekit.convert(read(text), "2")
    assert months(made.document) == {("1930", 202501): 100}
    assert "whole-months-derived" in names(made.derived)
    assert "object-rows-not-for-type" in names(made.left_out)


def test_months_without_objects_as_a_remainder_become_whole_accounts() -> None:
    """Some programs write only what no object has: all rows together are the account."""
    document = siekit.read(EXAMPLES / "fjallbacken-2023-24_typ3_rest.se")
    usual = siekit.read(EXAMPLES / "fjallbacken-2023-24_typ3.se")
    for sie_type in ("2", "3"):
        made = siekit.convert(document, sie_type)
        assert months(made.document) == months(usual)
        assert made.document.header.psaldo_style != "remainder"


def test_a_type_2_file_can_be_cut_by_its_months() -> None:
    """Without vouchers the months tell what moved."""
    document = siekit.read(EXAMPLES / "fjallbacken-2023-24_typ2.se")
    ledger = siekit.read(EXAMPLES / "fjallbacken-2023-24.se")
    made, other = (
        siekit.convert(one, "2", periods=(None, "2023-12")) for one in (document, ledger)
    )
    for kind in ("closing", "result"):
        assert figures(made.document, kind) == figures(other.document, kind)
    assert not [finding for finding in made.check() if finding.severity == "error"]


UNREADABLE = SIE.replace("3041 {} -50.00", "3041 {} x")
REFUSED: dict[str, tuple[str, dict[str, Any], type[SiekitError], str]] = {
    "unbalanced": (
        SIE.replace("1930 {} 50.00", "1930 {} 50.10"), {"sie_type": "1"}, UnbalancedVoucherError,
        "Voucher B 1 of 2025-06-15 in bok.se .line 28. .* debit is 50.10, credit 50.00.* 0.10",
    ),
    "unreadable": (UNREADABLE, {"sie_type": "2"}, UnreadableAmountError, "#TRANS on line 32 "),
    "balance": (
        SIE.replace("#IB 0 1930 500.00", "#IB 0 1930 5oo"), {"sie_type": "1"},
        UnreadableAmountError, "on line 19",
    ),
    "no opening": (
        "\n".join(line for line in SIE.splitlines() if line[:4] not in ("#IB ", "#UB ")) + "\n",
        {"sie_type": "1"}, NotConvertibleError, "cannot be worked out without opening ones",
    ),
    "no side": (
        SIE.replace("3041", "9041"), {"sie_type": "1"}, NotConvertibleError,
        "account 9041 is a balance or a result account",
    ),
    "no year": (
        "\n".join(line for line in SIE.splitlines() if "#RAR" not in line) + "\n",
        {"sie_type": "1"}, NotConvertibleError, "no fiscal year",
    ),
    "series": (SIE, {"series": ["A"]}, NotConvertibleError, "made of all of them"),
    "no such series": (SIE, {"sie_type": "4I", "series": ["Q"]}, UsageError, "'A', 'B'"),
    "late months": (SIE, {"periods": "2025-06"}, NotConvertibleError, r"--period \.\.2025-06"),
    "other months": (SIE, {"periods": "2020-06"}, UsageError, "outside the fiscal year"),
    "no month": (SIE, {"periods": "2025-13"}, UsageError, "'2025-13' is no month"),
    "backwards": (SIE, {"periods": ("2025-02", "2025-01")}, UsageError, "ends before it begins"),
    "no such year": (SIE, {"year": -2}, UsageError, "no fiscal year -2.* 0, -1"),
    "year ahead": (SIE, {"year": 1}, UsageError, "1 is no year number"),
    "type": (SIE, {"sie_type": "5"}, UsageError, "no SIE type '5'"),
    "encoding": (SIE, {"encoding": "koi8"}, UsageError, "koi8"),
    "cut": (SIE, {"periods": (None, "2025-05"), "derive": False}, UsageError, "derive=False"),
    "outside": (
        SIE + "#TRANS 1930 {} 1.00\n", {"sie_type": "1"}, NotConvertibleError,
        "line 34 stands outside",
    ),
    "outside of a part": (
        SIE + "#TRANS 1930 {} 1.00\n", {"sie_type": "4I", "periods": "2025-01"},
        NotConvertibleError, "line 34 stands outside",
    ),
    "history outside": (
        SIE + "#BTRANS 1930 {} 1.00\n", {"sie_type": "4I", "periods": "2025-01"},
        NotConvertibleError, "line 34 stands outside",
    ),
    "no date": (
        SIE.replace("20250615", '""'), {"sie_type": "4I", "periods": "2025-01"},
        NotConvertibleError, "has no date that can",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_made_is_refused_in_a_sentence(name: str) -> None:
    """With the place and what to do."""
    text, options, error, message = REFUSED[name]
    with pytest.raises(error, match=message):
        siekit.convert(read(text, "4E"), **options)


@pytest.mark.parametrize(
    ("file", "sie_type", "message"),
    [
        ("fjallbacken-2023-24_typ1.se", "2", "no months"),
        ("fjallbacken-2023-24_typ1.se", "4E", "no vouchers"),
        ("fjallbacken-2023-24_typ2.se", "4I", "cannot be made of balances"),
        ("fjallbacken-2023-24_typ2.se", "3", "no figures by object"),
        ("fjallbacken-kassa.si", "4E", "on their way into a ledger"),
        ("fjallbacken-kassa.si", "1", "siekit merge"),
    ],
)
def test_what_a_type_does_not_hold_cannot_be_made_of_it(
    file: str, sie_type: str, message: str
) -> None:
    """Vouchers out of balances, months out of a year, a ledger out of a feed."""
    with pytest.raises(NotConvertibleError, match=message):
        siekit.convert(EXAMPLES / file, sie_type)


@SLOW
@given(ledgers())
def test_what_is_derived_of_any_ledger_adds_up(document: Document) -> None:
    """B1 to B6 hold in what is derived: #UB - #IB, #RES and the months are the rows' sums."""
    bare = without(document, "#UB", "#RES")
    made = siekit.convert(bare, "3", today=TODAY)
    rows, opening = moved(document), figures(document, "opening")
    closing, result = (figures(made.document, kind) for kind in ("closing", "result"))
    assert closing == figures(document, "closing")
    assert result == figures(document, "result")
    accounts = {*rows, *opening, *closing, *result}
    for account in accounts:
        change = rows.get(account, 0)
        is_result = account in result or account[0] in "345678"
        assert result.get(account, 0) == (change if is_result else 0)
        if not is_result:
            assert closing.get(account, 0) == opening.get(account, 0) + change
    assert months(made.document) == moved(document, by_month=True)
    assert months(made.document, objects=True) == moved_by_object(document)
    assert sum(closing.values()) + sum(result.values()) == sum(opening.values())
    assert figures(made.document, "closing", -1) == figures(document, "opening")
    assert not [f for f in made.check() if f.severity == "error" or f.code in ("B303", "B309")]


@SLOW
@given(ledgers())
def test_type_3_holds_what_type_2_holds_and_that_what_type_1_holds(document: Document) -> None:
    """4E to 3 to 2 to 1 gives what each would be at once."""
    made = document
    for sie_type in ("3", "2", "1"):
        made = siekit.convert(made, sie_type, today=TODAY).document
        direct = siekit.convert(document, sie_type, today=TODAY).document
        for kind in ("opening", "closing", "result"):
            assert figures(made, kind) == figures(direct, kind)
        assert months(made) == months(direct)
        assert made.header.covered_to == direct.header.covered_to
