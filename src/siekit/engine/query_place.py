"""Where in a query something is wrong: line and character from 1, only where that is certain."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SHOWN = re.compile(r"\n\s*(LINE (\d+): )(.*)\n( *)\^")


@dataclass(frozen=True, slots=True)
class Place:
    """A line, and the character in it where that is known."""

    line: int
    character: int | None = None


def place_shown(text: str, query: str, *, parsed: bool = False) -> Place | None:
    """Return the place that the engine points at beneath its message.

    Once it has `parsed` a query it counts lines in one of its own making, so the line that it
    shows is looked for in the query that was asked.
    """
    found = _SHOWN.search(text)
    if found is None:
        return None
    label, told, shown, spaces = found.groups()
    lines = [line.rstrip("\r") for line in query.split("\n")]
    same = [number for number, line in enumerate(lines, 1) if line == shown]
    if not parsed and (int(told) in same or not same):
        line = int(told)
    elif len(same) == 1:
        line = same[0]
    else:
        return None
    at = len(spaces) - len(label)
    counted = bool(same) and 0 <= at < len(shown) and all(map(_is_one_wide, shown))
    return Place(line, at + 1 if counted else None)


def place_of_name(name: str, query: str) -> Place | None:
    """Return where a name stands in a query, None where it stands nowhere or several times."""
    found = list(re.finditer(rf"(?<![\w$]){re.escape(name)}(?!\w)", query, re.IGNORECASE))
    if len(found) != 1:
        return None
    before = query[: found[0].start()]
    return Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _is_one_wide(letter: str) -> bool:
    wide = unicodedata.east_asian_width(letter) in {"W", "F"}
    return letter.isprintable() and not wide and not unicodedata.combining(letter)
