"""Letters that were lost before the file came here: counted, never mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from siekit.core.encoding import DESTROYED
from siekit.core.faults import Fault

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan

# ö, ä and å of CP437 read as Windows-1252 become ”, „ and †, beside other letters of a word.
_MANGLED = re.compile(rb"[A-Za-z]\xe2\x80[\x9d\x9e\xa0]|\xe2\x80[\x9d\x9e\xa0][a-z]")
_WORD = re.compile(rb'[^\s"{}]*')
_DASHES = b"\xe2\x80"

EXAMPLES = 3


def tell_letters(scan: Scan, found: Found) -> None:
    """Tell letters that are destroyed (U+FFFD) or mangled by a wrong conversion."""
    if not scan.coder.unicode:
        return
    destroyed = scan.data.count(DESTROYED)
    if destroyed:
        at = scan.data.find(DESTROYED)
        found.add(Fault.DESTROYED_LETTERS, count=destroyed, **_place(scan, at))
    if _DASHES not in scan.data:
        return
    words = _mangled(scan.data)
    if words:
        different = list(dict.fromkeys(word for _, word in words if word))
        examples = ", ".join(different[:EXAMPLES])
        place = _place(scan, words[0][0])
        found.add(Fault.MANGLED_LETTERS, count=len(words), examples=examples, **place)


def _mangled(data: bytes) -> list[tuple[int, str]]:
    """Return the place of each mangled letter and the rest of its word."""
    found = []
    for match in _MANGLED.finditer(data):
        word = _WORD.match(data, match.start(), match.start() + 40)
        text = word.group().decode("utf-8", "ignore") if word and len(found) < 20 else ""
        found.append((match.start(), text))
    return found


def _place(scan: Scan, at: int) -> dict[str, Any]:
    """Return line, column and label of a place."""
    before = scan.data[:at]
    ends = before.count(b"\n") + len(re.findall(rb"\r(?!\n)", before))
    start = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
    label = scan.line_text(start).split(maxsplit=1)[0]
    place: dict[str, Any] = {"line": ends + 1, "column": scan.column(start, at)}
    return {**place, "label": label if label.startswith("#") else None}
