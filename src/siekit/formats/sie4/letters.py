"""Letters that were lost before the file came here: counted, never mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.core.encoding import DESTROYED
from siekit.core.faults import Fault
from siekit.formats.sie4.found import Place

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan

# ö, ä and å of CP437 read as Windows-1252 become ”, „ and †, beside other letters of a word.
_MANGLED = re.compile(rb"[A-Za-z]\xe2\x80[\x9d\x9e\xa0]|\xe2\x80[\x9d\x9e\xa0][a-z]")
_MANGLED_START = b"\xe2\x80"
_WORD = re.compile(rb'[^\s"{}]*')

EXAMPLES = 3
"""Mangled words that the finding shows."""

WORDS_KEPT = 20
"""Mangled words among which different ones are looked for."""

LONGEST_WORD = 40
"""Bytes of a mangled word that are kept."""


def tell_letters(scan: Scan, found: Found) -> None:
    """Tell letters that are destroyed (U+FFFD) or mangled by a wrong conversion."""
    if not scan.coder.unicode:
        return
    destroyed = scan.data.count(DESTROYED)
    if destroyed:
        place = _place(scan, scan.data.find(DESTROYED))
        found.add(Fault.DESTROYED_LETTERS, place, count=destroyed)
    places = _mangled(scan.data)
    if places:
        words = (_word(scan.data, at) for at in places[:WORDS_KEPT])
        different = list(dict.fromkeys(word for word in words if word))
        facts = {"examples": ", ".join(different[:EXAMPLES])}
        found.add(Fault.MANGLED_LETTERS, _place(scan, places[0]), count=len(places), facts=facts)


def _mangled(data: bytes) -> list[int]:
    """Return the places of mangled letters."""
    # A search for two bytes is much quicker than one for the pattern, and mostly finds nothing.
    if _MANGLED_START not in data:
        return []
    return [match.start() for match in _MANGLED.finditer(data)]


def _word(data: bytes, start: int) -> str:
    """Return the rest of the word at a place."""
    word = _WORD.match(data, start, start + LONGEST_WORD)
    return word.group().decode("utf-8", "ignore") if word else ""


def _place(scan: Scan, at: int) -> Place:
    """Return line, column and label of a place."""
    start = max(scan.data.rfind(b"\n", 0, at), scan.data.rfind(b"\r", 0, at)) + 1
    label = scan.line_text(start).split(maxsplit=1)[0]
    return Place(
        scan.line_at(at), scan.column(start, at), label=label if label.startswith("#") else None
    )
