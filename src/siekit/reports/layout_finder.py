"""Which lines of a layout an account goes to, found at once however many lines there are."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from siekit.reports.layout_checks import WIDEST, intervals

if TYPE_CHECKING:
    from siekit.reports.layout import Layout, LayoutLine

_DIGITS = re.compile(r"[0-9]+", re.ASCII)

Found = tuple["LayoutLine", int]
"""A line that takes an account, and the sign."""


class LayoutFinder:
    """The ranges of a layout cut into spans that do not overlap, each with its lines."""

    def __init__(self, layout: Layout) -> None:
        parts = [
            (first, last + 1, line, one)
            for line in layout.lines
            for one in line.ranges
            for first, last in intervals(one)
        ]
        self._starts = sorted({0, *(edge for first, end, _, _ in parts for edge in (first, end))})
        self._spans: list[list[tuple[LayoutLine, int, int]]] = [[] for _ in self._starts]
        for first, end, line, one in parts:
            for at in range(self._at(first), self._at(end - 1) + 1):
                self._spans[at].append((line, one.sign, one.digits))

    def lines_of(self, account: str) -> list[Found]:
        """Return the lines that an account goes to, with the sign of each.

        An account with fewer digits than a range looks at is not in it.
        """
        found = _DIGITS.match(account)
        if found is None:
            return []
        digits = found[0][:WIDEST]
        span = self._spans[self._at(int(digits.ljust(WIDEST, "0")))]
        return [(line, sign) for line, sign, needed in span if needed <= len(digits)]

    def _at(self, value: int) -> int:
        return bisect_right(self._starts, value) - 1
