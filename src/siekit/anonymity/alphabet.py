"""Which characters of a file may stand for each other without changing how it is read.

The encoding of a file is found from its bytes above 127, so a letter is only exchanged for one
whose bytes count alike: same case, same vote for a code page, same part in UTF-8.
"""

from __future__ import annotations

import codecs
import unicodedata
from string import ascii_lowercase, ascii_uppercase

from siekit.core import encoding
from siekit.core.encoding import Coder

LONE = range(0xDC80, 0xDD00)
"""Bytes that are no UTF-8 in a file that is: Python's stand-ins for them."""

FIRST = 0x80
"""The first byte or character that is not plain."""

BLOCK = 64
"""Characters that share all bytes but the last in UTF-8."""

_DIGITS = "0123456789"
_SWEDISH = dict(zip("åäÅÄöÖéÉ", "aaaaooee", strict=True))
"""Swedish letters that count alike in every encoding: so a word becomes the same in all."""

_VOTES = (
    encoding.CP437_LETTERS,
    encoding.LATIN_LETTERS,
    encoding.MAC_LETTERS,
    encoding.MAC_PROOF,
    encoding.CP437_SECOND,
    encoding.LATIN_SECOND,
    encoding.WINDOWS_ONLY,
    encoding.LATIN_1_ONLY,
)


class Alphabet:
    """The characters of one encoding, without loss between bytes and text."""

    def __init__(self, coder: Coder) -> None:
        """Take the coder that reads the file."""
        one = coder if not coder.unicode else Coder("CP437")
        self._table = "".join(one.decode(bytes((byte,))) for byte in range(256))
        self._unicode = bool(coder.unicode)
        self._utf_16 = coder.name == "UTF-16"
        self._map = codecs.charmap_build(self._table)
        self._of_bytes = _classes_of_bytes(self._table)
        self._others: dict[str, str] = {}

    def decode(self, raw: bytes) -> str:
        """Bytes as text; a byte that is no UTF-8 has a stand-in."""
        if self._unicode:
            return raw.decode("utf-8", "surrogateescape")
        return codecs.charmap_decode(raw, "strict", self._table)[0]

    def encode(self, text: str) -> bytes:
        """The bytes that `decode` made the text of."""
        if self._unicode:
            return text.encode("utf-8", "surrogateescape")
        return codecs.charmap_encode(text, "strict", self._map)[0]

    def readable(self, text: str) -> str:
        """The text as the reader takes it: a byte that is no UTF-8 is one of CP437."""
        if not self._unicode or text.isascii():
            return text
        return "".join(self._table[ord(one) - 0xDC00] if ord(one) in LONE else one for one in text)

    def others(self, character: str) -> str:
        """The characters that may stand for this one, itself among them, always in one order."""
        known = self._others.get(character)
        if known is None:
            known = self._others[character] = self._find_others(character)
        return known

    def _find_others(self, character: str) -> str:
        for plain in (ascii_lowercase, ascii_uppercase, _DIGITS):
            if character in plain:
                return plain
        if not self._unicode:
            same = self._of_bytes[self._table.index(character)]
            return "".join(self._table[byte] for byte in same)
        if ord(character) in LONE:
            if self._utf_16:
                return character
            same = self._of_bytes[ord(character) - 0xDC00]
            return "".join(chr(0xDC00 + byte) for byte in same)
        start = ord(character) // BLOCK * BLOCK
        wanted = _traits(character)
        block = map(chr, range(max(start, FIRST), start + BLOCK))
        return "".join(one for one in block if _traits(one) == wanted)


def _traits(character: str) -> tuple[object, ...]:
    """What characters of a Unicode file must share: a checksum is made of their CP437 form."""
    return (
        unicodedata.category(character),
        _SWEDISH.get(character),
        _has_form(character, "cp437"),
        _has_form(character, "latin-1"),
    )


def _has_form(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _classes_of_bytes(table: str) -> list[list[int]]:
    """For each byte, those above 127 that count as it does; only letters have others."""
    traits = [_byte_traits(byte, table[byte]) for byte in range(256)]
    classes = []
    for byte in range(256):
        letter = byte >= FIRST and table[byte].isalnum()
        same = [other for other in range(FIRST, 256) if traits[other] == traits[byte]]
        classes.append(same if letter else [byte])
    return classes


def _byte_traits(byte: int, character: str) -> tuple[object, ...]:
    return (
        unicodedata.category(character),
        _SWEDISH.get(character),
        _part_in_utf_8(byte),
        *(byte in letters for letters in _VOTES),
    )


def _part_in_utf_8(byte: int) -> int:
    """Which part a byte would have in UTF-8: none must become valid that was not."""
    for part, first in enumerate((0xC0, 0xC2, 0xE0, 0xE1, 0xED, 0xEE, 0xF0, 0xF1, 0xF4, 0xF5)):
        if byte < first:
            return part
    return -1
