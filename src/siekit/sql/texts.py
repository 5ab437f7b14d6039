"""The text of a file as a type, for the functions that give whole files: its own, or derived."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from siekit.exceptions import SiekitError, UsageError
from siekit.formats.sie4.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.document import Document
    from siekit.sql.compat import Texts

TYPES = ("1", "2", "3", "4")
KEPT = 4
"""Texts that are kept at hand, since a query may ask for one more than once."""


def texts_of(documents: Sequence[Document]) -> Texts:
    """Return the function that gives the text of a document by its number and a type.

    Null where the document cannot be had as that type; an unknown type is refused.
    """
    by_number = dict(enumerate(documents, 1))

    @lru_cache(KEPT)
    def text(number: int, wanted: str) -> str | None:
        if wanted not in TYPES:
            message = f"There is no SIE type {wanted}: give one of {', '.join(TYPES)}."
            raise UsageError(message)
        document = by_number[number]
        if document.header.sie_type[:1] == wanted:
            return _decoded(document)
        from siekit.conversion.convert import convert

        try:
            return _decoded(convert(document, wanted).document)
        except SiekitError:
            return None

    return text


def _decoded(document: Document) -> str | None:
    """Return the bytes of a document as text."""
    if document.source is None:
        return None
    lines = Lines(document.source)
    return str(lines.coder.decode(lines.data))
