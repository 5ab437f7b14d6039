"""#FLAGGA: the first record of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.lint.fixes.base import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding
    from siekit.lint.fixes.file_text import FileText

_FLAG = re.compile(
    rb"(?:^|(?<=[\r\n]))[ \t]*#FLAGGA(?=[\s\"])[^\r\n]*(?:\r\n|\r|\n|$)", re.IGNORECASE
)


class FlagFirst(Fix):
    """The record at the very beginning: moved there, or `#FLAGGA 0` where there is none.

    A file without the flag was not marked as read in, which is what 0 says.
    """

    codes = ("R214",)

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Put the record first."""
        del finding
        records = [match.span() for match in _FLAG.finditer(text.data)]
        if not records and text.begins_well:
            yield Edit(0, 0, b"#FLAGGA 0" + text.line_end)
        elif len(records) == 1 and records[0][0]:
            ((start, stop),) = records
            record = text.data[start:stop].strip()
            yield Edit(0, 0, record + text.line_end)
            yield Edit(start, stop, b"")
