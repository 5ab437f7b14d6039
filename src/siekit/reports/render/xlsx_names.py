"""Names of sheets: short, unlike each other, without what Excel refuses."""

from __future__ import annotations

import re

from siekit.reports.render.shown import printable

LONGEST = 31
_REFUSED = re.compile(r"[\[\]:*?/\\]")
_TAKEN_BY_EXCEL = "history"


class SheetNames:
    """Gives each sheet of a workbook its own name."""

    def __init__(self) -> None:
        """Start with no name given."""
        self._given: set[str] = {_TAKEN_BY_EXCEL}

    def name(self, wanted: str) -> str:
        """Return a name that Excel takes and no other sheet has, as near as can be."""
        plain = _REFUSED.sub("-", printable(wanted)).strip("' ")[:LONGEST].rstrip("' ") or "siekit"
        name, number = plain, 1
        while name.casefold() in self._given:
            number += 1
            tail = f" {number}"
            name = plain[: LONGEST - len(tail)] + tail
        self._given.add(name.casefold())
        return name
