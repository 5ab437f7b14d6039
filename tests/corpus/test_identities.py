"""Which sums tie in which files of the corpus: the README's "Expected results worth testing"."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from tests.corpus.listed import EXPECTED, LISTED, document, every_file

ZERO = Decimal(0)


def _balances(name: str, kind: str, year_no: int) -> dict[str, Decimal]:
    """The counted balances of one kind and year for each account."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in document(name)["balances"].to_pylist():
        if (row["kind"], row["year_no"], row["counts"]) == (kind, year_no, True):
            sums[row["account"]] += row["amount"]
    return sums


def _rows(name: str) -> dict[str, Decimal]:
    """The counted rows for each account."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in document(name)["transactions"].to_pylist():
        if row["counts"]:
            sums[row["account"]] += row["amount"]
    return sums


def _periods(name: str, year_no: int) -> dict[str, Decimal]:
    """The counted actual period balances of a year for each account."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in document(name)["period_balances"].to_pylist():
        if (row["kind"], row["year_no"], row["counts"]) == ("actual", year_no, True):
            sums[row["account"]] += row["amount"]
    return sums


def _loose(name: str, changes: dict[str, Decimal], year_no: int = 0) -> dict[str, Decimal]:
    """By how much the changes of each account miss closing less opening, or the result."""
    opening = _balances(name, "opening", year_no)
    closing = _balances(name, "closing", year_no)
    result = _balances(name, "result", year_no)
    missed = {}
    for account in {*opening, *closing, *result, *changes}:
        wanted = result[account] if account in result else closing[account] - opening[account]
        missed[account] = changes.get(account, ZERO) - wanted
    return {account: amount for account, amount in missed.items() if amount}


@pytest.mark.parametrize("name", EXPECTED["checksum_fits"])
def test_the_checksum_fits(name: str) -> None:
    """The checksum computed is the one that the file declares."""
    header = document(name).header
    assert header.checksum_declared is not None
    assert header.checksum_computed == header.checksum_declared
    assert not document(name).finding_counts.keys() & {"R710", "R712", "R230"}


@every_file
def test_other_files_declare_no_checksum(name: str) -> None:
    """No file but those listed has a checksum."""
    declared = document(name).header.checksum_declared is not None
    assert declared == (name in EXPECTED["checksum_fits"])


@pytest.mark.parametrize("name", EXPECTED["vouchers_tie"])
def test_opening_and_vouchers_make_closing_and_result(name: str) -> None:
    """Opening + rows = closing, and rows = result, for every account."""
    assert _rows(name)
    assert _loose(name, _rows(name)) == {}


@pytest.mark.parametrize("name", EXPECTED["vouchers_do_not_tie"])
def test_where_vouchers_are_known_not_to_tie(name: str) -> None:
    """Files with real defects keep them: nothing is adjusted to make sums fit."""
    assert _loose(name, _rows(name)) != {}


@pytest.mark.parametrize("name", EXPECTED["periods_tie"])
def test_period_balances_make_the_change_of_the_year(name: str) -> None:
    """The counted period balances sum to the change of every account, also beside objects."""
    assert _periods(name, 0)
    assert _loose(name, _periods(name, 0)) == {}


@every_file
def test_no_file_is_of_the_remainder_style(name: str) -> None:
    """The row without object is the whole account in all these files, as the standard says."""
    doc = document(name)
    assert "R705" not in doc.finding_counts
    with_objects = any(balance.objects for balance in doc.period_balances)
    assert doc.header.psaldo_style == ("total" if with_objects else None)
    counted: dict[tuple[object, ...], list[bool]] = defaultdict(list)
    for row in doc["period_balances"].to_pylist():
        key = (row["kind"], row["year_no"], row["period"], row["account"])
        if not row["objects"]:
            counted[key].append(row["counts"])
    assert all(counts.count(True) == 1 for counts in counted.values())
    for row in doc["period_balances"].to_pylist():
        if (row["kind"], row["year_no"], row["period"], row["account"]) in counted:
            assert not (row["objects"] and row["counts"])


def test_bl_2018_ties_by_period_in_both_years() -> None:
    """Year numbers that disagree with the periods: the period decides (wild 4.18)."""
    name = "bl-administration-2018_typ2.SE"
    assert _loose(name, _periods(name, 0), 0) == {}
    assert _loose(name, _periods(name, -1), -1) == {}
    declared: dict[str, Decimal] = defaultdict(Decimal)
    for row in document(name)["period_balances"].to_pylist():
        assert row["year_no_declared"] == 0
        if row["kind"] == "actual":
            declared[row["account"]] += row["amount"]
    assert len(_loose(name, declared)) == 23


@every_file
def test_the_number_of_unbalanced_vouchers(name: str) -> None:
    """Exactly the listed files have unbalanced vouchers, with the listed differences."""
    off = [str(voucher.total) for voucher in document(name).vouchers if not voucher.balanced]
    wanted = EXPECTED["unbalanced"].get(name, [])
    assert [Decimal(amount) for amount in off] == [Decimal(amount) for amount in wanted]


@every_file
def test_whether_opening_balances_sum_to_zero(name: str) -> None:
    """Opening balances sum to zero, except where last year's result was never moved."""
    total = sum(_balances(name, "opening", 0).values(), ZERO)
    wanted = EXPECTED["opening_total"].get(name, "0")
    assert total == Decimal(wanted)


@every_file
def test_result_and_closing_differ_from_opening_only_where_listed(name: str) -> None:
    """Closing + result = opening (sie4 B6), except where the README knows of a defect."""
    if LISTED[name].sie_type == "4I":
        return
    sums = [
        sum(_balances(name, kind, 0).values(), ZERO) for kind in ("closing", "result", "opening")
    ]
    wanted = EXPECTED["closing_and_result_off"].get(name, "0")
    assert sums[0] + sums[1] - sums[2] == Decimal(wanted)
