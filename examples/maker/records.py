"""SIE records as text lines, with the checksum of what they hold."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from maker.posting import Objects

ENCODING = "cp437"  # SIE 4B 5.8: the only character set of the format
LINE_END = "\r\n"


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it is written, and the content that the checksum covers."""

    written: str
    content: str


def word(value: object) -> Field:
    """Return a code or number, written bare."""
    return Field(str(value), str(value))


def text(value: str) -> Field:
    """Return a text, always quoted."""
    escaped = value.replace('"', '\\"')
    return Field(f'"{escaped}"', value)


def day(value: date) -> Field:
    """Return a date as YYYYMMDD."""
    return word(f"{value:%Y%m%d}")


def quantity(value: Decimal) -> Field:
    """Return a quantity with no more decimals than it needs."""
    return word(f"{value.normalize():f}")


def objects(pairs: Objects) -> Field:
    """Return an object list, `{}` when there is none."""
    inner = " ".join(f'{dimension} "{code}"' for dimension, code in pairs)
    return Field(f"{{{inner}}}", "".join(dimension + code for dimension, code in pairs))


class SieLines:
    """Lines of one SIE file, added record by record."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._crc = 0

    def record(self, label: str, *fields: Field, indent: str = "") -> None:
        """Add a record; it counts in the checksum."""
        content = label + "".join(field.content for field in fields)
        self._crc = zlib.crc32(content.encode(ENCODING), self._crc)
        self.uncounted(indent + " ".join((label, *(field.written for field in fields))))

    def uncounted(self, line: str) -> None:
        """Add a line that the checksum leaves out, such as a brace."""
        self.lines.append(line)

    def close_checksum(self) -> None:
        """Add the last record, with the checksum of all before it."""
        self.uncounted(f"#KSUMMA {self._crc}")

    def encode(self) -> bytes:
        """Return the file's bytes."""
        return "".join(line + LINE_END for line in self.lines).encode(ENCODING)
