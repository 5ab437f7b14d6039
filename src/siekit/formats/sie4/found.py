"""Findings as they are made: exact counts, the first thousand of each code in detail."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from siekit.core.scanner import DETAILS
from siekit.findings import Finding
from siekit.formats.sie4.fault_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siekit.core.faults import Fault


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is, as far as it is known; a column that is left out is looked up."""

    line: int | None = None
    column: int | None = None
    label: str | None = None
    value: str | None = None


WHOLE_FILE = Place()
"""The place of what is odd about a file and not about one of its lines."""

NO_FACTS: Mapping[str, object] = MappingProxyType({})


class Found:
    """Collects the findings of one file."""

    def __init__(self, locate: Callable[[int, str | None], int], *, strict: bool) -> None:
        """Start empty; `locate` finds the column of a value, `strict` makes errors of warnings."""
        self._locate = locate
        self._strict = strict
        self._findings: list[Finding] = []
        self._counts: Counter[str] = Counter()
        self._details: Counter[str] = Counter()

    def add(
        self,
        fault: Fault,
        place: Place = WHOLE_FILE,
        *,
        count: int = 1,
        facts: Mapping[str, object] = NO_FACTS,
    ) -> None:
        """Add a finding; `count` is how many places it stands for when it is given once.

        `facts` are the values that its sentences ask for (`fault_kinds.FACTS`); those that are
        None are not known and left out.
        """
        kind = KINDS[fault]
        self._counts[kind.code] += 1
        if self._details[kind.code] >= DETAILS:
            return
        self._details[kind.code] += 1
        column = place.column
        if place.line is not None and column is None:
            column = self._locate(place.line, place.value)
        severity = kind.severity.when_strict() if self._strict else kind.severity
        said = tuple((name, str(fact)) for name, fact in facts.items() if fact is not None)
        self._findings.append(
            Finding(kind, severity, place.line, column, place.label, place.value, count, said)
        )

    def add_unseen(self, fault: Fault, number: int) -> None:
        """Count findings whose details were not kept."""
        if number > 0:
            self._counts[KINDS[fault].code] += number

    def counts(self) -> dict[str, int]:
        """Return the exact number of findings of each code."""
        return dict(sorted(self._counts.items()))

    def in_order(self) -> list[Finding]:
        """Return the findings in the order of the lines, those of the whole file first."""
        return sorted(self._findings, key=lambda one: (one.line or 0, one.column or 0, one.code))
