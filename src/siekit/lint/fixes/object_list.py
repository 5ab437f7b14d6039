"""Records without an object list: an empty one, {}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.core.labels import BY_NAME, FieldType
from siekit.lint.fixes.base import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding
    from siekit.lint.fixes.file_text import FileText


class ObjectList(Fix):
    """The braces, where the standard has the list."""

    codes = ("R315",)

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Put the braces in front of the field that stands in the list's place."""
        found = text.line(finding.line)
        if found is None:
            return
        start, line = found
        label = BY_NAME.get(line.name.decode("ascii", "replace"))
        types = [field.type for field in label.fields] if label else []
        if FieldType.OBJECTS not in types:
            return
        place = types.index(FieldType.OBJECTS)
        if len(line.fields) > place:
            at = start + line.fields[place].start
            yield Edit(at, at, b"{} ")
        elif len(line.fields) == place and line.fields:
            at = start + line.fields[-1].stop
            yield Edit(at, at, b" {}")
