"""Which fiscal year of the one document is which of the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from siekit.model import FiscalYear

ONLY_IN_B = 1000
"""Added to the year number of a year that `a` lacks, so that no other year has it."""


@dataclass(frozen=True)
class Years:
    """The years of both documents; a year has the number that `a` gives it.

    Years are the same when they begin on the same day, whatever their numbers: a file of the
    year after calls it -1. Else equal numbers are the same year, unless their days are all
    different.
    """

    a: Sequence[FiscalYear]
    b: Sequence[FiscalYear]

    @cached_property
    def numbers_of_b(self) -> dict[int, int]:
        """For each year number of `b` the number of the same year in `a`, or one of its own."""
        of_a = _numbered(self.a)
        of_b = _numbered(self.b)
        starts = {year.start_date: number for number, year in of_a.items() if year.start_date}
        numbers = {
            number: starts[year.start_date]
            for number, year in of_b.items()
            if year.start_date in starts
        }
        taken = set(numbers.values())
        for number, year in of_b.items():
            if number in numbers:
                continue
            other = of_a.get(number)
            is_free = number not in taken and (other is None or _overlap(other, year))
            numbers[number] = number if is_free else number + ONLY_IN_B
        return numbers

    @cached_property
    def is_same_year(self) -> bool:
        """Whether both files are of one year, as far as they say."""
        if 0 not in _numbered(self.a) or 0 not in _numbered(self.b):
            return True
        return self.numbers_of_b[0] == 0

    @cached_property
    def in_both(self) -> frozenset[int]:
        """The years, in the numbers of `a`, that both documents know."""
        return frozenset(_numbered(self.a)) & frozenset(self.numbers_of_b.values())

    def renumbered(self, year_no: pa.ChunkedArray) -> pa.ChunkedArray:
        """Year numbers of `b` in the numbers of `a`, as 16-bit integers."""
        import pyarrow as pa
        import pyarrow.compute as pc

        wide = year_no.cast(pa.int16())
        changed = {old: new for old, new in self.numbers_of_b.items() if old != new}
        if not changed:
            return wide
        at = pc.index_in(wide, pa.array(list(changed), pa.int16()))
        return pc.coalesce(pc.take(pa.array(list(changed.values()), pa.int16()), at), wide)

    def shown(self, number: int | None) -> tuple[int | None, str | None]:
        """Number and days of a year; a year that `a` lacks has the number that `b` gives it."""
        if number is None:
            return None, None
        if number > ONLY_IN_B // 2:
            own = number - ONLY_IN_B
            return own, _days(_numbered(self.b).get(own))
        return number, _days(_numbered(self.a).get(number) or self._alike.get(number))

    @cached_property
    def _alike(self) -> dict[int, FiscalYear]:
        """The years of `b` by the numbers of `a`."""
        of_b = _numbered(self.b)
        return {new: of_b[old] for old, new in self.numbers_of_b.items()}


def _numbered(years: Sequence[FiscalYear]) -> dict[int, FiscalYear]:
    """The years that have a number, by it."""
    return {year.year_no: year for year in years if year.year_no is not None}


def _overlap(one: FiscalYear, other: FiscalYear) -> bool:
    """Whether the years have a day in common, as far as their days are known."""
    days = (one.start_date, one.end_date, other.start_date, other.end_date)
    if None in days:
        return True
    begin_a, end_a, begin_b, end_b = days
    return begin_a <= end_b and begin_b <= end_a  # type: ignore[operator]


def _days(year: FiscalYear | None) -> str | None:
    """The days of a year as `2025-01-01/2025-12-31`, as the tables of SQL show it."""
    if year is None or year.start_date is None or year.end_date is None:
        return None
    return f"{year.start_date}/{year.end_date}"
