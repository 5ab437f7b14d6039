"""Labels in lower case: the standard's capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.core.labels import BY_NAME
from siekit.lint.fixes.base import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding
    from siekit.formats.sie4.tokens import Line
    from siekit.lint.fixes.file_text import FileText


class LabelCase(Fix):
    """The label in capitals."""

    codes = ("R217",)

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Write the label of the line in capitals."""
        found = text.line(finding.line)
        if found is not None:
            yield from _capitals(*found)

    def everywhere(self, text: FileText, code: str) -> Iterator[Edit]:
        """Every label of the standard."""
        del code
        for start, line in text.records():
            if line.name.decode("ascii", "replace") in BY_NAME:
                yield from _capitals(start, line)


def _capitals(start: int, line: Line) -> Iterator[Edit]:
    """The label of a line in capitals, where it is not."""
    if line.label is None:
        return
    raw = line.data[line.label.start : line.label.stop]
    if raw != raw.upper():
        yield Edit(start + line.label.start, start + line.label.stop, raw.upper())
