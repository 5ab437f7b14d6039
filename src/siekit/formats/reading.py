"""`read` and `read_many`: whatever people have, as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.ahead import in_order
from siekit.document import Document
from siekit.exceptions import NotSieError, SeveralFilesError, SourceError, UsageError
from siekit.formats.registry import FORMATS
from siekit.formats.sniff import what_it_is
from siekit.formats.source import is_zip, many_sources, office_document, one_source, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    import pyarrow as pa

    from siekit.engine.choosing import FileFacts
    from siekit.formats.base import Format
    from siekit.formats.source import Readable, Source

SIE_TYPES = ("1", "2", "3", "4E", "4I")

NAMES_SHOWN = 5
"""Files of a zip that a message names."""


def read(
    source: Readable, *, sie_type: str | None = None, strict: bool = False, name: str | None = None
) -> Document:
    """Return the document of one SIE file of type 1, 2, 3, 4E or 4I.

    `source` is a path, bytes, a binary stream, or a zip with one file in it. `sie_type` says
    which type it is when the file itself cannot (4E and 4I both write 4). `strict` makes every
    warning an error and changes nothing else. `name` is shown instead of the path.

    Raises `FileMissingError`, `FileUnreadableError`, `NotSieError`, which says what the file is
    instead, `SeveralFilesError` for a zip with several, and `UsageError` for an unknown type.
    """
    _check_type(sie_type)
    one = one_source(source, name)
    if is_zip(one.data):
        one = _only_file(one)
    return _document(one, sie_type=sie_type, strict=strict)


def as_document(given: Document | Readable) -> Document:
    """Return a document as it is, and read what is none."""
    return given if isinstance(given, Document) else read(given)


def read_many(
    source: Readable | Sequence[Readable], *, sie_type: str | None = None, strict: bool = False
) -> Iterator[Document]:
    """Give the document of every file of a folder, glob, zip, path, stream or list of these.

    Documents are numbered from 1 in the order given. Raises as `read` does at the first file
    that cannot be read; `read_each` gives the exception and goes on.
    """
    for found in read_each(source, sie_type=sie_type, strict=strict):
        if isinstance(found, SourceError):
            raise found
        yield found


def read_each(
    source: Readable | Sequence[Readable], *, sie_type: str | None = None, strict: bool = False
) -> Iterator[Document | SourceError]:
    """Give a document, or the exception in its place, for every file as `read_many` does."""
    _check_type(sie_type)
    number = 0
    for found in many_sources(source):
        if isinstance(found, SourceError):
            yield found
            continue
        number += 1
        try:
            yield _document(found, sie_type=sie_type, strict=strict, document_id=number)
        except SourceError as error:
            yield error


def read_together(
    source: Readable | Sequence[Readable], *, sie_type: str | None = None
) -> list[Document]:
    """Return what `read_many` gives, read two at a time, for those who need all of it anyway."""
    _check_type(sie_type)

    def document(numbered: tuple[int, Source | SourceError]) -> Document:
        number, found = numbered
        if isinstance(found, SourceError):
            raise found
        return _document(found, sie_type=sie_type, strict=False, document_id=number)

    return list(in_order(document, enumerate(many_sources(source), 1)))


def read_asked(
    source: Readable | Sequence[Readable],
    *,
    names: Collection[str],
    wanted: Callable[[FileFacts], bool] | None = None,
    sie_type: str | None = None,
) -> Iterator[Mapping[str, pa.Table] | FileFacts | SourceError]:
    """Give of every file only some tables, its facts where it is not wanted, or why it fails.

    The tables are header, fiscal_years, vouchers and those of these names, as `read_many` has
    them; there may be more, that are not complete. What is not `wanted` by its facts is read no
    further than they need.
    """
    _check_type(sie_type)
    for number, found in enumerate(many_sources(source), 1):
        if isinstance(found, SourceError):
            yield found
            continue
        try:
            format_ = _format_of(found)
            facts = wanted and format_.read_facts(found, sie_type=sie_type, document_id=number)
            if wanted and facts and not wanted(facts):
                yield facts
            else:
                yield format_.read_tables(found, names=names, sie_type=sie_type, document_id=number)
        except SourceError as error:
            yield error


def _check_type(sie_type: str | None) -> None:
    if sie_type is not None and sie_type not in SIE_TYPES:
        message = f"There is no SIE type {sie_type!r}: give one of {', '.join(SIE_TYPES)}."
        raise UsageError(message)


def _only_file(source: Source) -> Source:
    """Return the one SIE file of a zip."""
    files = unpacked(source)
    inside = [file for file in files if any(one.recognises(file.data) for one in FORMATS)]
    if len(inside) == 1:
        return inside[0]
    if inside:
        names = _names(source, inside)
        message = f"{source.name} holds {len(inside)} SIE files ({names}): use read_many."
        raise SeveralFilesError(message)
    nothing = f"a zip without any SIE file in it (it holds {_names(source, files)})"
    message = f"{source.name} is not a SIE file: it is {office_document(files) or nothing}."
    raise NotSieError(message)


def _names(source: Source, files: list[Source]) -> str:
    """Return the first names in a zip, and how many more there are."""
    names = ", ".join(file.name.removeprefix(f"{source.name}/") for file in files[:NAMES_SHOWN])
    more = len(files) - NAMES_SHOWN
    return f"{names} and {more} more" if more > 0 else names


def _document(
    source: Source, *, sie_type: str | None, strict: bool, document_id: int = 1
) -> Document:
    format_ = _format_of(source)
    return format_.read(source, sie_type=sie_type, strict=strict, document_id=document_id)


def _format_of(source: Source) -> Format:
    """Return the format that a file is in."""
    for format_ in FORMATS:
        if format_.recognises(source.data):
            return format_
    message = f"{source.name} is not a SIE file: it is {what_it_is(source.data)}."
    raise NotSieError(message)
