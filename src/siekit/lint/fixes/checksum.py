"""#KSUMMA of a file that is mended: made anew where it was right."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from siekit.formats.sie4.lines import Lines
from siekit.formats.sie4.tokens import split

if TYPE_CHECKING:
    from siekit.document import Document

LABEL = b"#KSUMMA"

NOT_RELIED_ON = frozenset({"R230", "R710", "R712"})
"""Cut off, wrong, not framed: findings after which a file is not touched."""


class Seal(StrEnum):
    """What the checksum of a file is worth."""

    NONE = "none"
    RIGHT = "right"
    BROKEN = "broken"


def seal_of(document: Document) -> Seal:
    """Whether a file has a checksum, and whether it may be made anew."""
    header = document.header
    if NOT_RELIED_ON & set(document.finding_counts):
        return Seal.BROKEN
    if header.checksum_declared is None:
        return Seal.NONE
    return Seal.RIGHT if header.checksum_declared == header.checksum_computed else Seal.BROKEN


def sealed(document: Document) -> bytes | None:
    """The bytes of a file with the checksum that its records have, None when it has none."""
    header, source = document.header, document.source
    if source is None or header.checksum_computed is None:
        return None
    if header.checksum_computed == header.checksum_declared:
        return source
    lines = Lines(source)
    place = lines.data.upper().rfind(LABEL)
    if place < 0:
        return None
    start, stop, _ = lines.span(lines.line_at(place))
    line = split(lines.data[start:stop])
    if line.name != LABEL or not line.fields:
        return None
    new = line.replaced(0, str(header.checksum_computed).encode())
    return lines.source_with(lines.data[:start] + new + lines.data[stop:])
