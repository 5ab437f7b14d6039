"""What a renderer must have, and how a report should look."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siekit.reports.model import Report

WITH_ORE = frozenset({"trial-balance", "gross-trial-balance", "completeness"})
"""Reports without rows whose money is shown with öre."""


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a report is shown. `decimals` None: kronor in statements, öre in ledgers.

    `width` and the two styles are the terminal's. `details` shows the accounts beneath each line.
    `made` is the time in the foot of pages; None is now, or SOURCE_DATE_EPOCH where that is set.
    """

    lang: str = "en"
    decimals: int | None = None
    width: int = 80
    strong: Callable[[str], str] = _as_it_is
    faint: Callable[[str], str] = _as_it_is
    details: bool = False
    made: datetime | None = None

    def decimals_of(self, report: Report) -> int:
        """How many decimals money has in a report."""
        if self.decimals is not None:
            return self.decimals
        return 2 if report.cell_columns or report.name in WITH_ORE else 0

    def moment(self) -> datetime:
        """When the report is made, to the second."""
        if self.made is not None:
            return self.made
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if epoch.isdecimal():
            return datetime.fromtimestamp(int(epoch), UTC)
        return datetime.now().astimezone().replace(microsecond=0)


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
