"""The columns of findings: where in its line a value stands."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from siekit.formats.sie4.scan import Scan
from siekit.formats.source import Source

if TYPE_CHECKING:
    from siekit.document import Document


class Places:
    """Answers about the lines of a document's bytes, which are looked at when first asked."""

    def __init__(self, document: Document) -> None:
        """Take the document."""
        self._document = document

    @cached_property
    def _scan(self) -> Scan | None:
        source = self._document.source
        return None if source is None else Scan(Source(self._document.header.file, source))

    def column(self, line: int | None, value: str | None) -> int | None:
        """Return the column of the field that says `value`, else of the label; None unknown."""
        if line is None or self._scan is None:
            return None
        return self._scan.locate(line, value)
