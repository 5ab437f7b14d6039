"""Two versions of a file as a unified diff of their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.formats.sie4.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONTEXT = 3
"""Equal lines around a change."""

REACH = 40
"""Lines over which a change is looked through for what stands on both sides again."""

AGREEING = 2
"""Equal lines after which both sides are taken to go on together; one, when it says something."""

SHORT = 2
"""Characters of a line that says nothing, such as a brace."""


def unified_diff(before: bytes, after: bytes, name: str) -> Iterator[str]:
    """The lines of the diff; nothing when the texts are equal.

    The lines are compared as text, so that writing a file in another character set is no
    change. Fixes change lines one by one, so one walk over both sides finds what they did.
    """
    old, new = _texts(before), _texts(after)
    changes = list(_changes(old, new))
    if changes:
        yield f"--- {name}"
        yield f"+++ {name}"
    for group in _groups(changes):
        yield from _hunk(old, new, group)


Change = tuple[int, int, int, int]
"""From where to where lines of the old side are those of the new side."""


def _texts(source: bytes) -> list[str]:
    lines = Lines(source)
    return [lines.text(number) for number in range(1, lines.count + 1)]


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """The spans in which the sides differ."""
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and old[i] == new[j]:
            i, j = i + 1, j + 1
            continue
        further_old, further_new = _meeting(old, new, i, j)
        if further_old - i == further_new - j:
            yield from _unequal(old, new, (i, further_old), j - i)
        else:
            yield i, further_old, j, further_new
        i, j = further_old, further_new


def _unequal(
    old: Sequence[str], new: Sequence[str], span: tuple[int, int], ahead: int
) -> Iterator[Change]:
    """Of as many lines on both sides, those that differ; the new side is some lines ahead."""
    begin = None
    for at in range(*span):
        if old[at] == new[at + ahead]:
            if begin is not None:
                yield begin, at, begin + ahead, at + ahead
            begin = None
        elif begin is None:
            begin = at
    if begin is not None:
        yield begin, span[1], begin + ahead, span[1] + ahead


def _meeting(old: Sequence[str], new: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """The nearest places at which both sides go on together."""
    for reach in range(1, 2 * REACH):
        for skipped in range(reach + 1):
            one, other = i + skipped, j + reach - skipped
            if one <= len(old) and other <= len(new) and _agree(old, new, one, other):
                return one, other
    return min(i + REACH, len(old)), min(j + REACH, len(new))


def _agree(old: Sequence[str], new: Sequence[str], i: int, j: int) -> bool:
    """Whether the next lines are the same, to the end where there are fewer."""
    if i < len(old) and j < len(new) and old[i] == new[j] and len(old[i].strip()) > SHORT:
        return True
    left, right = old[i : i + AGREEING], new[j : j + AGREEING]
    return left == right and (bool(left) or (i == len(old) and j == len(new)))


def _groups(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes whose surroundings meet, together."""
    group: list[Change] = []
    for change in changes:
        if group and change[0] - group[-1][1] > 2 * CONTEXT:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _hunk(old: Sequence[str], new: Sequence[str], group: Sequence[Change]) -> Iterator[str]:
    """The lines of one part of the diff."""
    first, last = group[0], group[-1]
    before = min(CONTEXT, first[0])
    after = min(CONTEXT, len(old) - last[1])
    old_span = _span(first[0] - before, last[1] + after)
    new_span = _span(first[2] - before, last[3] + after)
    yield f"@@ -{old_span} +{new_span} @@"
    at = first[0] - before
    for old_start, old_stop, new_start, new_stop in group:
        yield from (f" {line}" for line in old[at:old_start])
        yield from (f"-{line}" for line in old[old_start:old_stop])
        yield from (f"+{line}" for line in new[new_start:new_stop])
        at = old_stop
    yield from (f" {line}" for line in old[at : last[1] + after])


def _span(start: int, stop: int) -> str:
    """Where lines are, as diffs write it: the first one from 1, and how many."""
    number = stop - start
    return f"{start + (number > 0)},{number}"
