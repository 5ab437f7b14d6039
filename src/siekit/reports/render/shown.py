"""What of a report is shown, as texts: the same in every form that people read."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.reports.model import ColumnKind, LineKind
from siekit.reports.render.values import shown_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from siekit.reports.model import Column, Line, Report
    from siekit.reports.render.base import Look

TWO_SIDES = frozenset({"debit", "credit"})
STEERING = frozenset({"Cc", "Cs", "Zl", "Zp"})
TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Letters that show the text after them in another order than it has."""


def printable(text: str) -> str:
    """Return a stranger's text without what could steer a terminal or a page."""
    if text.isprintable():
        return text
    return "".join(
        " " if unicodedata.category(letter) in STEERING or letter in TURNING else letter
        for letter in text
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """The columns of a report that are shown, and the texts of its lines.

    A ledger's columns of which no line has anything are left out.
    """

    report: Report
    lang: str
    decimals: int
    cells: tuple[int, ...]
    values: tuple[int, ...]

    @property
    def is_ledger(self) -> bool:
        """Whether the lines are rows of vouchers."""
        return bool(self.report.cell_columns)

    @property
    def cell_columns(self) -> list[Column]:
        """The cell columns that are shown."""
        return [self.report.cell_columns[n] for n in self.cells]

    @property
    def columns(self) -> list[Column]:
        """The columns of values that are shown."""
        return [self.report.columns[n] for n in self.values]

    def head(self, column: Column) -> str:
        """Return the head of a column; a year is told by its ends."""
        return printable(column.head[self.lang].replace(" – ", "–"))

    def label(self, line: Line) -> str:
        """Return the name of a line; that of an account with its number."""
        key = f"{line.key} " if line.accounts == (line.key,) else ""
        return printable(key + line.label[self.lang]).strip()

    def cell_texts(self, line: Line) -> list[str]:
        """Return the texts of the cell columns that are shown."""
        return [
            printable(shown_value(line.cells[n], self.report.cell_columns[n], self.lang, 2))
            if n < len(line.cells)
            else ""
            for n in self.cells
        ]

    def value_texts(self, line: Line, *, only: Sequence[int] | None = None) -> list[str]:
        """Return the texts of the values that are shown."""
        return [self._value(line, n) for n in (self.values if only is None else only)]

    def has_places(self) -> bool:
        """Tell whether its rows have places in a file, so that their lines can be named."""
        return self.is_ledger and any(self.place(line) for line in self.report.lines())

    def place(self, line: Line) -> str:
        """Return the line of the file that a row stands on, nothing where it has none."""
        number = line.place.line if line.place is not None else None
        return "" if number is None else str(number)

    def texts(self, values: Sequence[Decimal | None]) -> list[str]:
        """Return values that have a place in the columns, but no line."""
        pairs = zip(values, self.report.columns, strict=False)
        return [shown_value(value, column, self.lang, self.decimals) for value, column in pairs]

    def _value(self, line: Line, number: int) -> str:
        if number >= len(line.values):
            return ""
        value, column = line.values[number], self.report.columns[number]
        if self.is_ledger and column.key in TWO_SIDES and self._is_blank(line, number):
            return ""
        return shown_value(value, column, self.lang, self.decimals)

    def _is_blank(self, line: Line, number: int) -> bool:
        """Tell whether it is the side of a row that has nothing, or that of an opening balance."""
        if line.key.endswith(".opening"):
            return True
        if line.kind is not LineKind.LINE or line.values[number] != 0:
            return False
        others = [
            value
            for n, value in enumerate(line.values)
            if n != number and self.report.columns[n].key in TWO_SIDES
        ]
        return any(value != 0 for value in others) or number != self.values[0]


def shown(report: Report, look: Look) -> Shown:
    """Return what is shown of a report."""
    is_ledger = bool(report.cell_columns)
    return Shown(
        report=report,
        lang=look.lang,
        decimals=look.decimals_of(report),
        cells=tuple(n for n in range(len(report.cell_columns)) if _has_cell(report, n)),
        values=tuple(
            n for n in range(len(report.columns)) if not is_ledger or _has_value(report, n)
        ),
    )


def with_beneath(lines: Sequence[Line], *, details: bool) -> Iterator[Line]:
    """Give the lines, each with its accounts beneath it where they were asked for."""
    for line in lines:
        yield line
        if details and line.accounts != (line.key,):
            yield from line.beneath


def _has_cell(report: Report, number: int) -> bool:
    return any(
        line.cells[number] not in {None, ""} for line in report.lines() if number < len(line.cells)
    )


def _has_value(report: Report, number: int) -> bool:
    """Tell whether a column is anything; debit and credit always are."""
    column = report.columns[number]
    if column.kind is ColumnKind.MONEY and column.key in TWO_SIDES:
        return True
    return any(
        line.values[number] is not None for line in report.lines() if number < len(line.values)
    )
