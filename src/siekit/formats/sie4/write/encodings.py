"""The encodings that can be written, and their names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from siekit.core.fields import CODE_POINTS
from siekit.exceptions import UsageError


@dataclass(frozen=True, slots=True)
class Target:
    """An encoding: the name that the reader gives it, and Python's name of it."""

    name: str
    codec: str

    @property
    def table(self) -> bytes | None:
        """The byte of each code point; None for UTF-8, which is written as it is."""
        return None if self == UTF_8 else _table(self.codec)


CP437 = Target("CP437", "cp437")
UTF_8 = Target("UTF-8", "utf-8")
LATIN_1 = Target("ISO-8859-1", "latin-1")
LATIN_9 = Target("ISO-8859-15", "iso8859-15")
WINDOWS = Target("Windows-1252", "cp1252")

NAMES = {
    "cp437": CP437,
    "pc8": CP437,
    "utf-8": UTF_8,
    "utf8": UTF_8,
    "latin-1": LATIN_1,
    "latin1": LATIN_1,
    "iso-8859-1": LATIN_1,
    "iso-8859-15": LATIN_9,
    "windows-1252": WINDOWS,
    "cp1252": WINDOWS,
}
"""What people call the encodings, in small letters."""


def target(name: str) -> Target:
    """Return the encoding of that name; `UsageError` lists the names when there is none."""
    found = NAMES.get(name.strip().lower().replace("_", "-"))
    if found is None:
        message = (
            f"Files are not written in the encoding {name!r}. "
            "The encodings are: cp437, utf-8, latin-1, iso-8859-15, windows-1252."
        )
        raise UsageError(message)
    return found


@cache
def _table(codec: str) -> bytes:
    table = bytearray(CODE_POINTS)
    for byte in range(128, 256):
        try:
            table[ord(bytes((byte,)).decode(codec))] = byte
        except UnicodeDecodeError:
            continue
    return bytes(table)
