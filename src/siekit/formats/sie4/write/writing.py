"""From a document to the bytes of a file of types 1 to 4, read back before they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.formats.sie4.write import encodings
from siekit.formats.sie4.write.file_bytes import Content, compose_file
from siekit.formats.sie4.write.identification import flag_line, identification
from siekit.formats.sie4.write.read_back import check_same, read_back
from siekit.formats.sie4.write.tables import sayable
from siekit.formats.written import Written

if TYPE_CHECKING:
    from siekit.document import Document

CP437_NAMES = ("CP437", "ASCII")
"""What the reader calls files that are as the standard says."""


def written(
    document: Document,
    *,
    sie_type: str | None = None,
    encoding: str | None = None,
    checksum: bool = False,
    keep_unknown: bool = False,
) -> Written:
    """Return the bytes of the file for a document, and what was changed or left out."""
    kind = sie_type or document.header.sie_type
    tables = sayable(document.tables)
    lines = tuple(line for _, line in identification(document.header, kind))
    content = Content(flag_line(document.header), lines, tables)
    forced = None if encoding is None else encodings.target(encoding)
    target = forced or encodings.CP437
    composed = compose_file(content, target, checksum=checksum)
    if composed.unfit and forced is None:
        target = encodings.UTF_8
        composed = compose_file(content, target, checksum=checksum)
    read = read_back(composed.data, kind, forced.name if forced else None)
    check_same(document.header, tables, [], read)
    return Written(composed.data, target.name, ())
