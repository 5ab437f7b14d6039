"""What an identification record is made of, and findings that point into one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.core.faults import Fault
from siekit.core.labels import BY_NAME
from siekit.formats.sie4.found import NO_FACTS, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan

BARE, QUOTED = 1, 2
"""How a field is written, by the numbers that the core gives."""

ESCAPED, STRAY, UNCLOSED, BACKSLASH = 1, 2, 4, 8
"""What the core saw in a field: an escaped quote, a stray one, no closing one, one behind a
backslash."""


_CONTROLS = dict.fromkeys([*range(32), 127])


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
        """Tell whether there is nothing in it but spaces and control characters."""
        return not self.text.translate(_CONTROLS).strip()


@dataclass(frozen=True, slots=True)
class HeadRecord:
    """One record of the header, a #RAR or a #KSUMMA."""

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


def field_words(label: str, k: int) -> dict[str, object]:
    """Return what a finding calls field `k` of a label, in English and Swedish."""
    field = BY_NAME[label].fields[k]
    return {"field": field.name, "field_sv": field.swedish}


def tell(
    scan: Scan,
    found: Found,
    fault: Fault,
    record: HeadRecord,
    field: HeadField | int | None = None,
    *,
    facts: Mapping[str, object] = NO_FACTS,
) -> None:
    """Add a finding at a field of a record, or at the record."""
    if isinstance(field, int):
        field = record.fields[field] if field < len(record.fields) else None
    place = Place(
        line=record.line,
        column=scan.column(record.start, field.start) if field else None,
        label=record.label,
        value=field.text if field else None,
    )
    if fault is Fault.SECOND_ENCODING and field is not None:
        facts = scan.second_encoding(field.start, field.stop)
    found.add(fault, place, facts=facts)
