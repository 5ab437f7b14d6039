"""The columns of a statement by period: months, quarters, sums so far, twelve months at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.figures import ZERO, add
from siekit.reports.model import Column, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from siekit.reports.figures import Amount, YearFigures

BY = ("year", "month", "quarter", "ytd", "rolling12")
MONTHS_A_QUARTER = 3
LONGEST_HEAD = 20
MONTHS_A_YEAR = 12
MOST_MONTHS = 36
"""A year of more months is a mistake in the file; the standard allows 18."""

TOTAL = Column("total", Words("Total", "Summa"))
OUTSIDE = Column("outside", Words("Outside the year", "Utanför året"))


@dataclass(frozen=True, slots=True)
class Span:
    """One column of periods and the months whose changes it adds."""

    column: Column
    months: tuple[int, ...]


def spans(figures: YearFigures, by: str) -> list[Span]:
    """Return the columns that a year is divided into; quarters are those of the fiscal year.

    Raises `UsageError` where the file does not say which months its year has.
    """
    months = figures.months()
    if not months or len(months) > MOST_MONTHS:
        found = f"of {len(months)} months" if months else "without start and end"
        found_sv = f"på {len(months)} månader" if months else "utan början och slut"
        message = (
            f"{figures.file}: a year {found} cannot be divided by {by}. Leave --by out, or correct "
            "#RAR 0 in the file."
        )
        swedish = (
            f"{figures.file}: ett år {found_sv} går inte att dela in ({by}). Utelämna indelningen "
            "(--by), eller rätta #RAR 0 i filen."
        )
        raise UsageError(message, swedish=swedish)
    if by == "month":
        return [Span(_month(m), (m,)) for m in months]
    if by == "ytd":
        return [
            Span(
                Column(shown(m), Words(f"to {shown(m)}", f"t.o.m. {shown(m)}")),
                tuple(months[: number + 1]),
            )
            for number, m in enumerate(months)
        ]
    if by == "rolling12":
        return [Span(_month(m), tuple(twelve_to(m))) for m in months]
    if by == "quarter":
        parts = [
            tuple(months[at : at + MONTHS_A_QUARTER])
            for at in range(0, len(months), MONTHS_A_QUARTER)
        ]
        year = short_year(figures.start, figures.end)
        return [_quarter(number, part, year) for number, part in enumerate(parts, 1)]
    message = f"Statements are divided by {', '.join(BY)}, not by {by!r}."
    swedish = f"Räkningar delas in i {', '.join(BY)}, inte i {by!r}."
    raise UsageError(message, swedish=swedish)


def moved_in(changes: Mapping[int, Amount], months: Sequence[int]) -> Amount:
    """Return what moved in some months."""
    return add([changes.get(month, ZERO) for month in months])


def moved_until(changes: Mapping[int, Amount], last: int) -> Amount:
    """Return what moved up to the end of a month."""
    return add([amount for month, amount in changes.items() if month <= last])


def twelve_to(month: int) -> Iterator[int]:
    """Give the twelve months that end with one."""
    last = month // 100 * MONTHS_A_YEAR + month % 100 - 1
    for number in range(last - MONTHS_A_YEAR + 1, last + 1):
        yield number // MONTHS_A_YEAR * 100 + number % MONTHS_A_YEAR + 1


def shown(month: int) -> str:
    """Return a month as people and JSON write it: 2025-03."""
    return f"{month // 100:04d}-{month % 100:02d}"


def year_column(fiscal_year: str | None) -> Column:
    """Return the column of a whole year, which its head says in few letters."""
    if fiscal_year is None:
        return Column("year", Words("Year", "År"))
    first, _, last = fiscal_year.partition("/")
    text = short_year(date.fromisoformat(first), date.fromisoformat(last))
    return Column(fiscal_year, Words(text, text))


def short_year(start: date | None, end: date | None) -> str:
    """Return a fiscal year in few letters: 2024, a broken one 2023/24, a short one 2024-05–12."""
    if start is None or end is None:
        return ""
    if start.year != end.year:
        return f"{start.year:04d}/{end.year % 100:02d}"
    if (start.month, end.month) == (1, MONTHS_A_YEAR):
        return f"{start.year:04d}"
    return f"{start.year:04d}-{start.month:02d}–{end.month:02d}"


def short_head(text: str) -> str:
    """Return a name as the head of a column, which may not be as long as names are."""
    return text if len(text) <= LONGEST_HEAD else f"{text[: LONGEST_HEAD - 1].rstrip()}…"


def _month(month: int) -> Column:
    return Column(shown(month), Words(shown(month), shown(month)))


def _quarter(number: int, months: tuple[int, ...], year: str) -> Span:
    first, last = shown(months[0]), shown(months[-1])
    head = Words(f"Q{number} {year}", f"Kv {number} {year}")
    return Span(Column(f"{first}/{last}", head), months)
