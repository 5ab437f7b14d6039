"""Statements: accounts put on the lines of a layout, for each column, and what is left over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.model import EXACT
from siekit.reports.figures import ZERO, add
from siekit.reports.layout_finder import LayoutFinder
from siekit.reports.model import Line, LineKind, Section, Unmapped, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siekit.reports.amounts import Amounts
    from siekit.reports.figures import Amount
    from siekit.reports.layout import Layout


@dataclass(frozen=True, slots=True)
class AccountValues:
    """One account and its amount in each column, with the ledger's sign."""

    account: str
    name: str
    values: tuple[Amount, ...]

    @property
    def empty(self) -> bool:
        """Whether it is zero in every column."""
        return all(value == 0 for value in self.values)


@dataclass(frozen=True, slots=True)
class Laid:
    """A statement: its lines that hold something, and accounts that no line takes."""

    lines: tuple[Line, ...]
    unmapped: tuple[Unmapped, ...]
    values: Mapping[str, tuple[Amount, ...]]
    """The amounts of every line by key, also of those that are empty, before columns compare."""

    left: tuple[AccountValues, ...]
    """The unmapped accounts as they came."""


def lay_out(layout: Layout, amounts: Amounts, *, takes: Callable[[str], bool]) -> Laid:
    """Return the lines of a layout filled with accounts, as the columns show them.

    `takes` tells which accounts the statement is about: of those, the ones that no line takes
    are given back as unmapped, unless they are zero throughout.
    """
    sums: dict[str, list[list[Amount]]] = {line.key: [] for line in layout.lines}
    used: dict[str, list[str]] = {line.key: [] for line in layout.lines}
    beneath: dict[str, list[Line]] = {line.key: [] for line in layout.lines}
    left = []
    finder = LayoutFinder(layout)
    for one in amounts.accounts:
        if one.empty:
            continue
        places = finder.lines_of(one.account)
        for line, sign in places:
            signed = [_times(value, Decimal(sign)) for value in one.values]
            sums[line.key].append(signed)
            used[line.key].append(one.account)
            beneath[line.key].append(_account_line(one, line.level + 1, amounts.shown(signed)))
        if not places and takes(one.account):
            left.append(one)
    values = line_values(layout, sums, amounts.count)
    holding = _holding(layout, used)
    lines = [
        Line(
            key=line.key,
            label=line.label,
            level=line.level,
            kind=line.kind,
            accounts=tuple(used[line.key]),
            values=amounts.shown(values[line.key]),
            beneath=tuple(beneath[line.key]),
        )
        for line in layout.lines
        if line.shown and (line.kind is LineKind.TOTAL or line.key in holding)
    ]
    unmapped = [Unmapped(one.account, one.name, amounts.shown(one.values)) for one in left]
    return Laid(tuple(lines), tuple(unmapped), values, tuple(left))


def _account_line(one: AccountValues, level: int, values: tuple[Amount, ...]) -> Line:
    """Return an account beneath the line that takes it, with the line's sign."""
    return Line(
        key=one.account,
        label=Words(one.name, one.name),
        level=level,
        accounts=(one.account,),
        values=values,
    )


def line_values(
    layout: Layout, sums: Mapping[str, list[list[Amount]]], count: int
) -> dict[str, tuple[Amount, ...]]:
    """Return the amounts of every line; a subtotal may add lines that stand after it."""
    made: dict[str, tuple[Amount, ...]] = {}
    for line in layout.in_order():
        parts = [
            [_times(value, Decimal(factor)) for value in made[key]] for key, factor in line.adds
        ]
        rows = [*sums[line.key], *parts]
        made[line.key] = tuple(
            add([*(row[column] for row in rows), line.constant]) for column in range(count)
        )
    return made


def _holding(layout: Layout, used: Mapping[str, list[str]]) -> set[str]:
    """Return the lines that have accounts, or add a line that has."""
    found: set[str] = set()
    for line in layout.in_order():
        if used[line.key] or line.constant or any(key in found for key, _ in line.adds):
            found.add(line.key)
    return found


def _times(value: Amount, factor: Decimal) -> Amount:
    return None if value is None else EXACT.multiply(value, factor) if factor else ZERO


def takes(layout: Layout, otherwise: Callable[[str], bool]) -> Callable[[str], bool]:
    """Return what tells the accounts that a statement is about: the layout's word goes first."""
    if not layout.about:
        return otherwise
    return lambda account: any(one.takes(account) for one in layout.about)


def sections(layout: Layout, laid: Laid, title: Words) -> list[Section]:
    """Return the lines under the layout's own headings, or all under one where it has none."""
    name = layout.statement or "statement"
    if not layout.titles:
        return [Section(name, title, laid.lines)]
    of = {line.key: line.section for line in layout.lines}
    made: list[Section] = []
    for line in laid.lines:
        key = of[line.key]
        if made and made[-1].key == key:
            made[-1] = replace(made[-1], lines=(*made[-1].lines, line))
        else:
            made.append(Section(key, layout.titles.get(key, Words("", "")), (line,)))
    return made
