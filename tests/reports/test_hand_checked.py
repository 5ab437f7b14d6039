"""Statements of corpus files beside figures that were worked out apart (tests/cases/statements)."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.corpus import independent
from tests.corpus.listed import CORPUS
from tests.reports import worked_out
from tests.reports.ledgers_made import decimals, figures, report

if TYPE_CHECKING:
    from siekit.reports.model import Report

CASES = Path(__file__).parents[1] / "cases" / "statements"
HAND_CHECKED = sorted(path.stem for path in CASES.glob("*.toml") if path.stem != "identities")
IDENTITIES: dict[str, dict[str, str]] = tomllib.loads(
    (CASES / "identities.toml").read_text("utf-8")
)

each_case = pytest.mark.parametrize("name", HAND_CHECKED)
each_file = pytest.mark.parametrize("name", IDENTITIES)


def case(name: str) -> dict[str, Any]:
    """Return what was worked out for a file."""
    return tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))


def path_of(file: str) -> Path:
    """Return where a file of the corpus lies."""
    return CORPUS / "sie4" / file


def left_out(made: Report) -> dict[str, Decimal | None]:
    """Return the accounts that no line takes."""
    return {one.account: one.values[0] for one in made.unmapped}


@each_case
def test_the_income_statement_is_the_one_worked_out(name: str) -> None:
    """Every line and every subtotal, to the öre."""
    wanted = case(name)
    made = report(str(path_of(wanted["file"])), previous=False)
    assert figures(made) == decimals(wanted["income_statement"])
    assert left_out(made) == decimals(wanted["unmapped_income"])


@each_case
def test_the_balance_sheet_is_the_one_worked_out(name: str) -> None:
    """Every line and both totals, to the öre."""
    wanted = case(name)
    made = report(str(path_of(wanted["file"])), "balance-sheet", previous=False)
    expected = decimals(wanted["balance_sheet"])
    assert {key: figures(made).get(key) for key in expected} == expected
    plain = {line.key for line in made.lines() if line.kind == "line" and line.values[0] != 0}
    assert plain == expected.keys() - {"399", "799"}
    assert left_out(made) == decimals(wanted["unmapped_balance"])


@each_case
def test_the_trial_balance_is_the_one_worked_out(name: str) -> None:
    """Opening, debit, credit and closing of every account, to the öre."""
    wanted = case(name)
    made = report(str(path_of(wanted["file"])), "trial-balance")
    found = {line.key: list(line.values) for line in made.lines() if line.key != "total"}
    assert found == {
        account: [Decimal(one) for one in amounts]
        for account, amounts in wanted["trial_balance"].items()
    }


@each_case
def test_what_was_worked_out_is_what_the_raw_lines_say(name: str) -> None:
    """The cases did not come out of siekit."""
    wanted = case(name)
    reading = independent.read(path_of(wanted["file"]).read_bytes(), wanted["encoding"])
    amounts = worked_out.year_amounts(reading)
    assert worked_out.income_statement(amounts) == decimals(wanted["income_statement"])
    assert worked_out.balance_sheet(amounts) == decimals(wanted["balance_sheet"])


@each_file
def test_the_result_is_that_of_the_result_balances(name: str) -> None:
    """Minus the sum of #RES, without 8990-8999 and accounts that no line takes."""
    made = report(str(path_of(name)), previous=False)
    assert figures(made)["290"] == Decimal(IDENTITIES[name]["result"])


@each_file
def test_the_sheet_differs_by_openings_less_unmapped_and_says_so(name: str) -> None:
    """Assets less equity and liabilities; the causes add up to it."""
    made = report(str(path_of(name)), "balance-sheet", previous=False)
    wanted = decimals(IDENTITIES[name])
    assert made.difference is not None
    assert made.difference.values == (wanted["difference"],)
    assert wanted["difference"] == wanted["opening"] - wanted["unmapped"]
    causes = {cause.code: cause.amount for cause in made.difference.causes}
    assert sum(filter(None, causes.values())) == wanted["difference"]
    if wanted["opening"]:
        assert causes["opening-not-zero"] == wanted["opening"]


def test_six_of_the_nine_files_do_not_balance() -> None:
    """As the specification counted them."""
    assert [bool(Decimal(one["difference"])) for one in IDENTITIES.values()].count(True) == 6
