"""Decimal commas, thousands separators, plus signs, no-break spaces: plain numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.core.labels import BY_NAME, FieldType
from siekit.lint.fixes.base import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding
    from siekit.lint.fixes.file_text import FileText

NUMBERS = frozenset({FieldType.AMOUNT, FieldType.QUANTITY})

_FORMS = {"R404": re.compile(rb"-?\d+,\d{1,2}"), "R406": re.compile(rb"\+\d+(\.\d+)?")}
"""The two that whole programs write so, each in the form that has one reading."""

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

    def everywhere(self, text: FileText, code: str) -> Iterator[Edit]:
        """Every number of the form, in the fields that hold numbers."""
        form = _FORMS.get(code)
        if form is None:
            return
        for start, line in text.records():
            label = BY_NAME.get(line.name.decode("ascii", "replace"))
            for kind, field in zip(label.fields if label else (), line.fields, strict=False):
                if kind.type in NUMBERS and form.fullmatch(field.content):
                    new = field.content.replace(b",", b".").removeprefix(b"+")
                    yield Edit(start + field.start, start + field.stop, new)
