"""Findings of a writing, gathered: one for each kind, label and value, with a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.findings import Finding
from siekit.formats.sie4.write.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable


class Told:
    """What the writer tells, in the order in which it came up."""

    def __init__(self) -> None:
        """Start with nothing told."""
        self._findings: list[Finding] = []

    def add(
        self,
        name: str,
        *,
        label: str | None = None,
        value: str | None = None,
        line: int | None = None,
        count: int = 1,
        **facts: str,
    ) -> None:
        """Tell something that happened `count` times, unless it never did."""
        if count:
            kind = KINDS[name]
            finding = Finding(
                kind,
                kind.severity,
                line=line,
                label=label,
                value=value,
                count=count,
                facts=tuple(facts.items()),
            )
            self._findings.append(finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Tell what was told elsewhere."""
        self._findings.extend(findings)

    def findings(self) -> tuple[Finding, ...]:
        """Return all that was told."""
        return tuple(self._findings)
