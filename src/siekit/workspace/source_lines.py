"""Lines of an upload's file as they were written: where every figure ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.formats.sie4.lines import Lines
from siekit.workspace.actors import Role
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from siekit.workspace.workspace import Workspace

AROUND = 12
"""Lines that are shown before and after the one asked for."""

MOST = 400
LONGEST = 2_000
"""Letters of a line that are shown; the rest of a line without end is none to read."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line, decoded as the reader did; `cut` tells that there is more of it."""

    number: int
    text: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class SourceLines:
    """Some lines of a file, and how many it has."""

    lines: tuple[SourceLine, ...]
    count: int
    encoding: str


def source_lines(
    workspace: Workspace, upload_id: int, first: int, last: int | None = None
) -> SourceLines:
    """Return lines of the original of an upload, at most 400; numbers are those of findings.

    `not_found` where the file ends before the first. The bytes are read from the original, so
    they are there also where the file could not be used.
    """
    workspace.actor.require(Role.VIEWER)
    lines = Lines(workspace.original(upload_id))
    if not 1 <= first <= max(lines.count, 1):
        raise Refusal("not_found", what="line", what_sv="rad", id=first)
    stop = min(last if last is not None else first, lines.count, first + MOST - 1)
    shown = tuple(_line(lines, number) for number in range(first, stop + 1))
    return SourceLines(shown, lines.count, lines.coder.name)


def lines_around(workspace: Workspace, upload_id: int, number: int) -> SourceLines:
    """Return a line of the original with those before and after it."""
    return source_lines(workspace, upload_id, max(number - AROUND, 1), number + AROUND)


def _line(lines: Lines, number: int) -> SourceLine:
    raw = lines.line(number)
    stop = min(len(raw), 4 * LONGEST)
    while stop < len(raw) and raw[stop] & 0xC0 == 0x80:  # noqa: PLR2004, within a letter of UTF-8
        stop -= 1
    text = lines.coder.decode(raw[:stop])
    return SourceLine(number, text[:LONGEST], stop < len(raw) or len(text) > LONGEST)
