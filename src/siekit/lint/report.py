"""What was found in one file, as it is told: without the document, which is let go."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from siekit.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from siekit.findings import Finding, FindingKind

ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)
"""The severities, the worst first."""


@dataclass(frozen=True, kw_only=True)
class FileReport:
    """The findings of one file that are told: in line order, at most 1,000 of each code.

    `finding_counts` has the exact numbers. `known` findings stand in the baseline and are told
    by their number only; `gone` ones stand there and are not found any more.
    """

    path: str
    findings: Sequence[Finding]
    finding_counts: Mapping[str, int]
    known: int = 0
    gone: int = 0
    excerpts: Mapping[int, str] = field(default_factory=dict)
    """The lines of the file that are shown, by their numbers."""

    mendable: int = 0
    """How many findings `--fix` may mend."""

    @cached_property
    def severity_of(self) -> Mapping[str, Severity]:
        """The severity of each code: that of its last finding in detail."""
        return {finding.code: finding.severity for finding in self.findings}

    @cached_property
    def severities(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, exactly."""
        counts = Counter(finding.severity for finding in self.findings)
        for code, number in self.left_out.items():
            counts[self.severity_of[code]] += number
        return {severity: counts[severity] for severity in ORDER}

    @cached_property
    def left_out(self) -> Mapping[str, int]:
        """How many findings of each code are not given in detail."""
        kept = Counter(finding.code for finding in self.findings)
        more = {code: number - kept[code] for code, number in self.finding_counts.items()}
        return {code: number for code, number in more.items() if number > 0 and kept[code]}

    @cached_property
    def by_code(self) -> Sequence[Sequence[Finding]]:
        """The findings of each code together: errors first, else in file order."""
        kinds: dict[str, list[Finding]] = {}
        for finding in self.findings:
            kinds.setdefault(finding.code, []).append(finding)
        return sorted(kinds.values(), key=lambda found: ORDER.index(found[0].severity))

    @cached_property
    def blocking(self) -> Sequence[FindingKind]:
        """The kinds of findings that block activation, as far as they are there."""
        kinds = (found[0].kind for found in self.by_code)
        return [kind for kind in kinds if kind.blocks_activation]
