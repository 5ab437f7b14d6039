"""Records without an object list: an empty one, {}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.core.labels import BY_NAME, FieldType
from siekit.lint.fixes.base import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding
    from siekit.formats.sie4.tokens import Line
    from siekit.lint.fixes.file_text import FileText


class ObjectList(Fix):
    """The braces, where the standard has the list."""

    codes = ("R315",)

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Put the braces in front of the field that stands in the list's place."""
        found = text.line(finding.line)
        if found is not None:
            yield from _braces(*found)

    def everywhere(self, text: FileText, code: str) -> Iterator[Edit]:
        """Every record that lacks its list."""
        del code
        for start, line in text.records():
            yield from _braces(start, line)


def _braces(start: int, line: Line) -> Iterator[Edit]:
    """Empty braces where the list should stand and does not."""
    label = BY_NAME.get(line.name.decode("ascii", "replace"))
    types = [field.type for field in label.fields] if label else []
    if FieldType.OBJECTS not in types:
        return
    place = types.index(FieldType.OBJECTS)
    if len(line.fields) > place and line.fields[place].kind != "list":
        at = start + line.fields[place].start
        yield Edit(at, at, b"{} ")
    elif len(line.fields) == place and line.fields:
        at = start + line.fields[-1].stop
        yield Edit(at, at, b" {}")
