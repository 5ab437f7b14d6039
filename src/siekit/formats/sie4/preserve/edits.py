"""Edits of a file's lines: some written anew, some removed, some put after others."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siekit.formats.sie4.lines import Lines

STEP = 1 << 31
"""How far apart the places of two lines are, so that any number of new ones fits between."""


def place_of(line: int) -> int:
    """Return the place of a line that stays where it is, in the order of the file."""
    return line * STEP


class Edits:
    """What is to become of the lines of one file; lines that are not named stay as they are."""

    def __init__(self, lines: Lines) -> None:
        """Start with nothing to do."""
        self._lines = lines
        self._replaced: dict[int, bytes] = {}
        self._removed: set[int] = set()
        self._inserted: dict[int, list[bytes]] = defaultdict(list)
        self._count = 0

    def __bool__(self) -> bool:
        return bool(self._replaced or self._removed or self._inserted)

    def line(self, number: int) -> bytes:
        """The bytes of a line as they will be, without its line end."""
        return self._replaced.get(number) or self._lines.line(number)

    def replace(self, number: int, new: bytes) -> None:
        """Write a line anew."""
        if new != self._lines.line(number):
            self._replaced[number] = new

    def remove(self, number: int) -> None:
        """Take a line out, with its line end."""
        self._removed.add(number)

    def insert(self, after: int, new: bytes) -> int:
        """Put a new line after line `after`, 0 for before the first; return its place.

        Lines put after the same one stand in the order in which they were given.
        """
        self._inserted[after].append(new)
        self._count += 1
        return place_of(after) + self._count

    def applied(self) -> bytes:
        """Return the bytes of the file with all edits made."""
        data, lines = self._lines.data, self._lines
        parts: list[bytes] = []
        at = 0
        for number in sorted({*self._replaced, *self._removed, *self._inserted}):
            start, stop, after = lines.span(number) if number else (0, 0, 0)
            parts.append(data[at:start])
            end = data[stop:after]
            if number and number not in self._removed:
                parts += (self._replaced.get(number, data[start:stop]), end)
            parts.append(self._new_lines(number, end))
            at = after
        return b"".join((*parts, data[at:]))

    def _new_lines(self, after: int, end: bytes) -> bytes:
        """Return the new lines after a line; a file without a last line end keeps to that."""
        new = self._inserted.get(after)
        if not new:
            return b""
        end_of_new = end or self._lines.line_end
        if after and not end and after not in self._removed:
            return end_of_new + end_of_new.join(new)
        return b"".join(line + end_of_new for line in new)
