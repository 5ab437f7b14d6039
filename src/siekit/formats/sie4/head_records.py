"""Identification records, one at a time, their fields mended where quotes are amiss."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from siekit.core.faults import Fault
from siekit.core.labels import BY_NAME
from siekit.formats.sie4.head_fields import (
    BACKSLASH,
    BARE,
    ESCAPED,
    QUOTED,
    STRAY,
    UNCLOSED,
    HeadField,
    HeadRecord,
    tell,
)
from siekit.formats.sie4.scan import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Literal

    from siekit.core.columns import Chunk
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan

_BLANKS = bytes(range(33))

_RECORD: tuple[tuple[str, Literal["i", "q"]], ...] = (
    ("label", "i"),
    ("line", "i"),
    ("count", "i"),
    ("start", "q"),
    ("stop", "q"),
)
_SPAN: tuple[tuple[str, Literal["i", "q"]], ...] = (
    ("start", "q"),
    ("stop", "q"),
    ("kind", "i"),
    ("flags", "i"),
)


def head_records(scan: Scan, found: Found) -> Iterator[HeadRecord]:
    """Give the identification records in file order, telling what is odd in their fields."""
    for records, spans in zip(scan.chunks["head"], scan.chunks["spans"], strict=True):
        fields = (_field(scan, *span) for span in _rows(spans, _SPAN))
        for code, line, count, start, stop in _rows(records, _RECORD):
            record = HeadRecord(NAMES[code], line, start, stop, tuple(islice(fields, count)))
            yield _mended(scan, found, record)


def _rows(
    chunk: Mapping[str, Chunk], columns: tuple[tuple[str, Literal["i", "q"]], ...]
) -> Iterator[tuple[int, ...]]:
    """Give the rows of integer columns; a column without a buffer has no rows."""
    views = [memoryview(chunk[name][3] or b"").cast(kind) for name, kind in columns]
    return zip(*views, strict=True)


def _field(scan: Scan, start: int, stop: int, kind: int, flags: int) -> HeadField:
    text = scan.coder.decode(scan.data[start:stop])
    if flags & ESCAPED:
        text = text.replace('\\"', '"')
    return HeadField(text, kind, flags, start, stop)


def _mended(scan: Scan, found: Found, record: HeadRecord) -> HeadRecord:
    """Return the record with joined text and without control characters."""
    width = len(BY_NAME[record.label].fields)
    if len(record.fields) > width:
        record = replace(record, fields=_without_extras(scan, found, record, width))
    fields = tuple(_checked(scan, found, record, field) for field in record.fields)
    return replace(record, fields=fields)


def _checked(scan: Scan, found: Found, record: HeadRecord, field: HeadField) -> HeadField:
    """Return a field without control characters, telling what is odd in its writing."""
    for fault in _writing_faults(scan, field):
        tell(scan, found, fault, record, field)
    if field.text.isprintable():  # what nearly all are, told without a look at each letter
        return field
    text = "".join(c for c in field.text if not _is_control(c))
    if text == field.text:
        return field
    tell(scan, found, Fault.CONTROL_CHARACTER, record, field)
    return replace(field, text=text)


def _is_control(character: str) -> bool:
    return (character < " " and character != "\t") or character == "\x7f"


def _writing_faults(scan: Scan, field: HeadField) -> Iterator[Fault]:
    if field.flags & UNCLOSED and field.kind == QUOTED:
        yield Fault.UNCLOSED_QUOTE
    if field.flags & BACKSLASH:
        yield Fault.BACKSLASH_BEFORE_CLOSING_QUOTE
    if field.flags & STRAY:
        yield Fault.STRAY_QUOTE if field.kind == QUOTED else Fault.QUOTE_IN_BARE_WORD
    if scan.coder.is_foreign(scan.data[field.start : field.stop]):
        yield Fault.SECOND_ENCODING


def _without_extras(
    scan: Scan, found: Found, record: HeadRecord, width: int
) -> tuple[HeadField, ...]:
    """Return no more fields than the label has, the last text joined where it was split."""
    extras = record.fields[width:]
    if all(field.empty for field in extras):
        return record.fields[:width]
    if record.label == "#PROGRAM" and all(field.kind == BARE for field in record.fields):
        return _program(scan, found, record)
    if width and BY_NAME[record.label].text_last:
        joined = _joined(scan, found, record, width - 1)
        if joined is not None:
            return (*record.fields[: width - 1], joined)
    tell(scan, found, Fault.EXTRA_FIELD, record, next(f for f in extras if not f.empty))
    scan.keep_extra(record.line, record.label, record.start)
    return record.fields[:width]


def _joined(scan: Scan, found: Found, record: HeadRecord, k: int) -> HeadField | None:
    """Return the text from field `k` on when quotes are missing or stray, else None."""
    first = record.fields[k]
    quoted_rest = any(f.kind == BARE and f.flags & STRAY for f in record.fields[k + 1 :])
    if first.kind == QUOTED and (first.flags & STRAY or quoted_rest):
        last_quote = scan.data.rfind(b'"', first.start, record.stop)
        field = _field(scan, first.start, max(last_quote, first.start), QUOTED, ESCAPED)
        tell(scan, found, Fault.STRAY_QUOTE, record, field)
        return field
    if first.kind == BARE:
        stop = first.start + len(scan.data[first.start : record.stop].rstrip(_BLANKS))
        field = _field(scan, first.start, stop, QUOTED, 0)
        tell(scan, found, Fault.UNQUOTED_TEXT, record, field)
        return field
    return None


def _program(scan: Scan, found: Found, record: HeadRecord) -> tuple[HeadField, ...]:
    """Return name and version of an unquoted #PROGRAM: a last word with a digit is the version."""
    *words, last = record.fields
    has_version = any(c.isdigit() for c in last.text)
    stop = words[-1].stop if has_version else last.stop
    name = _field(scan, record.fields[0].start, stop, QUOTED, 0)
    tell(scan, found, Fault.UNQUOTED_TEXT, record, name)
    return (name, last) if has_version else (name,)
