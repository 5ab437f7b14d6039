"""Findings as they are made: exact counts, the first thousand of each code in detail."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from siekit.core.scanner import DETAILS
from siekit.findings import Finding
from siekit.formats.sie4.fault_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from siekit.core.faults import Fault


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
        /,
        *,
        line: int | None = None,
        column: int | None = None,
        label: str | None = None,
        value: str | None = None,
        count: int = 1,
        **facts: object,
    ) -> None:
        """Add a finding; `count` is how many places it stands for when it is given once."""
        kind = KINDS[fault]
        self._counts[kind.code] += 1
        if self._details[kind.code] >= DETAILS:
            return
        self._details[kind.code] += 1
        if line is not None and column is None:
            column = self._locate(line, value)
        severity = kind.severity.when_strict() if self._strict else kind.severity
        said = tuple((name, str(fact)) for name, fact in facts.items() if fact is not None)
        self._findings.append(Finding(kind, severity, line, column, label, value, count, said))

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
