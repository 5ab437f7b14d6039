"""Identification records, one at a time, with their fields as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.core.faults import Fault
from siekit.core.labels import BY_NAME
from siekit.formats.sie4.scan import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan

BARE, QUOTED = 1, 2
ESCAPED, STRAY, UNCLOSED, BACKSLASH = 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class HeadField:
    """One field: its text, how it was written, and its span in the file."""

    text: str
    kind: int
    flags: int
    start: int
    stop: int

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing but spaces in it."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class HeadRecord:
    """One record of the header, or a #RAR."""

    label: str
    line: int
    start: int
    stop: int
    fields: tuple[HeadField, ...]

    def text(self, k: int) -> str | None:
        """Return field `k`, None when it is absent."""
        return self.fields[k].text if k < len(self.fields) else None

    def filled(self, k: int) -> str | None:
        """Return field `k` without space around it, None when nothing is left."""
        return (self.text(k) or "").strip() or None


def head_records(scan: Scan, found: Found) -> Iterator[HeadRecord]:
    """Give the identification records in file order, telling what is odd in their fields."""
    for records, spans in zip(scan.chunks["head"], scan.chunks["spans"], strict=True):
        columns = [memoryview(records[name][3] or b"").cast(kind) for name, kind in _RECORD]
        places = [memoryview(spans[name][3] or b"").cast(kind) for name, kind in _SPAN]
        at = 0
        for code, line, count, start, stop in zip(*columns, strict=True):
            fields = tuple(
                _field(scan, *(place[k] for place in places)) for k in range(at, at + count)
            )
            at += count
            record = HeadRecord(NAMES[code], line, start, stop, fields)
            yield _mended(scan, found, record)


_RECORD = (("label", "i"), ("line", "i"), ("count", "i"), ("start", "q"), ("stop", "q"))
_SPAN = (("start", "q"), ("stop", "q"), ("kind", "i"), ("flags", "i"))


def _field(scan: Scan, start: int, stop: int, kind: int, flags: int) -> HeadField:
    text = scan.coder.decode(scan.data[start:stop])
    if flags & ESCAPED:
        text = text.replace('\\"', '"')
    return HeadField(text, kind, flags, start, stop)


def _mended(scan: Scan, found: Found, record: HeadRecord) -> HeadRecord:
    """Return the record with joined text and without control characters."""
    width = len(BY_NAME[record.label].fields)
    if len(record.fields) > width:
        record = _without_extras(scan, found, record, width)
    fields = tuple(_checked(scan, found, record, field) for field in record.fields)
    return HeadRecord(record.label, record.line, record.start, record.stop, fields)


def _checked(scan: Scan, found: Found, record: HeadRecord, field: HeadField) -> HeadField:
    """Return a field without control characters, telling what is odd in its writing."""
    for fault in _writing_faults(scan, field):
        tell(scan, found, fault, record, field)
    if not _has_control(field.text):
        return field
    tell(scan, found, Fault.CONTROL_CHARACTER, record, field)
    text = "".join(c for c in field.text if c == "\t" or (c >= " " and c != "\x7f"))
    return HeadField(text, field.kind, field.flags, field.start, field.stop)


def _has_control(text: str) -> bool:
    return any((c < " " and c != "\t") or c == "\x7f" for c in text)


def _writing_faults(scan: Scan, field: HeadField) -> Iterator[Fault]:
    if field.flags & UNCLOSED and field.kind == QUOTED:
        yield Fault.UNCLOSED_QUOTE
    if field.flags & BACKSLASH:
        yield Fault.BACKSLASH_BEFORE_CLOSING_QUOTE
    if field.flags & STRAY:
        yield Fault.STRAY_QUOTE if field.kind == QUOTED else Fault.QUOTE_IN_BARE_WORD
    if scan.coder.is_foreign(scan.data[field.start : field.stop]):
        yield Fault.SECOND_ENCODING


def _without_extras(scan: Scan, found: Found, record: HeadRecord, width: int) -> HeadRecord:
    """Return the record with no more fields than its label has, its last text joined."""
    label = BY_NAME[record.label]
    extras = record.fields[width:]
    if all(field.empty for field in extras):
        fields = record.fields[:width]
    elif record.label == "#PROGRAM" and all(field.kind == BARE for field in record.fields):
        fields = _program(scan, found, record)
    elif width and label.text_last and (joined := _joined(scan, found, record, width - 1)):
        fields = (*record.fields[: width - 1], joined)
    else:
        tell(scan, found, Fault.EXTRA_FIELD, record, next(f for f in extras if not f.empty))
        scan.keep_extra(record.line, record.label, record.start)
        fields = record.fields[:width]
    return HeadRecord(record.label, record.line, record.start, record.stop, fields)


def _joined(scan: Scan, found: Found, record: HeadRecord, k: int) -> HeadField | None:
    """Return the last text when quotes are missing or stray, None when it is whole."""
    first = record.fields[k]
    quoted_rest = any(f.kind == BARE and f.flags & STRAY for f in record.fields[k + 1 :])
    if first.kind == QUOTED and (first.flags & STRAY or quoted_rest):
        stop = scan.data.rfind(b'"', first.start, record.stop)
        fault, stop = Fault.STRAY_QUOTE, max(stop, first.start)
    elif first.kind == BARE:
        fault, stop = Fault.UNQUOTED_TEXT, _trimmed(scan.data, first.start, record.stop)
    else:
        return None
    field = _field(scan, first.start, stop, QUOTED, ESCAPED if fault is Fault.STRAY_QUOTE else 0)
    tell(scan, found, fault, record, field)
    return field


def _trimmed(data: bytes, start: int, stop: int) -> int:
    """Return where a span ends without the blanks behind it."""
    while stop > start and data[stop - 1] <= 32:
        stop -= 1
    return stop


def _program(scan: Scan, found: Found, record: HeadRecord) -> tuple[HeadField, ...]:
    """Return name and version of an unquoted #PROGRAM: a last word with a digit is the version."""
    *words, last = record.fields
    has_version = any(c.isdigit() for c in last.text)
    stop = words[-1].stop if has_version else last.stop
    name = _field(scan, record.fields[0].start, stop, QUOTED, 0)
    tell(scan, found, Fault.UNQUOTED_TEXT, record, name)
    return (name, last) if has_version else (name,)


def tell(
    scan: Scan,
    found: Found,
    fault: Fault,
    record: HeadRecord,
    field: HeadField | int | None = None,
    /,
    **facts: object,
) -> None:
    """Add a finding at a field of a record, or at the record."""
    if isinstance(field, int):
        field = record.fields[field] if field < len(record.fields) else None
    found.add(
        fault,
        line=record.line,
        column=scan.column(record.start, field.start if field else record.start),
        label=record.label,
        value=field.text if field else None,
        **_second(scan, fault, field),
        **facts,
    )


def _second(scan: Scan, fault: Fault, field: HeadField | None) -> dict[str, str]:
    """Return the facts of a field that looks like another encoding."""
    if fault is not Fault.SECOND_ENCODING or field is None:
        return {}
    second, reading = scan.second_reading(field.start, field.stop)
    return {"found": scan.encoding_name, "second": second, "reading": reading}
