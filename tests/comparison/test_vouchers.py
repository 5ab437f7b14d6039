"""What `compare` says of vouchers: added, removed, changed, renumbered, moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import siekit
from siekit.comparison.difference import FieldChange
from tests.comparison.edits import HEAD, Entry, Row, entry, ledger, with_row

if TYPE_CHECKING:
    from random import Random

    from siekit.comparison.difference import Difference, VoucherChange
    from siekit.model import Voucher

BASE = [entry(number) for number in range(1, 7)]


def changes(difference: Difference) -> list[tuple[str, str, str]]:
    """What happened to which number, without the order in which it is told."""
    return sorted((one.change, _name(one.a), _name(one.b)) for one in difference.vouchers)


def _name(voucher: Voucher | None) -> str:
    """Series and number."""
    return f"{voucher.series}{voucher.number}" if voucher else ""


def only_change(difference: Difference) -> VoucherChange:
    """The one voucher that differs."""
    (one,) = difference.vouchers
    return one


def test_one_oere_in_one_row_is_named() -> None:
    """Account, voucher, both amounts, both lines, and the account's sum."""
    changed = with_row(BASE[2], 1, amount=Decimal("-100.01"))
    difference = siekit.compare(ledger(*BASE), ledger(*BASE[:2], changed, *BASE[3:]))
    one = only_change(difference)
    assert one.a is not None
    assert one.b is not None
    assert (one.change, one.a.number, one.fields) == ("changed", "3", ())
    (row,) = one.rows
    assert row.a is not None
    assert row.b is not None
    assert (row.a.account, row.a.amount, row.b.amount) == (
        "3010",
        Decimal("-100.00"),
        Decimal("-100.01"),
    )
    assert row.difference == Decimal("-0.01")
    assert row.a.line == row.b.line == HEAD.count("\n") + 2 * 5 + 4
    (account,) = difference.account_sums
    assert (account.account, account.a, account.b) == ("3010", Decimal(-600), Decimal("-600.01"))
    assert account.difference == Decimal("-0.01")
    assert account.name == "Försäljning"


def test_the_same_document_has_no_difference() -> None:
    """And an empty difference is false."""
    document = ledger(*BASE)
    assert not siekit.compare(document, document)
    assert not siekit.compare(document, ledger(*reversed(BASE)))


def test_shifted_numbers_are_renumbered_vouchers() -> None:
    """One voucher taken out in the middle, and all later ones counted anew."""
    later = [replace(one, number=str(int(one.number) - 1)) for one in BASE[2:]]
    difference = siekit.compare(ledger(*BASE), ledger(BASE[0], *later))
    assert difference.voucher_counts["renumbered"] == 4
    assert changes(difference) == [
        ("removed", "A2", ""),
        *(("renumbered", f"A{n}", f"A{n - 1}") for n in range(3, 7)),
    ]
    assert len(difference.account_sums) == 2


def test_a_renumbered_voucher_tells_series_and_number_only() -> None:
    """Its rows are the same."""
    moved = replace(BASE[0], series="B", number="9")
    one = only_change(siekit.compare(ledger(*BASE), ledger(*BASE[1:], moved)))
    assert one.rows == ()
    assert one.fields == (FieldChange("series", "A", "B"), FieldChange("number", "1", "9"))


def test_a_voucher_dated_in_another_year_has_moved() -> None:
    """Also when it gets another number there; its account sums are the same."""
    moved = replace(BASE[0], date="20231231", number="77")
    difference = siekit.compare(ledger(*BASE), ledger(*BASE[1:], moved))
    one = only_change(difference)
    assert one.change == "moved"
    assert (one.fiscal_year_a, one.fiscal_year_b) == (
        "2024-01-01/2024-12-31",
        "2023-01-01/2023-12-31",
    )
    assert FieldChange("date", date(2024, 2, 2), date(2023, 12, 31)) in one.fields
    assert one.rows == ()
    assert list(difference.account_sums) == []


def test_equal_entries_of_two_years_have_not_moved() -> None:
    """Files of two different years: a rent that is paid every year is no moved voucher."""
    head = HEAD.replace("#RAR -1 20230101 20231231\n", "")
    other = head.replace("#RAR 0 20240101 20241231", "#RAR 0 20250101 20251231")
    later = [replace(one, date=one.date.replace("2024", "2025")) for one in BASE]
    difference = siekit.compare(ledger(*BASE, head=head), ledger(*later, head=other))
    assert not difference.same_year
    assert difference.voucher_counts == {
        "changed": 0,
        "added": 6,
        "removed": 6,
        "renumbered": 0,
        "moved": 0,
    }


def test_vouchers_without_numbers_match_by_content() -> None:
    """Their order says nothing, and one that changed is found by date and text."""
    feed = [replace(one, number="") for one in BASE]
    changed = with_row(feed[3], 0, amount=Decimal("99.50"))
    difference = siekit.compare(ledger(*feed), ledger(changed, *feed[4:], *feed[:3]))
    one = only_change(difference)
    assert one.change == "changed"
    assert [row.difference for row in one.rows] == [Decimal("-0.50")]


def test_repeated_numbers_match_by_content() -> None:
    """A series that numbers everything 1 loses one voucher and gains another."""
    same = [replace(one, number="1") for one in BASE]
    new = replace(entry(20), number="1", text="Ny")
    difference = siekit.compare(ledger(*same), ledger(new, *same[1:]))
    assert changes(difference) == [("changed", "A1", "A1")]
    assert changes(siekit.compare(ledger(*same), ledger(*same[1:]))) == [("removed", "A1", "")]


def test_twice_is_not_once() -> None:
    """A voucher that was exported twice is an added one."""
    difference = siekit.compare(ledger(*BASE), ledger(*BASE, BASE[2]))
    assert changes(difference) == [("added", "", "A3")]
    row = Row("5010", Decimal(1))
    one, other = (replace(BASE[0], rows=(row,) * number) for number in (2, 3))
    assert [r.change for r in only_change(siekit.compare(ledger(one), ledger(other))).rows] == [
        "added"
    ]


@pytest.mark.parametrize("label", ["#RTRANS", "#BTRANS"])
def test_history_is_compared(label: str) -> None:
    """A row of history that is gone is told, and no account sum changes."""
    past = replace(BASE[0], rows=(*BASE[0].rows, Row("5010", Decimal(5), label=label)))
    difference = siekit.compare(ledger(past, *BASE[1:]), ledger(*BASE))
    (row,) = only_change(difference).rows
    assert row.change == "removed"
    assert row.a is not None
    assert row.a.kind == ("added" if label == "#RTRANS" else "removed")
    assert list(difference.account_sums) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('#TRANS 1930 {} 5.00 "" "" 0', "#TRANS 1930 {} 5"),
        ("#TRANS 1930 {} 5.00 20240301", "#TRANS 1930 {} 5.00"),
        ('#TRANS 1930 {1 "A" 6 "P1"} 5.00', "#TRANS 1930 {6 P1 1 A} 5.00"),
        ('#TRANS 1930 {} 5.00 "" "x" "" ""', '#TRANS 1930 {} 5.00 "" x'),
        ("#TRANS 1930 {} -0.00", "#TRANS 1930 {} 0"),
        ("#TRANS 1930 {} abc", "#TRANS 1930 {} xyz"),
    ],
)
def test_what_says_the_same_is_no_difference(one: str, other: str) -> None:
    """Quantity 0 or none, the voucher's date or none, order of objects, unreadable amounts."""
    documents = [
        siekit.read(f'{HEAD}#VER A 1 20240301 "x"\n{{\n{row}\n}}\n'.encode("cp437"), name="b.se")
        for row in (one, other)
    ]
    assert list(siekit.compare(*documents, sections=["vouchers", "account_sums"]).vouchers) == []


def test_an_unreadable_amount_is_not_zero() -> None:
    """The sum of its account cannot be told."""
    rows = "#VER A 1 20240301 x\n{\n#TRANS 1930 {} %s\n#TRANS 1930 {} 1\n}\n"
    one, other = (
        siekit.read((HEAD + rows % amount).encode("cp437"), name="b.se") for amount in ("0", "zero")
    )
    difference = siekit.compare(one, other)
    (row,) = only_change(difference).rows
    assert row.b is not None
    assert row.b.amount is None
    assert row.difference is None
    (account,) = difference.account_sums
    assert (account.a, account.b, account.difference) == (Decimal(1), None, None)
    assert (difference.a.unreadable, difference.b.unreadable) == (0, 1)


def test_rows_outside_of_vouchers_are_compared() -> None:
    """They are told as a voucher of their own."""
    outside = "#TRANS 1930 {} 5.00\n"
    one, other = ledger(*BASE), ledger(*BASE, head=HEAD + outside)
    difference = siekit.compare(one, other)
    (row,) = only_change(difference).rows
    assert row.change == "added"
    assert row.b is not None
    assert row.b.amount == 5
    assert not siekit.compare(other, other)


def test_a_date_of_its_own_stays_when_the_voucher_moves() -> None:
    """A row without a date follows its voucher, and is not told."""
    text = '#VER A 1 %s "x"\n{\n#TRANS 1930 {} 5.00 %s\n#TRANS 3010 {} -5.00\n}\n'
    one, other, third = (
        siekit.read((HEAD + text % dates).encode("cp437"), name="b.se")
        for dates in (("20240301", ""), ("20240302", "20240301"), ("20240302", ""))
    )
    assert only_change(siekit.compare(one, other)).rows == ()
    assert only_change(siekit.compare(one, third)).rows == ()
    (row,) = only_change(siekit.compare(other, third)).rows
    assert row.fields == (FieldChange("date", date(2024, 3, 1), date(2024, 3, 2)),)


numbers = st.integers(min_value=0, max_value=5)


@settings(max_examples=25, deadline=None)
@given(
    fate=st.lists(
        st.sampled_from(["keep", "remove", "amount", "renumber", "text"]), min_size=6, max_size=6
    ),
    added=st.integers(min_value=0, max_value=3),
    order=st.randoms(use_true_random=False),
)
def test_edits_are_exactly_what_is_told(fate: list[str], added: int, order: Random) -> None:
    """Whatever is done to a ledger, that and nothing else is the difference."""
    after: list[Entry] = []
    expected: list[tuple[str, str, str]] = []
    free = count(100)
    for one, what in zip(BASE, fate, strict=True):
        name = f"A{one.number}"
        if what == "keep":
            after.append(one)
        elif what == "remove":
            expected.append(("removed", name, ""))
        elif what == "renumber":
            number = str(next(free))
            after.append(replace(one, number=number))
            expected.append(("renumbered", name, f"A{number}"))
        else:
            edited = replace(one, text="Annan") if what == "text" else None
            after.append(edited or with_row(one, 0, amount=Decimal("100.01")))
            expected.append(("changed", name, name))
    for new in range(200, 200 + added):
        after.append(entry(new, "77.00"))
        expected.append(("added", "", f"A{new}"))
    order.shuffle(after)
    difference = siekit.compare(ledger(*BASE), ledger(*after))
    assert changes(difference) == sorted(expected)
    found = {account.account for account in difference.account_sums}
    total = len(BASE) * 100
    bank = sum(row.amount for one in after for row in one.rows if row.account == "1930")
    assert ("1930" in found) == (bank != total)
