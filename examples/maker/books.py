"""Balances of each year, added up from its vouchers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from maker.dates import months_of
from maker.description import Description, DescriptionError, amounts
from maker.posting import ZERO, Journal, Objects, Voucher

if TYPE_CHECKING:
    from maker.description import Year

Amounts = dict[str, Decimal]
ByObject = dict[tuple[str, tuple[str, str]], Decimal]
ByPeriod = dict[tuple[str, str, Objects], Decimal]

FIRST_RESULT_ACCOUNT = "3"


@dataclass(frozen=True, slots=True)
class YearBooks:
    """One year's vouchers and what they add up to."""

    year: Year
    vouchers: list[Voucher]
    opening: Amounts
    closing: Amounts
    result: Amounts
    quantities: Amounts
    object_opening: ByObject
    object_closing: ByObject
    periods: ByPeriod


@dataclass(frozen=True, slots=True)
class Previous:
    """Last year's figures of a company whose files begin with a later year."""

    start: str = ""
    end: str = ""
    opening: Amounts = field(default_factory=dict)
    closing: Amounts = field(default_factory=dict)
    result: Amounts = field(default_factory=dict)


def is_balance(account: str) -> bool:
    """Whether an account is carried from year to year."""
    return account < FIRST_RESULT_ACCOUNT


def nonzero(values: dict[str, Decimal]) -> Amounts:
    """Return the amounts that are not zero, by account."""
    return {account: values[account] for account in sorted(values) if values[account]}


def keep_books(description: Description) -> dict[str, YearBooks]:
    """Return the books of every year, each opened with the last one's closing."""
    opening = nonzero(description.opening)
    object_opening: ByObject = {}
    books = {}
    vouchers = Journal(description).vouchers()
    for year in description.years:
        books[year.id] = _sum(year, vouchers[year.id], opening, object_opening)
        opening = books[year.id].closing
        object_opening = books[year.id].object_closing
        _check(books[year.id], description)
    return books


def previous_year(description: Description) -> Previous | None:
    """Return the figures of the year before the first one, if told."""
    told = description.previous
    if not told:
        return None
    return Previous(
        start=f"{told['start']:%Y%m%d}",
        end=f"{told['end']:%Y%m%d}",
        opening=amounts(told["opening"]),
        closing=nonzero(description.opening),
        result=amounts(told["result"]),
    )


def _sum(
    year: Year, vouchers: list[Voucher], opening: Amounts, object_opening: ByObject
) -> YearBooks:
    totals: defaultdict[str, Decimal] = defaultdict(lambda: ZERO, opening)
    quantities: defaultdict[str, Decimal] = defaultdict(Decimal)
    by_object: defaultdict[tuple[str, tuple[str, str]], Decimal] = defaultdict(
        lambda: ZERO, object_opening
    )
    periods: defaultdict[tuple[str, str, Objects], Decimal] = defaultdict(lambda: ZERO)
    for voucher in vouchers:
        for row in voucher.counted:
            totals[row.account] += row.amount
            periods[f"{voucher.day:%Y%m}", row.account, row.objects] += row.amount
            if row.quantity is not None:
                quantities[row.account] += row.quantity
            for pair in row.objects:
                if is_balance(row.account):
                    by_object[row.account, pair] += row.amount
    return YearBooks(
        year=year,
        vouchers=vouchers,
        opening=opening,
        closing=nonzero({a: v for a, v in totals.items() if is_balance(a)}),
        result=nonzero({a: v for a, v in totals.items() if not is_balance(a)}),
        quantities=dict(quantities),
        object_opening=object_opening,
        object_closing={key: by_object[key] for key in sorted(by_object) if by_object[key]},
        periods={key: periods[key] for key in sorted(periods)},
    )


def budget_of(books: YearBooks, description: Description) -> ByPeriod:
    """Return the budget of a year by period, account and objects."""
    budget: ByPeriod = {}
    for line in books.year.budgets:
        pairs = tuple(
            (dimension.number, line.objects[dimension.key])
            for dimension in description.dimensions
            if dimension.key in line.objects
        )
        for month in months_of(books.year):
            amount = line.exceptions.get(month, line.month)
            if amount:
                budget[month.replace("-", ""), line.account, pairs] = amount
    return dict(sorted(budget.items()))


def _check(books: YearBooks, description: Description) -> None:
    """Refuse what no accountant would sign."""
    if books.year.closed and (left := sum(books.result.values())):
        message = f"{books.year.id}: the result accounts of a closed year sum to {left}"
        raise DescriptionError(message)
    if total := sum(books.opening.values()):
        message = f"{books.year.id}: the opening balances sum to {total}"
        raise DescriptionError(message)
    for line in books.year.budgets:
        if line.account not in description.accounts:
            message = f"budget account {line.account} is not in the chart"
            raise DescriptionError(message)
