"""#SIETYP 4E or 4I: the standard has only the digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.lint.fixes.base import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding
    from siekit.lint.fixes.file_text import FileText


class TypeLetter(Fix):
    """The digit alone; where the type would then be read otherwise, the letter stays."""

    codes = ("R421",)

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Put the digit in the place of the value."""
        span = text.unquoted_value(finding)
        if span is not None and finding.value and finding.value[0] in "1234":
            yield Edit(*span, finding.value[0].encode())
