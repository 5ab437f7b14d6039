"""Labels in lower case: the standard's capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.lint.fixes.base import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding
    from siekit.lint.fixes.file_text import FileText


class LabelCase(Fix):
    """The label in capitals."""

    codes = ("R217",)

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Write the label of the line in capitals."""
        found = text.line(finding.line)
        if found is None:
            return
        start, line = found
        if line.label is not None:
            first, last = start + line.label.start, start + line.label.stop
            yield Edit(first, last, text.data[first:last].upper())
