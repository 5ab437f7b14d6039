"""The lines of a file by number, found without a walk over all of them.

The line ends are counted in blocks, which the machine does at the speed of memory; a line is
then looked for in its block only. CR, LF and CRLF end a line, also mixed, as the core takes them.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from functools import cached_property

from siekit.core import encoding
from siekit.formats.sie4.scan import mark_of, without_mark

BLOCK = 1 << 14
"""Bytes whose line ends are counted together."""

NEAR = 64
"""Lines that are walked over from the last one asked for; others are looked for by block."""

_LINE_END = re.compile(rb"\r\n|\r|\n")
_LONE_CR = re.compile(rb"\r[^\n]")  # takes a third of the time of counting the pairs


class Lines:
    """The lines of the bytes of one file; numbers are those of `line` in every table, from 1.

    `data` is what the core reads: the file without its byte order mark, UTF-16 as UTF-8. Places
    are in `data`.
    """

    def __init__(self, source: bytes) -> None:
        """Take the bytes of a file as they were read, such as `document.source`."""
        self.mark = mark_of(source)
        self.data, self._encoding = without_mark(source, self.mark)
        self._last = (1, 0)

    @cached_property
    def coder(self) -> encoding.Coder:
        """What turns bytes of `data` into text, as the reader did."""
        name = self._encoding
        return encoding.Coder(name) if name else encoding.detect(self.data)

    @cached_property
    def count(self) -> int:
        """How many lines there are; what follows the last line end is one, unless it is empty."""
        ends = self._ends[-1]
        return ends + 1 if self.data and self.data[-1:] not in (b"\r", b"\n") else ends

    @cached_property
    def line_end(self) -> bytes:
        """The line end that most lines have; CR LF in a file of one line."""
        crlf = self.data.count(b"\r\n")
        counts = {
            b"\r\n": crlf,
            b"\n": self.data.count(b"\n") - crlf,
            b"\r": self.data.count(b"\r") - crlf,
        }
        return max(counts, key=lambda end: counts[end])

    def start(self, number: int) -> int:
        """The place where a line begins; the end of the file for a number beyond the last."""
        known, place = self._last
        if not known <= number <= known + NEAR:
            known, place = self._nearest(number)
        while known < number:
            end = _LINE_END.search(self.data, place)
            if end is None:
                return len(self.data)
            place = end.end()
            known += 1
        self._last = (known, place)
        return place

    def span(self, number: int) -> tuple[int, int, int]:
        """The places where a line begins, where its line end does, and where the next one does."""
        start = self.start(number)
        end = _LINE_END.search(self.data, start)
        if end is None:
            return start, len(self.data), len(self.data)
        return start, end.start(), end.end()

    def line(self, number: int) -> bytes:
        """The bytes of a line without its line end; none for a number beyond the last."""
        start, stop, _ = self.span(number)
        return self.data[start:stop]

    def end(self, number: int) -> bytes:
        """The line end of a line; none where the file ends without one."""
        _, stop, after = self.span(number)
        return self.data[stop:after]

    def text(self, number: int) -> str:
        """The text of a line without its line end."""
        return self.coder.decode(self.line(number))

    def line_at(self, place: int) -> int:
        """The number of the line that a place is on; its line end is still on it."""
        block = min(place, max(len(self.data) - 1, 0)) // BLOCK
        return self._ends[block] + self._count(block * BLOCK, place) + 1

    def source_with(self, data: bytes) -> bytes:
        """Other bytes in the place of `data` as a file: with its mark, in UTF-16 where it was."""
        if self.mark in encoding.UTF_16_MARKS:
            little = self.mark == codecs.BOM_UTF16_LE
            return self.mark + data.decode("utf-8").encode("utf-16-le" if little else "utf-16-be")
        return self.mark + data

    @cached_property
    def _paired(self) -> bool:
        """Whether every CR stands before an LF, so that only LF need be counted."""
        return _LONE_CR.search(self.data) is None and not self.data.endswith(b"\r")

    @cached_property
    def _ends(self) -> list[int]:
        """How many lines have ended before each block, and in all."""
        ends = [0]
        for start in range(0, len(self.data), BLOCK):
            stop = min(start + BLOCK, len(self.data))
            ends.append(ends[-1] + self._count(start, stop))
        return ends

    def _count(self, start: int, stop: int) -> int:
        """Return how many line ends have their last byte in a span."""
        data = self.data
        count = data.count(b"\n", start, stop)
        if self._paired:
            return count
        # A CR before an LF is no end of its own, also where the LF is in the next block.
        return count + data.count(b"\r", start, stop) - data.count(b"\r\n", start, stop + 1)

    def _nearest(self, number: int) -> tuple[int, int]:
        """Return the block in which the line before ends, and the line it begins in."""
        block = max(bisect_left(self._ends, number - 1) - 1, 0)
        return self._ends[block] + 1, block * BLOCK
