"""Files in another character set than PC8, or that do not say which one they are in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.lint.fixes.base import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding
    from siekit.lint.fixes.file_text import FileText

HEAD = 1 << 16
"""Bytes from the start in which the first records are looked for."""

_BEFORE = re.compile(
    rb"(?:^|(?<=[\r\n]))[ \t]*#(?:FLAGGA|PROGRAM|KSUMMA[ \t]*(?=[\r\n]))[^\r\n]*(?:\r\n|\r|\n)",
    re.IGNORECASE,
)
"""The records that stand before #FORMAT."""


class IntoPc8(Fix):
    """The file written in code page 437, without a byte order mark."""

    codes = ("R101", "R102", "R104", "T713")
    into_pc8 = True
    needs_edits = False

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """No field changes, only how the letters are written."""
        del text, finding
        yield from ()


class UnknownFormat(Fix):
    """#FORMAT PC8, and the file written so."""

    codes = ("R111",)
    into_pc8 = True

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Put PC8 in the place of the value."""
        span = text.unquoted_value(finding)
        if span is not None:
            yield Edit(*span, b"PC8")


class MissingFormat(Fix):
    """#FORMAT PC8 after #FLAGGA and #PROGRAM, and the file written so."""

    codes = ("R112", "T705")
    into_pc8 = True

    def edits(self, text: FileText, finding: Finding) -> Iterator[Edit]:
        """Put the record where the standard has it."""
        del finding
        if not text.begins_well:
            return
        place = 0
        for match in _BEFORE.finditer(text.data, 0, HEAD):
            if text.data[place : match.start()].strip():
                break
            place = match.end()
        yield Edit(place, place, b"#FORMAT PC8" + text.line_end)
