"""The fiscal year of each period balance: its period says it, not its year number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.faults import Fault
from siekit.formats.sie4.found import Place
from siekit.formats.sie4.scan import NAMES

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.years import Years

# Label, period and stated year are packed into one number; periods have six digits, and
# stated years are between -128 and 127 or absent.
PERIODS = 1_000_000
YEARS = 512
LOWEST_YEAR = -128
NO_YEAR = 256

_GROUP = ["spot", "label", "year_no", "period"]


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows of one label, stated year and period: the first line, and how many there are."""

    spot: int
    label: int
    year_no: int | None
    period: int
    line: int
    count: int

    @property
    def place(self) -> Place:
        """Return where the first of the rows stands."""
        return Place(self.line, label=NAMES[self.label], value=str(self.period))


def resolved_years(found: Found, records: pa.Table, years: Years) -> pa.ChunkedArray:
    """Return the year of each row by its period; the stated number where no year holds it."""
    if not years.usable or not records.num_rows:
        return records["year_no"]
    spots = records.append_column("spot", _spots(records))
    outside: list[_Group] = []
    changed: list[tuple[_Group, int]] = []
    for group in _groups(spots):
        year = years.of_period(group.period, group.year_no)
        if year is None:
            outside.append(group)
        elif year.year_no != group.year_no:
            changed.append((group, year.year_no))
    _tell_outside(found, outside, years)
    if not changed:
        return records["year_no"]
    _tell_changed(found, changed)
    at = pc.index_in(spots["spot"], pa.array([group.spot for group, _ in changed], pa.int64()))
    moved = pc.take(pa.array([year_no for _, year_no in changed], pa.int32()), at)
    return pc.coalesce(moved, records["year_no"])


def _spots(records: pa.Table) -> pa.ChunkedArray:
    """Return label, stated year and period of each row as one number."""
    year_no = records["year_no"].cast(pa.int64())
    year = pc.fill_null(pc.subtract(year_no, LOWEST_YEAR), NO_YEAR)
    period = pc.fill_null(records["period"].cast(pa.int64()), 0)
    label = records["label"].cast(pa.int64())
    return pc.add(pc.multiply(pc.add(pc.multiply(label, PERIODS), period), YEARS), year)


def _groups(spots: pa.Table) -> list[_Group]:
    """Return the rows that have a period in groups."""
    groups = spots.group_by(_GROUP, use_threads=False).aggregate(
        [("line", "min"), ("line", "count")]
    )
    groups = groups.filter(pc.is_valid(groups["period"]))
    names = (*_GROUP, "line_min", "line_count")
    return [_Group(*row) for row in zip(*(groups[n].to_pylist() for n in names), strict=True)]


def _tell_outside(found: Found, outside: list[_Group], years: Years) -> None:
    """Tell periods that no year holds, once for each."""
    days = years.days()
    span = {"first_day": days[0], "last_day": days[1]} if days else {}
    by_period: dict[int, list[_Group]] = {}
    for group in outside:
        by_period.setdefault(group.period, []).append(group)
    for period, groups in sorted(by_period.items()):
        first = min(groups, key=lambda group: group.line)
        count = sum(group.count for group in groups)
        facts = {"period": period, **span}
        found.add(Fault.PERIOD_OUTSIDE_YEARS, first.place, count=count, facts=facts)


def _tell_changed(found: Found, changed: list[tuple[_Group, int]]) -> None:
    """Tell rows whose year number and period disagree, once for the file."""
    first, year_no = min(changed, key=lambda one: one[0].line)
    count = sum(group.count for group, _ in changed)
    facts = {"year_no": first.year_no, "period": first.period, "period_year": year_no}
    found.add(Fault.YEAR_NUMBER_DISAGREES, first.place, count=count, facts=facts)
