"""Which accounts, dimensions and objects the figures of a file use."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FIGURES = ("transactions", "balances", "period_balances")
"""The tables whose rows use accounts and objects."""

BALANCE_LABELS = {"opening": "#IB", "closing": "#UB", "result": "#RES"}


class Usage:
    """Answers about rows, balances and chart records, one pass over each column."""

    def __init__(self, figures: Mapping[str, pa.Table], account_records: pa.Table) -> None:
        """Take the tables of rows and balances, which name objects too, and chart records."""
        self._figures = tuple(figures[name] for name in FIGURES)
        self._balances = figures["balances"]
        self._chart = account_records

    def undeclared_accounts(self, declared: pa.ChunkedArray) -> list[str]:
        """Return the accounts that are used and not declared, in order of number."""
        known = set(declared.to_pylist())
        return sorted(self._accounts - known)

    @cached_property
    def _accounts(self) -> set[str]:
        used: set[str] = set()
        for table in (*self._figures, self._chart):
            for chunk in table["account"].chunks:
                used.update(pc.unique(chunk).to_pylist())
        return {account for account in used if account}

    def lines_of_accounts(self, accounts: Sequence[str]) -> dict[str, int]:
        """Return the first line on which each of some accounts stands."""
        lines: dict[str, int] = {}
        wanted = pa.array(accounts, pa.string())
        for table in (*self._figures, self._chart):
            part = table.select(["account", "line"])
            part = part.filter(pc.is_in(part["account"], wanted))
            first = part.group_by("account", use_threads=False).aggregate([("line", "min")])
            for account, line in zip(*(c.to_pylist() for c in first.columns), strict=True):
                lines[account] = min(line, lines.get(account, line))
        return lines

    @cached_property
    def _kinds(self) -> dict[str | None, set[str]]:
        """The kinds of balance that each account has of its own."""
        own = self._balances.filter(self._balances["counts"])
        pairs = own.group_by(["account", "kind"], use_threads=False).aggregate([]).to_pylist()
        kinds: dict[str | None, set[str]] = {}
        for pair in pairs:
            kinds.setdefault(pair["account"], set()).add(pair["kind"])
        return kinds

    def contradicting(self, account: str | None, *, is_balance: bool) -> str | None:
        """Return a label that an account of the declared type should not have."""
        kinds = self._kinds.get(account, set())
        wrong = kinds & ({"result"} if is_balance else {"opening", "closing"})
        return BALANCE_LABELS[min(wrong)] if wrong else None

    def dimensions(self) -> set[int]:
        """Return the dimensions that rows and balances name."""
        return {dimension for dimension, _ in self._pairs}

    def objects(self) -> list[tuple[int, str]]:
        """Return the objects that rows and balances name, in order."""
        return sorted(self._pairs)

    @cached_property
    def _pairs(self) -> set[tuple[int, str]]:
        used: set[tuple[int, str]] = set()
        for table in self._figures:
            for chunk in table["objects"].chunks:
                used.update(_distinct(chunk.flatten()))
        return used

    def line_of_dimension(self, dimension: int) -> int | None:
        """Return the first line that names a dimension."""
        return self._dimension_lines.get(dimension)

    def line_of_object(self, dimension: int, number: str) -> int | None:
        """Return the first line that names an object."""
        return self._first_lines.get((dimension, number))

    @cached_property
    def _dimension_lines(self) -> dict[int, int]:
        lines: dict[int, int] = {}
        for (dimension, _), line in self._first_lines.items():
            lines[dimension] = min(line, lines.get(dimension, line))
        return lines

    @cached_property
    def _first_lines(self) -> dict[tuple[int, str], int]:
        """The first line of each pair; asked for only when one is not declared."""
        lines: dict[tuple[int, str], int] = {}
        for table in self._figures:
            for numbers, lists in zip(table["line"].chunks, table["objects"].chunks, strict=True):
                pairs = lists.flatten()
                place = pc.take(numbers, pc.list_parent_indices(lists))
                columns = [pairs.field("dimension"), pairs.field("object"), place]
                named = pa.table(columns, ["dimension", "object", "line"])
                first = named.group_by(["dimension", "object"], use_threads=False).aggregate(
                    [("line", "min")]
                )
                for *pair, line in zip(*(c.to_pylist() for c in first.columns), strict=True):
                    key = (pair[0], pair[1])
                    lines[key] = min(line, lines.get(key, line))
        return lines


def _distinct(pairs: pa.StructArray) -> Iterable[tuple[int, str]]:
    """Return the different pairs of one chunk."""
    if not len(pairs):
        return []
    objects = pairs.field("object").dictionary_encode()
    width = max(len(objects.dictionary), 1)
    dimensions = pairs.field("dimension").cast(pa.int64())
    codes = pc.unique(pc.add(pc.multiply(dimensions, width), objects.indices.cast(pa.int64())))
    names = objects.dictionary
    return [
        (code // width, names[code % width].as_py())
        for code in codes.to_pylist()
        if code is not None
    ]
