"""What a renderer must have, and how a report should look."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import tzinfo

    from siekit.reports.model import Report

WITH_ORE = frozenset({"trial-balance", "gross-trial-balance", "completeness"})
"""Reports without rows whose money is shown with öre."""

SWEDEN = "Europe/Stockholm"
OFFSET = len("+01:00")
LONGEST_ZONE = 5
"""Windows has names for zones that are sentences."""


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a report is shown. `decimals` None: kronor in statements, öre in ledgers.

    `width` and the two styles are the terminal's. `details` shows the accounts beneath each line.
    `made` is the time in the foot of pages; None is now, or SOURCE_DATE_EPOCH where that is set.
    `zone` is the reader's; None is that of the computer.
    """

    lang: str = "en"
    decimals: int | None = None
    width: int = 80
    strong: Callable[[str], str] = _as_it_is
    faint: Callable[[str], str] = _as_it_is
    details: bool = False
    made: datetime | None = None
    zone: tzinfo | None = None

    def decimals_of(self, report: Report) -> int:
        """How many decimals money has in a report."""
        if self.decimals is not None:
            return self.decimals
        return 2 if report.cell_columns or report.name in WITH_ORE else 0

    def moment(self) -> datetime:
        """When the report is made, to the second, on the reader's clock."""
        moment = self._moment()
        return moment if self.zone is None else moment.astimezone(self.zone)

    def made_at(self) -> str:
        """The same as it is written, with the name of the zone: `2026-11-25 00:27 CET`."""
        moment = self.moment()
        return f"{moment:%Y-%m-%d %H:%M} {_zone_name(moment, self.lang)}".rstrip()

    def _moment(self) -> datetime:
        if self.made is not None:
            return self.made
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if epoch.isdecimal():
            return datetime.fromtimestamp(int(epoch), UTC)
        return datetime.now().astimezone().replace(microsecond=0)


def _zone_name(moment: datetime, lang: str) -> str:
    """Return the zone as people know it, else by how much it differs from UTC."""
    if getattr(moment.tzinfo, "key", None) == SWEDEN:
        return "svensk tid" if lang == "sv" else "Swedish time"
    name = moment.tzname() or ""
    if name.isalpha() and len(name) <= LONGEST_ZONE:
        return name
    return f"UTC{moment.isoformat()[-OFFSET:]}" if moment.tzinfo else ""


class Renderer(Protocol):
    """One form of a report; new ones are a file and a line in `registry.py`."""

    name: str
    extension: str
    streams: bool
    """Whether it may go to the standard output."""

    draws: bool
    """Whether it shows charts, and ledgers behind the figures of a statement."""

    def render(self, reports: Sequence[Report], look: Look) -> bytes:
        """Return reports as the bytes of one file."""
