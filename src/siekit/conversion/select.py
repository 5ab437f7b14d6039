"""The wanted part of a file: its year made the current one, its vouchers picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.conversion.notes import CHANGED, LEFT_OUT
from siekit.conversion.selection import last_day, shown
from siekit.conversion.work import month_of, months
from siekit.exceptions import NotConvertibleError, UsageError
from siekit.locale.figures import period

if TYPE_CHECKING:
    from datetime import date

    from siekit.conversion.selection import Selection
    from siekit.conversion.work import Work

YEAR_COLUMNS = {
    "fiscal_years": ("year_no",),
    "balances": ("year_no",),
    "period_balances": ("year_no", "year_no_declared"),
    "vouchers": ("year_no",),
}
FIGURE_LABELS = {"balances": "#IB, #UB, #RES", "period_balances": "#PSALDO, #PBUDGET"}


def select(work: Work, wanted: Selection, sie_type: str) -> date | None:
    """Keep what is wanted; return the day at which balances are to be cut, None for none.

    Raises `NotConvertibleError` where a file of the type would not add up, and `UsageError` for a
    year, a month or a series that is not there.
    """
    if wanted.year is not None:
        _take_year(work, wanted.year)
    if wanted.series is not None:
        _take_series(work, wanted.series, sie_type)
    return _take_months(work, wanted, sie_type) if wanted.has_months else None


def _take_year(work: Work, year_no: int) -> None:
    years = work.years()
    if year_no not in years:
        there = ", ".join(str(number) for number in sorted(years, reverse=True)) or "none"
        message = f"{work.name} has no fiscal year {year_no} (#RAR). Its years are: {there}."
        raise UsageError(message)
    vouchers = work.tables["vouchers"]
    others = work.keep_vouchers(pc.equal(vouchers["year_no"], year_no))
    work.notes.add(LEFT_OUT, "vouchers-of-other-years", others)
    if year_no == 0:
        return
    for name, columns in YEAR_COLUMNS.items():
        later = work.filter(name, _not_after(work.tables[name]["year_no"], year_no))
        if name in FIGURE_LABELS:
            work.notes.add(LEFT_OUT, "figures-of-later-years", later, label=FIGURE_LABELS[name])
        for column in columns:
            table = work.tables[name]
            moved = pc.subtract(table[column].cast(pa.int32()), year_no).cast(pa.int8())
            at = table.column_names.index(column)
            work.tables[name] = table.set_column(at, column, moved)
    year = years[year_no]
    span = period(year.start_date, year.end_date)
    work.notes.add(CHANGED, "year-moved", 1, span=span)


def _not_after(year_no: pa.ChunkedArray, year: int) -> pa.ChunkedArray:
    return pc.less_equal(year_no, pa.scalar(year, pa.int8()))


def _take_series(work: Work, series: tuple[str, ...], sie_type: str) -> None:
    vouchers = work.tables["vouchers"]
    own = pc.fill_null(vouchers["series"], "")
    there = pc.unique(own).to_pylist()
    missing = [one for one in series if one not in there]
    if missing:
        names = ", ".join(repr(one) for one in sorted(there)) or "none"
        message = f"{work.name} has no voucher series {missing[0]!r}. Its series are: {names}."
        raise UsageError(message)
    if sie_type != "4I":
        message = (
            f"Some voucher series of {work.name} cannot become type {sie_type}: its balances are "
            "made of all of them. Make a 4I file of the vouchers (--to 4I)."
        )
        raise NotConvertibleError(message)
    others = work.keep_vouchers(pc.is_in(own, pa.array(series, pa.string())))
    work.notes.add(LEFT_OUT, "vouchers-of-other-series", others)


def _take_months(work: Work, wanted: Selection, sie_type: str) -> date | None:
    first, last = wanted.first or 0, wanted.last or 0
    cut = None if sie_type == "4I" else _cut(work, first, last, sie_type, wanted.shown_months)
    vouchers = work.tables["vouchers"]
    if pc.any(pc.is_null(vouchers["date"])).as_py():
        at = vouchers.filter(pc.is_null(vouchers["date"]))["line"][0].as_py()
        message = (
            f"{work.name} cannot be cut by months: the voucher on line {at} has no date that can "
            "be read. Correct it, or convert the whole file."
        )
        raise NotConvertibleError(message)
    month = months(vouchers["date"])
    inside = pc.and_(pc.greater_equal(month, first), pc.less_equal(month, last))
    work.notes.add(LEFT_OUT, "vouchers-of-other-months", work.keep_vouchers(inside))
    return cut


def _cut(work: Work, first: int, last: int, sie_type: str, named: str) -> date | None:
    """Return the day of the cut; None when the months reach to the end of the year."""
    year = work.years().get(0)
    if year is None or year.start_date is None or year.end_date is None:
        message = (
            f"{work.name} has no fiscal year (#RAR 0), so its balances cannot be cut. Make a 4I "
            "file of the months' vouchers (--to 4I)."
        )
        raise NotConvertibleError(message)
    begins, ends = month_of(year.start_date), month_of(year.end_date)
    if last < begins or first > ends:
        message = (
            f"{named} lies outside the fiscal year {period(year.start_date, year.end_date)} of "
            f"{work.name}. Name months of the year, or another year (--year -1)."
        )
        raise UsageError(message)
    if first > begins:
        message = (
            f"A file of type {sie_type} begins with its fiscal year, in {shown(begins)}, since its "
            f"balances do. Give --period ..{shown(last)}, or make a 4I file of the vouchers of "
            f"{named} (--to 4I)."
        )
        raise NotConvertibleError(message)
    return None if last >= ends else last_day(last)


def cut_figures(work: Work, day: date) -> None:
    """Leave out the balances of the current year that reach beyond a day."""
    last = month_of(day)
    balances = work.tables["balances"]
    ends = pc.invert(pc.equal(balances["kind"].cast(pa.string()), "opening"))
    current = pc.and_(ends, pc.equal(balances["year_no"], 0))
    gone = work.filter("balances", pc.invert(current))
    work.notes.add(LEFT_OUT, "figures-after-cut", gone, label="#UB, #RES, #OUB", day=day)
    periods = work.tables["period_balances"]
    actual = pc.equal(periods["kind"].cast(pa.string()), "actual")
    later = pc.and_(pc.equal(periods["year_no"], 0), pc.greater(periods["period"], last))
    gone = work.filter("period_balances", pc.invert(pc.and_kleene(actual, later)))
    work.notes.add(LEFT_OUT, "figures-after-cut", gone, label="#PSALDO", day=day)
