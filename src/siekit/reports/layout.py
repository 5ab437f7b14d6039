"""Layouts: which accounts a statement's lines take, with what sign, and what is summed.

The usual one is BAS (`siekit.charts.statement_lines`); a small TOML file gives another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from siekit.charts.statement_lines import statement_lines
from siekit.exceptions import UsageError
from siekit.reports.model import LineKind, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siekit.charts.statement_lines import StatementLine
    from siekit.reports.base import Options

FOUR_DIGITS = 4
ZERO = Decimal(0)
TOTAL_ASSETS, TOTAL_EQUITY_AND_LIABILITIES = "399", "799"
"""The lines of BAS that must be equal."""


@dataclass(frozen=True, slots=True)
class Range:
    """Accounts from first to last, by their first digits; `sign` multiplies ledger amounts.

    Of these accounts the ones in `but` are left out.
    """

    first: int
    last: int
    sign: int
    digits: int = FOUR_DIGITS
    but: tuple[Range, ...] = ()

    def takes(self, account: str) -> bool:
        """Tell whether an account is in the range."""
        number = account[: self.digits]
        if not (len(number) == self.digits and number.isascii() and number.isdigit()):
            return False
        return self.first <= int(number) <= self.last and not any(
            one.takes(account) for one in self.but
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutLine:
    """A line of ranges, or one that adds other lines: `adds` are their keys with a factor."""

    key: str
    label: Words
    section: str = ""
    level: int = 1
    kind: LineKind = LineKind.LINE
    ranges: tuple[Range, ...] = ()
    adds: tuple[tuple[str, int | Decimal], ...] = ()
    constant: Decimal = ZERO
    shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The lines of one statement, in order.

    `about` are the accounts that it is about, where that is not clear from BAS; `titles` are the
    headings of sections. `left` and `right` are the lines that must be equal in a balance sheet.
    """

    name: str
    lines: tuple[LayoutLine, ...]
    statement: str = ""
    about: tuple[Range, ...] = ()
    titles: Mapping[str, Words] = field(default_factory=dict)
    left: str | None = None
    right: str | None = None

    def lines_of(self, account: str) -> Iterator[tuple[LayoutLine, int]]:
        """Give the lines that an account goes to, with the sign of each."""
        for line in self.lines:
            for one in line.ranges:
                if one.takes(account):
                    yield line, one.sign

    def in_order(self) -> list[LayoutLine]:
        """Return the lines so that each comes after those that it adds."""
        lines = {line.key: line for line in self.lines}
        order = TopologicalSorter({one.key: [key for key, _ in one.adds] for one in self.lines})
        return [lines[key] for key in order.static_order()]


def layout_for(options: Options, statement: str) -> Layout | None:
    """Return the layout that was asked for, None for the usual one.

    Raises `UsageError` for the layout of another statement.
    """
    own = options.layout
    if own is not None and own.statement and own.statement != statement:
        message = (
            f"The layout {own.name} is one of {own.statement.replace('_', ' ')}s, not of "
            f"{statement.replace('_', ' ')}s."
        )
        raise UsageError(message)
    return own


@cache
def bas_layout(*statements: str) -> Layout:
    """Return the BAS layout of one statement, or of the two halves of the balance sheet."""
    lines: dict[tuple[str, int], list[StatementLine]] = {}
    for row in statement_lines():
        if row.statement in statements:
            lines.setdefault((row.statement, row.order), []).append(row)
    made = tuple(_line(rows, list(lines)) for rows in lines.values())
    if len(statements) == 1:
        return Layout(name="BAS", lines=made, statement=statements[0])
    return Layout(name="BAS", lines=made, left=TOTAL_ASSETS, right=TOTAL_EQUITY_AND_LIABILITIES)


def _line(rows: list[StatementLine], keys: list[tuple[str, int]]) -> LayoutLine:
    first = rows[0]
    ranges = [
        Range(row.first, row.last, row.sign)
        for row in rows
        if row.first is not None and row.last is not None
    ]
    last = max(order for statement, order in keys if statement == first.statement)
    kind = LineKind.LINE
    if first.formula:
        is_total = first.section in {"total", "result"}
        kind = LineKind.TOTAL if is_total or first.order == last else LineKind.SUBTOTAL
    return LayoutLine(
        key=str(first.order),
        label=Words(first.en, first.sv),
        section=first.section,
        kind=kind,
        ranges=tuple(ranges),
        adds=tuple(_adds(first, keys)),
        shown=any(one.sign for one in ranges) or bool(first.formula),
    )


def _adds(line: StatementLine, keys: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Give the lines that a subtotal adds: `=10..40` is a span, `=49+119` are two of them."""
    for part in line.formula.removeprefix("=").split("+"):
        first, _, last = part.partition("..")
        if not first:
            continue
        for statement, order in keys:
            if statement == line.statement and int(first) <= order <= int(last or first):
                yield str(order), 1
