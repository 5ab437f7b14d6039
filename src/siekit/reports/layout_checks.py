"""What must hold between the lines of a layout: keys, sums without circles, no account twice."""

from __future__ import annotations

from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.reports.layout import LayoutLine, Range

WIDEST = 18
"""Digits that ranges are compared with: 30-39 is 30 followed by anything up to 39 by nines."""

Fault = tuple[int, str, str]
"""The number of the line, what of it, and the reason."""

Interval = tuple[int, int]


def check_lines(lines: Sequence[LayoutLine], *, overlap: bool) -> Iterator[Fault]:
    """Give what is wrong, worst first; `overlap` allows an account on several lines."""
    yield from _keys(lines)
    yield from _unknown(lines)
    yield from _circles(lines)
    if not overlap:
        yield from _overlaps(lines)


def _keys(lines: Sequence[LayoutLine]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, line in enumerate(lines):
        if line.key in seen:
            yield number, "key", f"the key {line.key!r} is already taken by an earlier line"
        seen.add(line.key)


def _unknown(lines: Sequence[LayoutLine]) -> Iterator[Fault]:
    keys = [line.key for line in lines]
    for number, line in enumerate(lines):
        for key, _ in line.adds:
            if key not in keys:
                near = get_close_matches(key, keys, 1)
                hint = f"; the nearest is {near[0]!r}" if near else ""
                yield number, _where(line), f"no line has the key {key!r}{hint}"
        if line.constant and str(line.constant.copy_abs()) in keys:
            text = line.constant.copy_abs()
            reason = f"{text} is a number and the key of a line: write '{text}' in single quotes"
            yield number, "formula", f"{reason} for the line, or give the line another key"


def _circles(lines: Sequence[LayoutLine]) -> Iterator[Fault]:
    try:
        TopologicalSorter({line.key: [key for key, _ in line.adds] for line in lines}).prepare()
    except CycleError as error:
        circle = [str(key) for key in reversed(error.args[1])]
        number = next(at for at, line in enumerate(lines) if line.key == circle[0])
        reason = f"the line adds itself: {' -> '.join(circle)}"
        yield number, _where(lines[number]), reason


def _overlaps(lines: Sequence[LayoutLine]) -> Iterator[Fault]:
    """Give lines that take accounts which an earlier line, or range, has taken."""
    taken = sorted(
        (first, last, number)
        for number, line in enumerate(lines)
        for one in line.ranges
        for first, last in intervals(one)
    )
    end, owner = -1, 0
    for first, last, number in taken:
        if first <= end:
            other, own = sorted((owner, number))
            account = str(first).zfill(WIDEST)[:4]
            reason = (
                f"account {account} is on the line {lines[own].key} and on {lines[other].key}; "
                "leave it out of one of them, or write overlap = true at the top"
            )
            yield own, "accounts", reason
        if last > end:
            end, owner = last, number


def intervals(one: Range) -> list[Interval]:
    """Return the accounts of a range as numbers of the same width, without those left out."""
    found = [_wide(one)]
    for but in one.but:
        start, stop = _wide(but)
        found = [
            part
            for first, last in found
            for part in ((first, min(last, start - 1)), (max(first, stop + 1), last))
            if part[0] <= part[1]
        ]
    return list(dict.fromkeys(found))


def _wide(one: Range) -> Interval:
    scale = 10 ** (WIDEST - one.digits)
    return one.first * scale, (one.last + 1) * scale - 1


def _where(line: LayoutLine) -> str:
    return "formula" if line.constant or any(f != 1 for _, f in line.adds) else "sum"
