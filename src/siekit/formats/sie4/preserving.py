"""A changed document back into the bytes of its own file, which differ only where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.core.encoding import Coder
from siekit.exceptions import NotWritableError, SiekitError, UsageError
from siekit.formats.sie4.preserve.checksums import check_asked, edit_checksum
from siekit.formats.sie4.preserve.identification import edit_identification
from siekit.formats.sie4.preserve.original import Original
from siekit.formats.sie4.preserve.others import edit_others
from siekit.formats.sie4.preserve.proof import first_difference
from siekit.formats.sie4.preserve.records import edit_records
from siekit.formats.sie4.preserve.vouchers import edit_vouchers
from siekit.formats.sie4.preserve.work import Work
from siekit.formats.sie4.reading import read_document
from siekit.formats.sie4.write.encodings import target
from siekit.formats.source import Source
from siekit.formats.written import Written

if TYPE_CHECKING:
    from siekit.document import Document

Difference = tuple[str, object, object]
"""A place, what should stand there, and what was read."""

SAME_ENCODINGS = {
    "ASCII": ("CP437", "UTF-8", "ISO-8859-1", "ISO-8859-15", "Windows-1252"),
    "UTF-8-SIG": ("UTF-8",),
}
"""What an encoding of the reader may also be called when the same is asked for."""

_UNFIT: Difference = ("a character", "one of code page 437", "another")


def preserved(
    document: Document,
    *,
    sie_type: str | None = None,
    encoding: str | None = None,
    checksum: bool = False,
    keep_unknown: bool = True,
) -> Written:
    """Return the original bytes of a document with its changes, and only those, made in them.

    Order, quotes, spacing, line ends, encoding and records that the standard does not know stay,
    so that a document without changes gives the very bytes that were read. The result is read
    back and compared. `keep_unknown` is taken since they are always kept.

    Raises `NotWritableError` for a document without its original bytes and `UsageError` where
    an option asks for another file than the original.
    """
    del keep_unknown
    source = document.source
    if source is None or document.header.format != "sie4":
        message = (
            "The document does not have the bytes of a SIE file of types 1 to 4 that it came from, "
            "so there is nothing to preserve. Leave preserve away to write it anew."
        )
        raise NotWritableError(message)
    _check_type(document, sie_type)
    original = Original(document, source)
    check_asked(original.document, checksum=checksum)
    difference = _UNFIT
    for coder in _coders(document, original, encoding):
        made = _attempt(original, document, coder)
        if isinstance(made, Written):
            return made
        difference = made
    place, wanted, found = difference
    message = (
        f"The file was not written: read back, {place} is {found!r} instead of {wanted!r}. "
        "Leave preserve away to write the document as a new file."
    )
    raise SiekitError(message)


def _check_type(document: Document, sie_type: str | None) -> None:
    if sie_type is None or sie_type == document.header.sie_type:
        return
    message = (
        f"The file is of type {document.header.sie_type}, and preserve keeps it so. Leave sie_type "
        f"away, or leave preserve away to write it as type {sie_type}."
    )
    raise UsageError(message)


def _coders(document: Document, original: Original, asked: str | None) -> list[Coder]:
    """Return the encodings to try: the file's own, or those that its ASCII is part of.

    Raises `UsageError` when another one is asked for, or said by a changed header.
    """
    own = original.document.header
    name = target(asked).name if asked else own.encoding
    if name != own.encoding and name not in SAME_ENCODINGS.get(own.encoding, ()):
        message = (
            f"The file is in {own.encoding}, and preserve keeps its encoding. Leave encoding away, "
            f"or leave preserve away to write the document in {name}."
        )
        raise UsageError(message)
    header = document.header
    if (header.encoding, header.line_end) != (own.encoding, own.line_end):
        message = (
            "The header of the document names another encoding or line end than its file has "
            f"({own.encoding}, {own.line_end}), and preserve keeps them. Set them back, or leave "
            "preserve away."
        )
        raise UsageError(message)
    if own.encoding != "ASCII":
        return [original.lines.coder]
    return [Coder(name)] if asked else [Coder("CP437"), Coder("UTF-8")]


def _attempt(original: Original, document: Document, coder: Coder) -> Written | Difference:
    """Return the file with new texts in an encoding, or where it does not say what it should."""
    work = Work.on(original, document, coder)
    for edit in (edit_identification, edit_records, edit_vouchers, edit_others):
        edit(work)
    header = original.document.header
    if not work.edits:
        return Written(document.source or b"", header.encoding, work.findings().findings())
    if work.spelling.replaced and header.encoding == "ASCII" and coder.name == "CP437":
        return _UNFIT
    data, read = _read(original, document, work.edits.applied())
    difference = first_difference(work, read, data)
    if difference is not None and header.encoding != "ASCII" and not coder.unicode:
        again = _read(original, document, work.edits.applied(), coder.name)[1]
        found, difference = read.header.encoding, first_difference(work, again, data)
        read = again
        work.told.add("encoding-may-be-mistaken", encoding=coder.name, found=found)
    if difference is not None:
        return difference
    if edit_checksum(work, read):
        data, read = _read(original, document, work.edits.applied())
    return Written(data, read.header.encoding, work.findings().findings())


def _read(
    original: Original, document: Document, data: bytes, encoding: str | None = None
) -> tuple[bytes, Document]:
    """Return new bytes as a file, and what is read from it."""
    made = original.lines.source_with(data)
    source = Source(document.header.file, made)
    given = original.given_type
    return made, read_document(
        source, sie_type=given, strict=False, document_id=1, encoding=encoding
    )
