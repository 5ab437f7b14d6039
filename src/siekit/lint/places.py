"""The lines of a document's bytes: where in its line a value stands, and what a line says."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from siekit.formats.sie4.lines import Lines

if TYPE_CHECKING:
    from siekit.document import Document

LONGEST = 1000
"""Bytes of a line in which a value is looked for, and that are shown beyond it."""

_TOKEN = re.compile(rb'"(?:\\"|[^"])*"?|\{[^}]*\}?|[^\s{]+')
_LINE_END = re.compile(rb"\r|\n")
_CONTINUED = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that begin no character."""


class Places:
    """Answers about the lines of a document's bytes, which are looked at when first asked."""

    def __init__(self, document: Document) -> None:
        """Take the document; one without its bytes knows no place."""
        self._source = document.source

    @cached_property
    def lines(self) -> Lines | None:
        """The lines by number; None without the bytes."""
        return None if self._source is None else Lines(self._source)

    def column(self, line: int | None, value: str | None) -> int | None:
        """Return the column of the field that says `value`, else of the label; None unknown."""
        lines = self.lines
        if line is None or lines is None:
            return None
        head = self._head(lines, line, LONGEST)
        tokens = list(_TOKEN.finditer(head))
        for token in tokens[1:] if value else ():
            text = lines.coder.decode(token.group())
            if text.strip('"') == value:
                return _column(lines, head, token.start() + text.startswith('"'))
        return _column(lines, head, tokens[0].start() if tokens else 0)

    def text(self, line: int, column: int | None) -> str | None:
        """Return what a line says, of a very long one as much as goes beyond a column."""
        lines = self.lines
        if lines is None:
            return None
        bytes_each = 4 if lines.coder.unicode else 1
        head = self._head(lines, line, bytes_each * ((column or 0) + LONGEST))
        return str(lines.coder.decode(head))

    def _head(self, lines: Lines, line: int, longest: int) -> bytes:
        """The beginning of a line, without its line end."""
        start = lines.start(line)
        head = lines.data[start : start + longest]
        end = _LINE_END.search(head)
        return head[: end.start()] if end else head


def _column(lines: Lines, head: bytes, place: int) -> int:
    """The column, from 1, of a place in a line."""
    before = head[:place]
    return 1 + len(before.translate(None, _CONTINUED) if lines.coder.unicode else before)
