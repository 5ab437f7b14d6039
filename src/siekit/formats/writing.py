"""`write` and `to_bytes`: documents as files that every program can read."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeAlias

from siekit.exceptions import UsageError
from siekit.formats.reading import SIE_TYPES
from siekit.formats.written import Written
from siekit.replace_file import replace_file

if TYPE_CHECKING:
    from siekit.document import Document

Target: TypeAlias = "str | PathLike[str] | IO[bytes]"

FORMATS = ("sie4",)
"""The formats that can be written."""

__all__ = ["Target", "Written", "to_bytes", "write"]


def write(
    document: Document,
    target: Target,
    *,
    format: str = "sie4",  # noqa: A002 - the word people use, and no builtin is needed here
    sie_type: str | None = None,
    encoding: str | None = None,
    checksum: bool = False,
    keep_unknown: bool = False,
    preserve: bool = False,
) -> Written:
    """Write a document to a path or a binary stream, and return what was written.

    What the document holds is written as it is: type, program, day and flag stay. `sie_type`
    writes it as another type, `encoding` in another encoding than CP437 or UTF-8 as needed,
    `checksum` adds #KSUMMA, `keep_unknown` keeps records that the standard does not know, and
    `preserve` keeps order, quoting and spacing of the file it came from. The bytes are read
    back and compared first; a file appears whole or not at all.

    Raises `NotWritableError` when it cannot be written as that type, and `UsageError` for an
    unknown format, type or encoding.
    """
    made = to_bytes(
        document,
        format=format,
        sie_type=sie_type,
        encoding=encoding,
        checksum=checksum,
        keep_unknown=keep_unknown,
        preserve=preserve,
    )
    if isinstance(target, (str, PathLike)):
        replace_file(Path(fspath(target)), made.data)
    else:
        target.write(made.data)
    return made


def to_bytes(
    document: Document,
    *,
    format: str = "sie4",  # noqa: A002 - see write
    sie_type: str | None = None,
    encoding: str | None = None,
    checksum: bool = False,
    keep_unknown: bool = False,
    preserve: bool = False,
) -> Written:
    """Return what `write` would write, as bytes."""
    if format not in FORMATS:
        message = f"Documents are not written in the format {format!r}. Formats: sie4."
        raise UsageError(message)
    if sie_type is not None and sie_type not in SIE_TYPES:
        message = f"There is no SIE type {sie_type!r}. The types are: {', '.join(SIE_TYPES)}."
        raise UsageError(message)
    from siekit.formats.sie4.write.encodings import target as encoding_named
    from siekit.formats.sie4.write.writing import written

    if encoding is not None:
        encoding_named(encoding)
    if preserve:
        from siekit.formats.sie4.preserving import preserved

        return preserved(
            document,
            sie_type=sie_type,
            encoding=encoding,
            checksum=checksum,
            keep_unknown=keep_unknown,
        )
    return written(
        document,
        sie_type=sie_type,
        encoding=encoding,
        checksum=checksum,
        keep_unknown=keep_unknown,
    )
