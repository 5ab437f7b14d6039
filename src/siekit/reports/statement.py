"""Statements: accounts put on the lines of a layout, for each column, and what is left over."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.model import EXACT
from siekit.reports.figures import ZERO, add
from siekit.reports.model import Line, LineKind, Unmapped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
    """The values of every line by key, also of those that are empty."""


def lay_out(
    layout: Layout,
    accounts: Sequence[AccountValues],
    *,
    columns: int,
    takes: Callable[[str], bool],
) -> Laid:
    """Return the lines of a layout filled with accounts.

    `takes` tells which accounts the statement is about: of those, the ones that no line takes
    are given back as unmapped, unless they are zero throughout.
    """
    sums: dict[str, list[list[Amount]]] = {line.key: [] for line in layout.lines}
    used: dict[str, list[str]] = {line.key: [] for line in layout.lines}
    unmapped = []
    for one in accounts:
        if one.empty:
            continue
        places = list(layout.lines_of(one.account))
        for line, sign in places:
            sums[line.key].append([_times(value, sign) for value in one.values])
            used[line.key].append(one.account)
        if not places and takes(one.account):
            unmapped.append(Unmapped(one.account, one.name, one.values))
    values = _values(layout, sums, columns)
    lines = [
        Line(
            key=line.key,
            label=line.label,
            kind=line.kind,
            accounts=tuple(used[line.key]),
            values=values[line.key],
        )
        for line in layout.lines
        if line.shown and (line.kind is LineKind.TOTAL or _holds(layout, used, line.key))
    ]
    return Laid(tuple(lines), tuple(unmapped), values)


def _holds(layout: Layout, used: Mapping[str, list[str]], key: str) -> bool:
    """Tell whether a line has accounts, or adds a line that has."""
    if used[key]:
        return True
    line = next(line for line in layout.lines if line.key == key)
    return any(_holds(layout, used, one) for one, _ in line.adds)


def _values(
    layout: Layout, sums: Mapping[str, list[list[Amount]]], columns: int
) -> dict[str, tuple[Amount, ...]]:
    """Return the values of every line; a subtotal may add lines that stand after it."""
    made: dict[str, tuple[Amount, ...]] = {}
    waiting = {line.key: line for line in layout.lines}

    def value_of(key: str) -> tuple[Amount, ...]:
        if key not in made:
            line = waiting[key]
            rows = sums[key] or []
            parts = [[_times(v, factor) for v in value_of(one)] for one, factor in line.adds]
            made[key] = tuple(
                add([row[column] for row in (*rows, *parts)]) for column in range(columns)
            )
        return made[key]

    for key in waiting:
        value_of(key)
    return made


def _times(value: Amount, sign: int) -> Amount:
    return None if value is None else EXACT.multiply(value, Decimal(sign)) if sign else ZERO
