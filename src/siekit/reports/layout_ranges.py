"""Ranges of accounts as people write them: 1930, 3000-3999, and -3740 for what is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.reports.layout import Range
from siekit.reports.layout_fault import LayoutFault

if TYPE_CHECKING:
    from collections.abc import Sequence

_RANGE = re.compile(r"(?P<but>-?)(?P<first>[0-9]{1,18})(?:-(?P<last>[0-9]{1,18}))?", re.ASCII)


def parse_ranges(texts: Sequence[str], *, sign: int) -> tuple[Range, ...]:
    """Return ranges; what begins with a minus is left out of all of them.

    As many digits as are written are looked at, so 30-39 takes 3010. Raises `LayoutFault`.
    """
    takes: list[Range] = []
    but: list[Range] = []
    for text in texts:
        found = _RANGE.fullmatch(text.replace(" ", "").replace("–", "-"))
        if found is None:
            message = f"{text!r} is no range of accounts: write 1930 or 3000-3999"
            raise LayoutFault(message)
        first, last = found["first"], found["last"] or found["first"]
        if len(first) != len(last):
            message = f"{text!r} has sides of {len(first)} and {len(last)} digits"
            raise LayoutFault(message)
        if first > last:
            message = f"{text!r} ends before it begins"
            raise LayoutFault(message)
        made = Range(int(first), int(last), sign, len(first))
        (but if found["but"] else takes).append(made)
    if not takes:
        message = "only accounts to leave out are named, and none to take"
        raise LayoutFault(message)
    return tuple(Range(one.first, one.last, one.sign, one.digits, tuple(but)) for one in takes)
