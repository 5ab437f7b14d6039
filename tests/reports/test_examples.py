"""Statements of the example companies beside their proofs, worked out by hand."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

import pytest

from tests.reports.ledgers_made import EXAMPLES, report

YEARS = [
    ("fjallbacken", "2022-23"),
    ("fjallbacken", "2023-24"),
    ("fjallbacken", "2024-25"),
    ("tolvan", "2024"),
]
STATEMENTS = [
    ("income-statement", ["income_statement"]),
    ("balance-sheet", ["assets", "equity_and_liabilities"]),
]

each_year = pytest.mark.parametrize(("company", "year"), YEARS)


def proof(company: str, year: str) -> dict[str, Any]:
    """Return the proof of a company's year."""
    text = (EXAMPLES / f"{company}.expected.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)[year]
    return found


@each_year
@pytest.mark.parametrize(("name", "parts"), STATEMENTS)
def test_every_line_is_that_of_the_proof(
    company: str, year: str, name: str, parts: list[str]
) -> None:
    """Lines, subtotals, Swedish names and accounts, to the öre."""
    made = report(str(EXAMPLES / f"{company}-{year}.se"), name, previous=False)
    wanted = [line for part in parts for line in proof(company, year)["statements"][part]]
    for line in wanted:
        found = made.line(str(line["line"]))
        assert found is not None, line
        assert (found.label.sv, found.values) == (line["name"], (Decimal(line["amount"]),))
        if "accounts" in line:
            assert set(found.accounts) == set(line["accounts"])
    shown = {line.key for line in made.lines() if line.values[0]}
    assert shown == {str(line["line"]) for line in wanted if Decimal(line["amount"])}
    assert made.unmapped == ()


@each_year
def test_the_trial_balance_is_that_of_the_proof(company: str, year: str) -> None:
    """Opening and closing of every account; debit less credit is what lies between."""
    made = report(str(EXAMPLES / f"{company}-{year}.se"), "trial-balance")
    accounts = proof(company, year)["accounts"]
    for line in made.lines():
        opening, debit, credit, closing = (one or Decimal(0) for one in line.values)
        assert opening + debit - credit == closing
        if line.key != "total":
            wanted = accounts[line.key]
            assert opening == Decimal(wanted.get("opening", "0"))
            assert closing == Decimal(wanted["closing"])


@each_year
def test_the_sheet_balances(company: str, year: str) -> None:
    """Closed or open, the booked and the computed result are never counted twice."""
    made = report(str(EXAMPLES / f"{company}-{year}.se"), "balance-sheet", by="month")
    assert made.difference is not None
    assert not any(made.difference.values)
    assert made.difference.causes == ()


@pytest.mark.parametrize(("dimension", "number"), [("1", "20"), ("1", "90"), ("6", "P201")])
def test_an_object_has_the_result_of_the_proof(dimension: str, number: str) -> None:
    """Whole cost centres and projects, worked out by hand."""
    amounts = proof("fjallbacken", "2023-24")["objects"][f"{dimension} {number}"]
    wanted = -sum(Decimal(amount) for amount in amounts.values())
    for file in ("2023-24", "2023-24_typ3", "2023-24_typ3_rest"):
        path = EXAMPLES / f"fjallbacken-{file}.se"
        made = report(str(path), dimension=int(dimension))
        at = [column.key for column in made.columns].index(f"{dimension}:{number}")
        line = made.line("290")
        assert line is not None
        assert line.values[at] == wanted


def test_the_budget_is_that_of_the_proof() -> None:
    """Every budgeted account stands on its line with the sign of the line."""
    budget = proof("fjallbacken", "2023-24")["budget"]
    made = report(str(EXAMPLES / "fjallbacken-2023-24.se"), budget=True, previous=False)
    line = made.line("290")
    assert line is not None
    _, planned, more, percent = line.values
    assert planned == -sum(Decimal(one) for one in budget.values())
    assert more == Decimal("153780.10") - (planned or 0)
    assert percent is not None
    assert round(percent, 2) == Decimal("-78.39")
