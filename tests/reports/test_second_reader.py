"""Reports beside the same figures worked out by hand from the lines of the example files."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from siekit.reports.account_mapping import read_mapping
from siekit.reports.base import Options
from siekit.reports.eliminations import read_eliminations
from siekit.reports.making import make_reports
from siekit.reports.registry import find_report
from tests.reports.by_hand import books, month_before
from tests.reports.ledgers_made import EXAMPLES, figures, opened, report
from tests.reports.worked_out import balance_sheet, income_statement

if TYPE_CHECKING:
    from pathlib import Path

    from siekit.reports.model import Report

BEFORE = EXAMPLES / "fjallbacken-2022-23.se"
YEAR = EXAMPLES / "fjallbacken-2023-24.se"
TOLVAN = EXAMPLES / "tolvan-2024.se"

MAPPING = """
["121212-1212"]
"3001" = "3041"
"20" = "26"
"5611" = "5999"
"""
RULES = """
[[elimination]]
name = "Cars and materials"
companies = ["555555-5555", "121212-1212"]
accounts = ["5999", "4000-4499"]
"""


def column(made: Report, key: str) -> dict[str, Decimal | None]:
    """The lines of one column that are not zero."""
    return figures(made, [one.key for one in made.columns].index(key))


def test_budget_and_what_differs_from_it() -> None:
    """Every line: the year from #RES, the budget from #PBUDGET, the difference, its per cent."""
    own = books(YEAR)
    made = report([YEAR], budget=True, previous=False)
    year, budget = income_statement(own.standing), income_statement(own.budget)
    assert column(made, "2023-05-01/2024-04-30") == year
    assert column(made, "budget") == budget
    more = {key: year.get(key, Decimal(0)) - budget.get(key, Decimal(0)) for key in year | budget}
    assert column(made, "budget-change") == {key: one for key, one in more.items() if one}
    for key, percent in column(made, "budget-percent").items():
        if key not in budget:
            assert percent is None
        else:
            wanted = more[key] / abs(budget[key]) * 100
            assert percent is not None
            assert abs(percent - wanted) < Decimal("0.000001")


def test_twelve_months_up_to_each_month() -> None:
    """Every line of every column, from the rows of two files."""
    moved = {**books(BEFORE).months(), **books(YEAR).months()}
    made = report([BEFORE, YEAR], by="rolling12", previous=False)
    assert len(made.columns) == 12
    for one in made.columns:
        last = one.key.replace("-", "")
        months = {month_before(last, back) for back in range(12)}
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for (account, month), amount in moved.items():
            if month in months:
                sums[account] += amount
        assert column(made, one.key) == income_statement(sums), last


def test_what_stands_at_the_end_of_each_month() -> None:
    """Opening balances and all rows up to the month, on every line of the balance sheet."""
    own = books(YEAR)
    made = report([YEAR], "balance-sheet", by="month", previous=False)
    for one in made.columns:
        last = one.key.replace("-", "")
        sums = defaultdict(Decimal, own.opening)
        for row in own.rows:
            if row.day[:6] <= last:
                sums[row.account] += row.amount
        wanted = balance_sheet(sums)
        found = column(made, one.key)
        assert {key: found.get(key) for key in wanted} == wanted, last


@pytest.mark.parametrize("path", [YEAR, TOLVAN], ids=lambda path: path.stem)
def test_the_balance_runs_through_every_row(path: Path) -> None:
    """Every account: its opening, its rows by line, the balance behind each, its closing."""
    own = books(path)
    made = report([path], "general-ledger")
    wanted = {row.account for row in own.rows} | {one for one in own.opening if own.opening[one]}
    assert {section.key for section in made.sections} == wanted
    seen: list[int] = []
    for section in made.sections:
        opening, *rows, closing = section.lines
        balance = own.opening[section.key]
        assert (opening.values[2] or 0) == balance
        by_line = {row.line: row for row in own.rows if row.account == section.key}
        days = []
        for line in rows:
            assert line.place is not None
            assert line.place.line is not None
            row = by_line[line.place.line]
            days.append(row.day)
            seen.append(row.line)
            balance += row.amount
            debit, credit, running = line.values
            assert ((debit or 0), (credit or 0)) == _sides(row.amount)
            assert running == balance
            assert str(line.cells[0]).replace("-", "") == row.day
        assert days == sorted(days)
        assert closing.values[2] == balance == own.standing[section.key]
        sides = [_sides(row.amount) for row in by_line.values()] or [_sides(Decimal(0))]
        assert closing.values[:2] == tuple(
            sum(side, Decimal(0)) for side in zip(*sides, strict=True)
        )
    assert sorted(seen) == [row.line for row in own.rows]


def _sides(amount: Decimal) -> tuple[Decimal, Decimal]:
    """Debit and credit of a row."""
    return (amount, Decimal(0)) if amount > 0 else (Decimal(0), -amount)


@pytest.mark.parametrize("name", ["income-statement", "balance-sheet"])
def test_companies_with_mapped_accounts_and_what_is_taken_away(name: str, tmp_path: Path) -> None:
    """Each company, the sum, the eliminations and what is left, on every line."""
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "r.toml").write_text(RULES, encoding="utf-8")
    options = Options(
        companies=True,
        allow_charts=True,
        previous=False,
        mapping=read_mapping(tmp_path / "m.toml"),
        eliminations=read_eliminations(tmp_path / "r.toml"),
    )
    (made,) = make_reports(find_report(name), opened([YEAR, TOLVAN]), [1, 2], options)
    first = dict(books(YEAR).standing)
    second: dict[str, Decimal] = defaultdict(Decimal)
    for account, amount in books(TOLVAN).standing.items():
        new = {"3001": "3041", "5611": "5999"}.get(account, account)
        second[f"26{account[2:]}" if account.startswith("20") else new] += amount
    both: dict[str, Decimal] = defaultdict(Decimal)
    away: dict[str, Decimal] = defaultdict(Decimal)
    for sums in (first, second):
        for account, amount in sums.items():
            both[account] += amount
            if account == "5999" or "4000" <= account <= "4499":
                away[account] -= amount
    left = {account: amount + away[account] for account, amount in both.items()}
    work = income_statement if name == "income-statement" else balance_sheet
    for key, sums in {
        "555555-5555": first,
        "121212-1212": second,
        "sum": both,
        "eliminated": away,
        "together": left,
    }.items():
        found = column(made, key)
        wanted = work(sums)
        assert {one: found.get(one) for one in wanted} == wanted, key
