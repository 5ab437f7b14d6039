"""Which file speaks for a company and year where several do.

The one with vouchers, then the one written last, then the one named last. A feed (type 4I) adds to
a ledger that the file of another type already is, so it is left out beside one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEED = "4I"
EARLIEST = date.min


@dataclass(slots=True)
class FileFacts:
    """What is known of one file, and what was decided about it.

    `start` and `end` are those of year 0; without #RAR the first and the last voucher date,
    and `derived` is true. Of a file that was read no further than its first voucher `vouchers`
    is 1, and there is no hash.
    """

    document_id: int
    file: str
    company: str | None
    orgnr: str | None
    key: str
    sie_type: str
    start: date | None
    end: date | None
    derived: bool
    vouchers: int
    generated: date | None
    sha256: str | None
    years: Sequence[tuple[int | None, date | None, date | None]] = ()
    """Each year the file states: its number, first and last day."""
    chosen: bool = True
    reason: str = "the only file of its company and year"
    instead: int | None = None
    years_elsewhere: list[int] = field(default_factory=list)
    """Numbers of earlier years for which another chosen file speaks."""

    @property
    def fiscal_year(self) -> str | None:
        """The year as tables show it: `2025-01-01/2025-12-31`."""
        if self.start is None or self.end is None:
            return None
        return f"{self.start}/{self.end}"

    def overlaps(self, other: FileFacts) -> bool:
        """Tell whether the years have a day in common."""
        if None in (self.start, self.end, other.start, other.end):
            return False
        return self.start <= other.end and other.start <= self.end  # type: ignore[operator]


def company_key(orgnr: str | None, company_id: str | None, company: str | None) -> str:
    """Return what files of one company have in common; empty where a file does not say."""
    return orgnr or company_id or (company or "").casefold()


def choose(files: Sequence[FileFacts]) -> None:
    """Decide for each file whether it is chosen, and say why."""
    companies: dict[str, list[FileFacts]] = {}
    for one in files:
        companies.setdefault(one.key or f"\0{one.document_id}", []).append(one)
    for own in companies.values():
        ledgers = [one for one in own if one.sie_type != FEED]
        _choose_ledgers(ledgers)
        _choose_feeds([one for one in own if one.sie_type == FEED], ledgers)


def _choose_ledgers(ledgers: Iterable[FileFacts]) -> None:
    """Take the best first; what overlaps a file that was taken is left out."""
    taken: list[FileFacts] = []
    for one in sorted(ledgers, key=_merit, reverse=True):
        rival = next((other for other in taken if other.overlaps(one)), None)
        if rival is None:
            taken.append(one)
            continue
        one.chosen, one.instead = False, rival.document_id
        one.reason = f"{rival.file} {_why(rival, one)}"
        if rival.reason.startswith("the only"):
            rival.reason = "chosen among several files of its company and year"


def _merit(one: FileFacts) -> tuple[bool, date, int]:
    return bool(one.vouchers), one.generated or EARLIEST, one.document_id


def _why(better: FileFacts, other: FileFacts) -> str:
    """Say in what the chosen file is the better one."""
    same = better.fiscal_year == other.fiscal_year
    year = "is of the same year" if same else "is of a year that overlaps"
    if bool(better.vouchers) != bool(other.vouchers):
        return f"{year} and has vouchers"
    if (better.generated or EARLIEST) != (other.generated or EARLIEST):
        return f"{year} and was written later"
    return f"{year} and was named later"


def _choose_feeds(feeds: Iterable[FileFacts], ledgers: Sequence[FileFacts]) -> None:
    """Leave out feeds whose vouchers may already stand in a ledger; they add to each other."""
    for one in feeds:
        ledger = next((other for other in ledgers if other.chosen and other.overlaps(one)), None)
        if ledger is None:
            one.reason = "a feed (type 4I), and no ledger of its company and year"
        else:
            one.chosen, one.instead = False, ledger.document_id
            one.reason = f"a feed (type 4I), whose vouchers {ledger.file} may already have"
