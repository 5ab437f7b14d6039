"""What a report is, whatever it is about and however it is shown.

Amounts have the signs that people read: income and profit positive, costs negative; assets
positive, equity and liabilities positive. A value that is not known is None, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Words:
    """A text in the languages that siekit speaks."""

    en: str
    sv: str

    def __getitem__(self, lang: str) -> str:
        """The text in a language, English where there is no other."""
        return self.sv if lang == "sv" else self.en


class ColumnKind(StrEnum):
    """What a column holds, so how it is aligned and written."""

    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    COUNT = "count"


class LineKind(StrEnum):
    """How much a line weighs."""

    LINE = "line"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `key` is the period as `2025-01` where it is one, else a stable word."""

    key: str
    head: Words
    kind: ColumnKind = ColumnKind.MONEY


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of a report comes from: a line of a file, and its voucher where it has one."""

    document_id: int
    line: int | None = None
    voucher_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: a value for each column of the report, and texts for its cell columns."""

    key: str
    label: Words
    level: int = 1
    kind: LineKind = LineKind.LINE
    accounts: tuple[str, ...] = ()
    values: tuple[Decimal | None, ...] = ()
    cells: tuple[object, ...] = ()
    place: Place | None = None
    beneath: tuple[Line, ...] = ()
    """The accounts that the line adds, with the line's sign: one step further down."""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading; an empty title is not shown."""

    key: str
    title: Words
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Unmapped:
    """An account with an amount that no line of the layout takes."""

    account: str
    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for a difference, and how much of it it explains."""

    code: str
    text: Words
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much what should be equal is not, for each column, and why."""

    values: tuple[Decimal | None, ...]
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Eliminated:
    """A rule that took something away between companies; what is `left` is zero if it cancels."""

    rule: str
    left: Decimal | None
    took: bool


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that a report was made of."""

    document_id: int
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar or point of a chart."""

    label: Words
    value: Decimal | None


class Shape(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    """Upright bars in order of time."""

    CURVE = "curve"
    """What stood at the end of each day or month, as steps."""

    SPLIT = "split"
    """Lying bars, the largest first."""

    STACKED = "stacked"
    """Two piles: `bars` is one, `beside` the other."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One question answered by a picture: bars or a curve; the title says the answer."""

    key: str
    title: Words
    shape: Shape
    bars: tuple[Bar, ...]
    beside: tuple[Bar, ...] = ()
    """The same for last year, where there is one; the other pile of a stacked chart."""

    names: tuple[Words, Words] | None = None
    """What `bars` are and what `beside` are."""

    note: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report. `unit` is the currency of the amounts; `source` says what they were made of."""

    name: str
    title: Words
    company: str | None
    orgnr: str | None
    fiscal_year: str | None
    source: str
    unit: str
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    cell_columns: tuple[Column, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    difference: Difference | None = None
    notes: tuple[Words, ...] = ()
    charts: tuple[Chart, ...] = ()
    files: tuple[FileRef, ...] = ()
    eliminated: tuple[Eliminated, ...] = ()
    """What the rules between companies left, in the order of the rules."""
    left_out: int = 0
    """Lines at its end that were not made, since it was asked for the first ones only."""

    def lines(self) -> Iterator[Line]:
        """The lines of all sections, in order."""
        for section in self.sections:
            yield from section.lines

    def line(self, key: str) -> Line | None:
        """The line of that key."""
        return next((line for line in self.lines() if line.key == key), None)
