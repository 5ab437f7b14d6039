"""The hand-made proofs beside the example files add up by themselves."""

from __future__ import annotations

import tomllib
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
COMPANIES = ["fjallbacken", "fjallbacken-kassa", "tio-fel", "tolvan"]
FIRST_RESULT_ACCOUNT = "3"
RESULT_TRANSFER = "8999"
ZERO = Decimal(0)
SIGNS = {"income_statement": -1, "assets": 1, "equity_and_liabilities": -1}


def proof(company: str) -> dict[str, Any]:
    """Return the years of a company's proof."""
    return tomllib.loads((EXAMPLES / f"{company}.expected.toml").read_text(encoding="utf-8"))


def proof_years() -> list[Any]:
    """Return every year of every proof, as test parameters."""
    return [
        pytest.param(year, id=f"{company}-{name}")
        for company in COMPANIES
        for name, year in proof(company).items()
    ]


def worth(term: str) -> Decimal:
    """Return the value of an amount or product such as `12 × 100.00: rent`."""
    value = Decimal(1)
    for factor in term.split(":", maxsplit=1)[0].split("×"):
        value *= Decimal(factor.strip())
    return value


def closing_of(year: dict[str, Any]) -> dict[str, Decimal]:
    """Return the closing balances of a year that are not zero."""
    closing = {number: Decimal(account["closing"]) for number, account in year["accounts"].items()}
    return {number: amount for number, amount in closing.items() if amount}


@pytest.mark.parametrize("year", proof_years())
def test_every_sum_is_the_sum_of_its_terms(year: dict[str, Any]) -> None:
    """Subtotals and closing balances follow from the terms above them."""
    for name, working in year.get("workings", {}).items():
        assert sum(map(worth, working["terms"])) == Decimal(working["sum"]), name
    for number, account in year["accounts"].items():
        total = Decimal(account.get("opening", "0")) + sum(map(worth, account["terms"]))
        assert total == Decimal(account["closing"]), number


@pytest.mark.parametrize("year", proof_years())
def test_ledger_balances(year: dict[str, Any]) -> None:
    """Debit equals credit over all accounts."""
    assert sum(closing_of(year).values()) == 0


@pytest.mark.parametrize("year", [p for p in proof_years() if "statements" in p.values[0]])
def test_statements_follow_from_the_accounts(year: dict[str, Any]) -> None:
    """Every line is the sum of its accounts or lines, and every account has one line."""
    closing = closing_of(year)
    result = -sum((v for n, v in closing.items() if n >= FIRST_RESULT_ACCOUNT), ZERO)
    seen: Counter[str] = Counter()
    lines: dict[str, dict[int, Decimal]] = {}
    for statement, sign in SIGNS.items():
        found = lines.setdefault(statement, {})
        for line in year["statements"][statement]:
            found[line["line"]] = Decimal(line["amount"])
            if "sum_of" in line:
                expected = sum((found[part] for part in line["sum_of"]), ZERO)
            elif "unbooked" in line:
                expected = result
            else:
                expected = sign * sum((closing[number] for number in line["accounts"]), ZERO)
                seen.update(line["accounts"])
            assert found[line["line"]] == expected, line
    assert seen == Counter(closing.keys() - {RESULT_TRANSFER})
    assert lines["assets"][399] == lines["equity_and_liabilities"][799]
    assert lines["income_statement"][290] == result + closing.get(RESULT_TRANSFER, ZERO)


def test_years_are_chained() -> None:
    """Each year opens with what the year before closed with."""
    years = list(proof("fjallbacken").values())
    for before, after in pairwise(years):
        opening = {n: Decimal(a.get("opening", "0")) for n, a in after["accounts"].items()}
        assert {n: v for n, v in opening.items() if v} == {
            n: v for n, v in closing_of(before).items() if n < FIRST_RESULT_ACCOUNT
        }
