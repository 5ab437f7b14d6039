"""A line of a file as it is shown under a finding, with carets below what is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.findings import Finding

TAB = 4
"""Columns that a tab goes on to."""

CUT = "…"

LONGEST = 1000
"""Characters of a line in which a word is looked for."""

BEFORE = 3
"""Where a line is cut, the carets begin within this part of the room: a third."""

_TOKEN = re.compile(r'"(?:\\"|[^"])*"?|\{[^}]*\}?|[^\s{]+')


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is shown of a line, and where the carets stand below it."""

    text: str
    start: int
    length: int


def excerpt(line: str, finding: Finding, room: int) -> Excerpt:
    """The part of a line around what a finding means that fits the room, made visible."""
    first = min((finding.column or 1) - 1, len(line))
    last = first + _length(line, first, finding.value)
    # Of a very long line only what may be shown is made visible.
    left, right = max(0, first - room), last + room
    before = "".join(_visible(line[left:first]))
    meant = "".join(_visible(line[first:last], len(before))) or " "
    after = "".join(_visible(line[last:right], len(before) + len(meant)))
    text, start = before + meant + after, len(before)
    if not left and right >= len(line) and len(text) <= room:
        return Excerpt(text, start, len(meant))
    begin = start - room // BEFORE if left or start + len(meant) >= room else 0
    head = CUT if begin > 0 or left else ""
    begin = max(begin, 0)
    shown = head + text[begin : begin + room - 1 - len(head)]
    if begin + room - 1 - len(head) < len(text) or right < len(line):
        shown += CUT
    start += len(head) - begin
    return Excerpt(shown, start, max(1, min(len(meant), room - 1 - start)))


def _length(line: str, first: int, value: str | None) -> int:
    """How many characters are meant: the value where it stands there, else the word."""
    if value and line.startswith(value, first):
        return len(value)
    token = _TOKEN.match(line[first : first + LONGEST])
    return len(token.group()) if token else 1


def _visible(text: str, at: int = 0) -> Iterator[str]:
    """Each character as it is shown, the first one in column `at`."""
    for letter in text:
        if letter == "\t":
            shown = " " * (TAB - at % TAB)
        elif letter.isprintable() or letter == "\u00a0":
            shown = letter
        else:
            shown = letter.encode("unicode_escape").decode("ascii")
        at += len(shown)
        yield shown
