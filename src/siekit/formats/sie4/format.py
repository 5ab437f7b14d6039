"""The format's entry: which files it takes, and the way from bytes to a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.core.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pyarrow as pa

    from siekit.document import Document
    from siekit.engine.choosing import FileFacts
    from siekit.formats.source import Source

HEAD = 1 << 16
"""Bytes from the start in which a label must be found (SIE 4B 5.3)."""

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_NAMES = b"|".join(label.name.lstrip("#").encode() for label in LABELS)
_LABEL = re.compile(
    rb"(?:^|[\r\n])[\s\x00\xef\xbb\xbf\x1a]*#(?:" + _NAMES + rb")(?![!-z|~])", re.IGNORECASE
)


class Sie4:
    """SIE types 1 to 4, told by a label of the standard at the start of a line."""

    name = "sie4"

    def recognises(self, data: bytes) -> bool:
        """Tell whether one of the standard's labels begins a line near the start."""
        head = data[:HEAD]
        if head.startswith(UTF_16_MARKS):
            head = head.replace(b"\x00", b"")[2:]
        return _LABEL.search(head) is not None

    def read(
        self, source: Source, *, sie_type: str | None, strict: bool, document_id: int
    ) -> Document:
        """Return the document of a file of types 1 to 4."""
        from siekit.formats.sie4.reading import read_document

        return read_document(source, sie_type=sie_type, strict=strict, document_id=document_id)

    def read_tables(
        self, source: Source, *, names: Collection[str], sie_type: str | None, document_id: int
    ) -> Mapping[str, pa.Table]:
        """Return some tables of a file of types 1 to 4."""
        from siekit.formats.sie4.reading import read_tables

        return read_tables(source, names=names, sie_type=sie_type, document_id=document_id)

    def read_facts(
        self, source: Source, *, sie_type: str | None, document_id: int
    ) -> FileFacts | None:
        """Return what the head of a file of types 1 to 4 says, where that is certain."""
        from siekit.formats.sie4.head_only import read_facts

        return read_facts(source, sie_type=sie_type, document_id=document_id)
