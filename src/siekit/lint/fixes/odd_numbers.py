"""Decimal commas, thousands separators, plus signs, no-break spaces: plain numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.lint.fixes.base import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding
    from siekit.lint.fixes.file_text import FileText

_PLAIN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class OddNumber(Fix):
    """The number as it was read: digits and a decimal point."""

    codes = ("R115", "R404", "R405", "R406")

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Put the number that was read in the place of the value."""
        reading = dict(finding.facts).get("reading", "")
        span = text.unquoted_value(finding)
        if span is not None and _PLAIN.fullmatch(reading):
            yield Edit(*span, reading.encode())
