"""The bytes of one file as fixes look at them: lines, fields, and the places of findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siekit.core.encoding import CODECS
from siekit.formats.sie4.lines import Lines
from siekit.formats.sie4.tokens import Line, Token, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding

LONGEST_LINE = 1 << 16
"""Bytes of a line that is mended; a longer one is garbage."""

BEGINNINGS = frozenset({b"#FLAGGA", b"#PROGRAM", b"#FORMAT", b"#GEN", b"#SIETYP", b"#KSUMMA"})
"""Labels with which a file begins whose head is whole; before others records may be gone."""

_RECORD = re.compile(rb"(?:^|[\r\n])\s*(#\w+)")
_LINE_END = re.compile(rb"\r\n|\r|\n|\Z")
_FIRST_CONTINUED, _FIRST_LEADING = 0x80, 0xC0
"""The bytes between these begin no character of UTF-8."""


class Found(NamedTuple):
    """A field at the place of a finding: where its line begins, the line in parts, the field."""

    start: int
    line: Line
    field: Token


class FileText:
    """The data of one file; places are bytes from its start, without a byte order mark."""

    def __init__(self, source: bytes) -> None:
        """Take the bytes of a file as they were read."""
        self.lines = Lines(source)
        self.data = self.lines.data

    @property
    def line_end(self) -> bytes:
        """The line end that a new line gets."""
        return self.lines.line_end

    @property
    def begins_well(self) -> bool:
        """Whether the first record is one with which files begin."""
        first = _RECORD.search(self.data[:LONGEST_LINE])
        return first is not None and first[1].upper() in BEGINNINGS

    def encoded(self, text: str) -> bytes | None:
        """Text in the bytes of this file, None when they cannot say it."""
        coder = self.lines.coder
        try:
            return text.encode("utf-8" if coder.unicode else CODECS[coder.name])
        except UnicodeEncodeError:
            return None

    def line(self, number: int | None) -> tuple[int, Line] | None:
        """Where a line begins, and its parts; None for a line that is no one's to mend."""
        if number is None or number > self.lines.count:
            return None
        start, stop, _ = self.lines.span(number)
        return None if stop - start > LONGEST_LINE else (start, split(self.data[start:stop]))

    def records(self) -> Iterator[tuple[int, Line]]:
        """All records with the places where their lines begin."""
        start = 0
        for end in _LINE_END.finditer(self.data):
            raw = self.data[start : end.start()]
            if b"#" in raw and len(raw) <= LONGEST_LINE:
                line = split(raw)
                if line.label is not None:
                    yield start, line
            start = end.end()

    def place(self, finding: Finding) -> int | None:
        """The byte at which a finding points."""
        found = self.line(finding.line)
        if found is None or finding.column is None:
            return None
        start, line = found
        if not self.lines.coder.unicode:
            return start + min(finding.column - 1, len(line.data))
        characters = 0
        for at, byte in enumerate(line.data):
            characters += not _FIRST_CONTINUED <= byte < _FIRST_LEADING
            if characters == finding.column:
                return start + at
        return start + len(line.data)

    def field(self, finding: Finding) -> Found | None:
        """The field of the line that a finding points into."""
        found, place = self.line(finding.line), self.place(finding)
        if found is None or place is None:
            return None
        start, line = found
        for token in line.fields:
            if token.start <= place - start < max(token.stop, token.start + 1):
                return Found(start, line, token)
        return None

    def value(self, finding: Finding) -> tuple[int, int] | None:
        """From where to where the value of a finding stands, as it stands; None if elsewhere."""
        place = self.place(finding)
        raw = None if finding.value is None else self.encoded(finding.value)
        if place is None or not raw or not self.data.startswith(raw, place):
            return None
        return place, place + len(raw)

    def unquoted_value(self, finding: Finding) -> tuple[int, int] | None:
        """The same with the quotation marks around the value, where it has some."""
        span = self.value(finding)
        if span is None:
            return None
        start, stop = span
        if start and self.data[start - 1 : start] == b'"' == self.data[stop : stop + 1]:
            return start - 1, stop + 1
        return span


def quoted(content: bytes) -> bytes | None:
    """Text in quotation marks, those inside it escaped; None when that cannot be read back."""
    if content.endswith(b"\\"):
        return None
    return b'"' + content.replace(b'"', b'\\"') + b'"'
