"""Lines of the file that a document came from, as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.formats.sie4.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siekit.core.encoding import Coder

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_PIECE = re.compile(rb'[ \t{}]+|"(?:\\"|[^"])*"?|[^ \t{}"]+')


def lines_by_number(source: bytes, numbers: Iterable[int]) -> dict[int, str]:
    """Return the lines of these numbers, from 1, decoded and without control characters."""
    lines = Lines(source)
    wanted = sorted(set(numbers))
    return {number: _decoded(lines.coder, lines.line(number)) for number in wanted}


def _decoded(coder: Coder, raw: bytes) -> str:
    """Return a line as the reader takes it: in a file of two encodings field by field."""
    if coder.unicode and not coder.strict:
        text = "".join(str(coder.decode(piece)) for piece in _PIECE.findall(raw))
    else:
        text = str(coder.decode(raw))
    return _CONTROL.sub("", text)
