"""The identification of a file that siekit makes: program, day, flag, type, covered-to date."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.about import version
from siekit.conversion.notes import DERIVED
from siekit.conversion.selection import last_day
from siekit.conversion.work import month_of, months
from siekit.model import Generated, Program

if TYPE_CHECKING:
    from siekit.conversion.work import Work

PROGRAM = "siekit"
WITH_COVERED_TO = ("2", "3")
"""Types that must say to which day their balances reach."""


def set_head(work: Work, sie_type: str, today: dt.date | None) -> None:
    """Say what made the file, when, and of which type it is; nobody has read it yet."""
    day = dt.date.today() if today is None else today  # noqa: DTZ011 - the day where the user is
    work.header = replace(
        work.header,
        program=Program(PROGRAM, version()),
        generated=Generated(day, None),
        flag=0,
        sie_type=sie_type,
    )


def set_covered_to(work: Work, sie_type: str, cut: dt.date | None) -> None:
    """Say to which day the balances reach: the cut, else what the file says, else its figures.

    The last is the last day of the last month in which something moved, or of the year where
    nothing did.
    """
    year = work.years().get(0)
    if year is None or year.start_date is None or year.end_date is None or sie_type in ("1", "4I"):
        return
    if cut is not None:
        _set(work, cut, "covered-to-cut")
        return
    own = work.header.covered_to
    if own is not None and year.start_date <= own <= year.end_date:
        return
    work.header = replace(work.header, covered_to=None)
    if sie_type in WITH_COVERED_TO:
        _set(work, _last_moved(work, year.end_date), "covered-to-derived")


def reach_vouchers(work: Work) -> None:
    """Move the day to which balances reach on to the month of the last voucher."""
    own, year = work.header.covered_to, work.years().get(0)
    if own is None or year is None or year.end_date is None:
        return
    vouchers = work.tables["vouchers"]
    last = pc.max(vouchers.filter(pc.equal(vouchers["year_no"], 0))["date"]).as_py()
    if last is not None and last > own:
        _set(work, min(last_day(month_of(last)), year.end_date), "covered-to-derived")


def _set(work: Work, day: dt.date, note: str) -> None:
    work.header = replace(work.header, covered_to=day)
    work.notes.add(DERIVED, note, 1, label="#OMFATTN", day=day)


def _last_moved(work: Work, end: dt.date) -> dt.date:
    """Return the last day of the last month of the year that has vouchers or a change."""
    vouchers = work.tables["vouchers"]
    current = vouchers.filter(pc.equal(vouchers["year_no"], 0))
    last = [pc.max(months(current["date"])).as_py()]
    periods = work.tables["period_balances"]
    actual = pc.and_(
        pc.equal(periods["kind"].cast(pa.string()), "actual"), pc.equal(periods["year_no"], 0)
    )
    moved = periods.filter(pc.and_(actual, pc.not_equal(periods["amount"], 0)))
    last.append(pc.max(moved["period"]).as_py())
    known = [one for one in last if one is not None]
    if not known or max(known) >= month_of(end):
        return end
    return last_day(max(known))
