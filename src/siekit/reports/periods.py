"""The columns of a statement: the year, its months or quarters, sums so far; and comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.figures import ZERO, add
from siekit.reports.model import Column, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from siekit.reports.figures import Amount, YearFigures

BY = ("year", "month", "quarter", "ytd")
MONTHS_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Span:
    """One column of periods: its months, and whether what came before counts too."""

    column: Column
    months: tuple[int, ...]
    from_start: bool = False


def spans(figures: YearFigures, by: str) -> list[Span]:
    """Return the columns that a year is divided into; quarters are those of the fiscal year."""
    months = figures.months()
    if by == "month":
        return [Span(Column(shown(m), Words(shown(m), shown(m))), (m,)) for m in months]
    if by == "ytd":
        return [
            Span(
                Column(shown(m), Words(f"to {shown(m)}", f"t.o.m. {shown(m)}")),
                tuple(months[: number + 1]),
            )
            for number, m in enumerate(months)
        ]
    if by == "quarter":
        parts = [
            tuple(months[at : at + MONTHS_A_QUARTER])
            for at in range(0, len(months), MONTHS_A_QUARTER)
        ]
        return [_quarter(number, part) for number, part in enumerate(parts, 1)]
    message = f"Statements are divided by {', '.join(BY)}, not by {by!r}."
    raise UsageError(message)


def moved_in(changes: Mapping[int, Amount], months: Sequence[int]) -> Amount:
    """Return what moved in some months."""
    return add([changes.get(month, ZERO) for month in months])


def moved_until(changes: Mapping[int, Amount], last: int) -> Amount:
    """Return what moved up to the end of a month."""
    return add([amount for month, amount in changes.items() if month <= last])


def shown(month: int) -> str:
    """Return a month as people and JSON write it: 2025-03."""
    return f"{month // 100}-{month % 100:02d}"


def year_column(fiscal_year: str | None) -> Column:
    """Return the column of a whole year."""
    text = (fiscal_year or "").replace("/", " – ")
    return Column(fiscal_year or "year", Words(text or "Year", text or "År"))


def _quarter(number: int, months: tuple[int, ...]) -> Span:
    first, last = shown(months[0]), shown(months[-1])
    head = Words(f"Q{number} {first} – {last}", f"Kv {number} {first} – {last}")
    return Span(Column(f"{first}/{last}", head), months)
