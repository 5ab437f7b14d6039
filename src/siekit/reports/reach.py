"""To which day a file's year reaches, where that is not its end: the file says so, or hints it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from siekit.reports.company_years import FEED
from siekit.reports.figures import PERIODS, REMEMBERED, period_changes
from siekit.reports.model import Words
from siekit.reports.periods import shown

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.figures import Changes, YearFigures

COVERED_TO, PERIOD_BALANCES, LAST_VOUCHER = "#OMFATTN", "#PSALDO", "voucher"

_LAST_VOUCHER = """
    select max(v.date), bool_or(h.covered_to is null or h.generated_date <= f.end_date)
    from _vouchers v join _files f using (document_id) join _header h using (document_id)
    where v.document_id = $document_id and v.year_no = 0 and v.voucher_id in (
        select voucher_id from _transactions where document_id = $document_id and counts
    )
    group by f.end_date
    having max(v.date) < f.end_date - interval 1 month
"""
"""More than a month without vouchers at the end, as the check partial-year sees it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The last day that a file tells of, before the end of its year, and what says so.

    `month`, as YYYYMM, is that of the day, or a later one that has amounts all the same.
    """

    day: date
    evidence: str
    month: int

    @property
    def stated(self) -> bool:
        """Whether the file itself says it; a last voucher only lets one think so."""
        return self.evidence != LAST_VOUCHER

    def covers(self, month: int) -> bool:
        """Tell whether something can be said of a month; a hint takes nothing away."""
        return not self.stated or month <= self.month

    def in_months(self) -> Words:
        """Return what is said below a report of months."""
        if not self.stated:
            return Words(
                f"The last voucher is of {self.day}; later months may be missing in the file. "
                "They are shown as 0.",
                f"Sista verifikationen är från {self.day}; senare månader kan saknas i filen. De "
                "visas som 0.",
            )
        more, mer = "", ""
        if self.month != _month(self.day):
            month = shown(self.month)
            more, mer = f" but has amounts up to {month}", f" men har belopp till och med {month}"
        return Words(
            f"The file reaches to {self.day} ({self.evidence}){more}; later months are missing "
            "(–) and in no sum.",
            f"Filen sträcker sig till {self.day} ({self.evidence}){mer}; senare månader saknas (–) "
            "och ingår inte i någon summa.",
        )

    def in_year(self, year: str = "") -> Words:
        """Return what is said below the figures of a year, which is named where it is another."""
        if self.stated:
            return Words(
                f"The year {year} reaches to {self.day} ({self.evidence}), not to its end."
                if year
                else f"The year reaches to {self.day} ({self.evidence}), not to its end.",
                f"Året {year} sträcker sig till {self.day} ({self.evidence}), inte till årets slut."
                if year
                else f"Året sträcker sig till {self.day} ({self.evidence}), inte till sitt slut.",
            )
        return Words(
            f"The last voucher {'of ' + year + ' ' if year else ''}is of {self.day}; the rest of "
            "the year may be missing in the file.",
            f"Sista verifikationen {'för ' + year + ' ' if year else ''}är från {self.day}; resten "
            "av året kan saknas i filen.",
        )


_lately: WeakKeyDictionary[duckdb.DuckDBPyConnection, dict[int, Reach | None]] = WeakKeyDictionary()


def reach_of(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, changes: Changes | None = None
) -> Reach | None:
    """Return to which day a file's year 0 reaches; None where nothing speaks against its end.

    `#OMFATTN` goes first, unless the last month has `changes` all the same; then the last period
    balance of a file that tells its months by them; then the last voucher of a ledger, as a hint.
    """
    if figures.start is None or figures.end is None or figures.sie_type == FEED:
        return None
    covered = figures.covered_to
    if covered is not None and figures.start <= covered < figures.end:
        return _covered(covered, figures, changes or {})
    if not figures.has_rows or figures.source == PERIODS:
        whole = covered is not None and covered >= figures.end
        return None if whole else _by_periods(connection, figures)
    return _by_vouchers(connection, figures.document_id)


def _covered(day: date, figures: YearFigures, changes: Changes) -> Reach | None:
    """Return the day that the file says, and the last month with an amount, which is not hidden."""
    own = set(figures.months())
    moved = [
        month
        for months in changes.values()
        for month, amount in months.items()
        if month in own and amount != 0
    ]
    last = max([_month(day), *moved])
    return None if moved and last == max(own) else Reach(day, COVERED_TO, last)


def _by_vouchers(connection: duckdb.DuckDBPyConnection, document_id: int) -> Reach | None:
    """Return the day of the last voucher, where it is far from the end of the year."""
    # A report and its pictures ask again and again, and the tables do not change.
    lately = _lately.setdefault(connection, {})
    if document_id not in lately:
        while len(lately) >= REMEMBERED:
            lately.pop(next(iter(lately)), None)
        found = connection.execute(_LAST_VOUCHER, {"document_id": document_id}).fetchone()
        day = found[0] if found and found[1] else None
        lately[document_id] = None if day is None else Reach(day, LAST_VOUCHER, _month(day))
    return lately[document_id]


def _by_periods(connection: duckdb.DuckDBPyConnection, figures: YearFigures) -> Reach | None:
    """Return the end of the last month with a period balance; None where they fill the year."""
    months = figures.months()
    own = set(months)
    told = period_changes(connection, figures.document_id)
    there = [month for one in told.values() for month in one if month in own]
    if not there or max(there) == months[-1]:
        return None
    return Reach(_last_day(max(there)), PERIOD_BALANCES, max(there))


def _last_day(month: int) -> date:
    year, number = divmod(month, 100)
    return date(year, number, monthrange(year, number)[1])


def _month(day: date) -> int:
    return day.year * 100 + day.month
