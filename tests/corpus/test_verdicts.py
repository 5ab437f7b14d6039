"""What siekit.check says of every file of the corpus, exactly, and who else says so."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import siekit
from siekit.findings import Severity
from siekit.lint.runner import Checked, check_many
from tests.corpus.listed import EXPECTED, LISTED, PAYEX, document, every_file, reading

if TYPE_CHECKING:
    from siekit.findings import Finding

CASES = Path(__file__).parent.parent / "cases" / "corpus-verdicts.toml"
VERDICTS: dict[str, Any] = tomllib.loads(CASES.read_text(encoding="utf-8"))
NAMES = [*LISTED, PAYEX.name]
ZERO = Decimal(0)


@cache
def _checked(name: str) -> Checked:
    """What is found in a file."""
    return check_many([document(name) if name in LISTED else siekit.read(PAYEX)])[0]


def _of(name: str, code: str) -> list[Finding]:
    return [one for one in _checked(name).findings if one.code == code]


def test_every_file_has_a_verdict() -> None:
    """The 68 files and the sample file of PayEx, no more."""
    assert VERDICTS.keys() == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_gets_exactly_its_findings(name: str) -> None:
    """Codes and numbers are those written down; run tools/corpus_verdicts.py after a change."""
    assert dict(_checked(name).finding_counts) == VERDICTS[name]["codes"]


@pytest.mark.parametrize("name", NAMES)
def test_every_error_is_confirmed_by_somebody_else(name: str) -> None:
    """An error blocks: the README, the wild notes or a computation apart must say it too."""
    errors = {one.code for one in _checked(name).findings if one.severity is Severity.ERROR}
    reasons = VERDICTS[name].get("why", {})
    assert reasons.keys() == errors
    assert all(reasons.values())


@pytest.mark.parametrize("name", EXPECTED["vouchers_tie"] + EXPECTED["periods_tie"])
def test_files_whose_sums_tie_get_no_error(name: str) -> None:
    """What the README counts among the sound files is sound here."""
    assert not [one for one in _checked(name).findings if one.severity is Severity.ERROR]
    assert not _of(name, "B304")
    assert not [one for one in _of(name, "B303") if name in EXPECTED["periods_tie"]]


@every_file
def test_the_accounts_that_do_not_tie(name: str) -> None:
    """Opening + rows and closing, rows and result, computed apart from siekit."""
    found = {
        one.value: Decimal(dict(one.facts)["difference"])
        for code in ("B301", "B302")
        for one in _of(name, code)
    }
    assert found == _loose_accounts(name)


@every_file
def test_the_vouchers_that_do_not_balance(name: str) -> None:
    """The differences of vouchers, computed apart from siekit."""
    found = [Decimal(dict(one.facts)["difference"]) for one in _of(name, "V401")]
    totals = [voucher.total for voucher in reading(name).vouchers]
    assert found == [total for total in totals if total]


@every_file
def test_whether_the_opening_balances_come_to_zero(name: str) -> None:
    """The sum of #IB, computed apart from siekit."""
    total = sum(reading(name).balance_sums("#IB", 0).values(), ZERO)
    found = [Decimal(dict(one.facts)["total"]) for one in _of(name, "B307")]
    assert found == ([total] if total and LISTED[name].sie_type != "4I" else [])


@every_file
def test_the_accounts_whose_opening_is_not_last_closing(name: str) -> None:
    """#UB of year -1 and #IB of year 0, computed apart from siekit."""
    opening, closing = (
        reading(name).balance_sums("#IB", 0),
        reading(name).balance_sums("#UB", -1),
    )
    loose = {
        account
        for account in {*opening, *closing}
        if opening.get(account, ZERO) != closing.get(account, ZERO)
    }
    judged = opening and closing and LISTED[name].sie_type != "4I"
    assert {one.value for one in _of(name, "B305")} == (loose if judged else set())


def _loose_accounts(name: str) -> dict[str, Decimal]:
    """By how much the rows of each account miss its balances, where a file has both."""
    raw = reading(name)
    opening, closing, result = (raw.balance_sums(label, 0) for label in ("#IB", "#UB", "#RES"))
    if LISTED[name].sie_type != "4E" or not (closing or result):
        return {}
    missed: dict[str, Decimal] = defaultdict(Decimal)
    for account, amount in raw.row_sums().items():
        missed[account] += amount
    for account in {*opening, *closing, *result}:
        missed[account] += opening.get(account, ZERO) - closing.get(account, ZERO)
        missed[account] -= result.get(account, ZERO)
    return {account: amount for account, amount in missed.items() if amount}
