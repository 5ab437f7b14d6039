"""Organisation numbers without a hyphen or with a century: NNNNNN-NNNN."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.lint.fixes.base import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding
    from siekit.lint.fixes.file_text import FileText

_FORM = re.compile(r"\d{6}-\d{4}", re.ASCII)


class OrgnrForm(Fix):
    """The number as it was read."""

    codes = ("R501",)

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Put the number that was read in the place of the value."""
        number = dict(finding.facts).get("orgnr", "")
        span = text.unquoted_value(finding)
        if span is not None and _FORM.fullmatch(number):
            yield Edit(*span, number.encode())
