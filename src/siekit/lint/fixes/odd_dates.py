"""Dates with hyphens, and six-digit dates whose century is settled: eight digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.core.labels import BY_NAME, FieldType
from siekit.lint.fixes.base import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding
    from siekit.lint.fixes.file_text import FileText

_HYPHENS = re.compile(rb"\d{4}-\d\d-\d\d")
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

    def everywhere(self, text: FileText, code: str) -> Iterator[Edit]:
        """Every date with hyphens, in the fields that hold dates; a century is not settled here."""
        if code != "R413":
            return
        for start, line in text.records():
            label = BY_NAME.get(line.name.decode("ascii", "replace"))
            for kind, field in zip(label.fields if label else (), line.fields, strict=False):
                if kind.type is FieldType.DATE and _HYPHENS.fullmatch(field.content):
                    new = field.content.replace(b"-", b"")
                    yield Edit(start + field.start, start + field.stop, new)
