"""Findings as an upload keeps them: JSON in both languages, the most important ones where many."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from siekit.findings import Severity
from siekit.locale.figures import money
from siekit.locale.language import LANGUAGES
from siekit.workspace.shown_text import shown_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from siekit.findings import Finding

MOST = 5000
"""Findings that one upload keeps; of one code the reader and the rules give 1,000 at most."""

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_LONGEST = 2000


def as_json(finding: Finding) -> dict[str, Any]:
    """Return a finding with both languages, and whether it blocks activation."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "blocks": finding.kind.blocks_activation,
        "line": finding.line,
        "column": finding.column,
        "label": None if finding.label is None else shown_text(finding.label),
        "value": None if finding.value is None else shown_text(finding.value),
        "count": finding.count,
        "message": {lang: shown_text(told(finding, lang), _LONGEST) for lang in LANGUAGES},
        "remedy": {lang: shown_text(finding.remedy(lang), _LONGEST) for lang in LANGUAGES},
    }


def told(finding: Finding, lang: str) -> str:
    """Return the sentence of a finding for people: its amounts as the language writes them."""
    return finding.message(lang, amount=partial(money, lang=lang))


def findings_json(findings: Sequence[Finding], exact: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the findings that are kept, in their order.

    The first of each code has `found`, how many there are of it exactly; those that are not kept
    are the difference.
    """
    kept = findings
    if len(findings) > MOST:
        heavy = sorted(range(len(findings)), key=lambda k: weight(findings[k]))[:MOST]
        kept = [findings[k] for k in sorted(heavy)]
    told: set[str] = set()
    made = []
    for finding in kept:
        one = as_json(finding)
        if finding.code not in told:
            told.add(finding.code)
            one["found"] = exact.get(finding.code, 1)
        made.append(one)
    return made


def weight(finding: Finding) -> tuple[bool, int, int]:
    """Sort by this: what blocks comes first, then errors, warnings and remarks, then the line."""
    return (
        not finding.kind.blocks_activation,
        _ORDER[finding.severity],
        finding.line or 0,
    )
