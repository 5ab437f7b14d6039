"""Dates with hyphens, and six-digit dates whose century is settled: eight digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.lint.fixes.base import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding
    from siekit.lint.fixes.file_text import FileText

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class OddDate(Fix):
    """The date as it was read."""

    codes = ("R413", "R433")

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Put the date that was read in the place of the value."""
        reading = dict(finding.facts).get("reading", "")
        span = text.unquoted_value(finding)
        if span is not None and _DAY.fullmatch(reading):
            yield Edit(*span, reading.replace("-", "").encode())
