"""Layouts: which accounts a statement's lines take, with what sign, and what is summed.

The usual one is BAS (`siekit.charts.statement_lines`); a small TOML file gives another.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from siekit.charts.statement_lines import statement_lines
from siekit.reports.model import LineKind, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.charts.statement_lines import StatementLine

FOUR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Range:
    """Accounts from first to last, by their first digits; `sign` multiplies ledger amounts."""

    first: int
    last: int
    sign: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutLine:
    """A line of ranges, or one that adds other lines: `adds` are their keys with a factor."""

    key: str
    label: Words
    section: str
    kind: LineKind = LineKind.LINE
    ranges: tuple[Range, ...] = ()
    adds: tuple[tuple[str, int], ...] = ()
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of one statement, in order; `digits` of an account are looked at."""

    name: str
    lines: tuple[LayoutLine, ...]
    digits: int = FOUR_DIGITS

    def lines_of(self, account: str) -> Iterator[tuple[LayoutLine, int]]:
        """Give the lines that an account goes to, with the sign of each."""
        number = account[: self.digits]
        if not (number.isascii() and number.isdigit() and len(number) == self.digits):
            return
        value = int(number)
        for line in self.lines:
            for one in line.ranges:
                if one.first <= value <= one.last:
                    yield line, one.sign


@cache
def bas_layout(*statements: str) -> Layout:
    """Return the BAS layout of one statement, or of the two halves of the balance sheet."""
    lines: dict[tuple[str, int], list[StatementLine]] = {}
    for row in statement_lines():
        if row.statement in statements:
            lines.setdefault((row.statement, row.order), []).append(row)
    return Layout("BAS", tuple(_line(rows, list(lines)) for rows in lines.values()))


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
