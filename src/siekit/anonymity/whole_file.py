"""One file as bytes: its encoding, its lines, its checksum."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.anonymity.alphabet import Alphabet
from siekit.anonymity.contents import Contents
from siekit.anonymity.lines import Lines
from siekit.anonymity.replacements import WORD, Replacements
from siekit.core import encoding
from siekit.formats.sie4.orgnr import DIGITS

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from siekit.anonymity.keys import Draws

PIECE = 1 << 20
"""Bytes of a file that are searched for words at a time."""

_MARKED_NUMBER = re.compile(rb"(?<![0-9])(?:1[689]|20)?([0-9]{6})[-+]([0-9]{4})(?![0-9])")
_ORGANISATION = re.compile(rb'(?im)#ORGNR[ \t]+"?([0-9 \t\xa0\xff-]{10,20})')
_NOT_DIGITS = bytes(byte for byte in range(256) if byte not in b"0123456789")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What stands around the text of a file: a mark, and the way its characters are written."""

    mark: bytes
    codec: str | None
    tail: bytes

    def wrap(self, body: bytes) -> bytes:
        """Give the bytes of a file whose text, as the core reads it, is this."""
        if self.codec is None:
            return self.mark + body
        text = body.decode("utf-8", "surrogatepass")
        return self.mark + text.encode(self.codec, "surrogatepass") + self.tail


@dataclass(frozen=True, slots=True, kw_only=True)
class Remade:
    """What became of a file: its text, and what was done to it."""

    body: bytes
    replacements: Replacements
    kept_words: frozenset[str]
    replaced: Counter[str]
    kept: Counter[str]
    checksum_at: tuple[int, int] | None

    def with_checksum(self, value: int) -> bytes:
        """The text with another value in its last #KSUMMA, signed if it was."""
        if self.checksum_at is None:
            return self.body
        start, stop = self.checksum_at
        if self.body[start:stop].strip().startswith(b"-") and value >= 2**31:
            value -= 2**32
        return self.body[:start] + str(value).encode() + self.body[stop:]


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file as the core reads it, and the encoding it is read in."""

    body: bytes
    alphabet: Alphabet
    wrapping: Wrapping

    @classmethod
    def of(cls, data: bytes) -> Text:
        """The text of the bytes of a file."""
        body, wrapping, name = _unwrapped(data)
        coder = encoding.Coder(name) if name else encoding.detect(body)
        return cls(body, Alphabet(coder), wrapping)

    def words(self) -> set[str]:
        """The words of four letters or more, without capitals."""
        return words_of(self.body, self.alphabet)

    def remade(self, draws: Draws, words: set[str], scale: int) -> Remade:
        """What becomes of the text: `words` is what none of the new words may be."""
        replacements = Replacements(
            draws,
            self.alphabet,
            words_of_file=words,
            numbers_of_file=numbers_of(self.body),
        )
        contents = Contents(replacements, self.alphabet, scale=scale)
        lines = Lines(contents, self.alphabet, scale=scale)
        made = lines.all(self.body)
        return Remade(
            body=bytes(made),
            replacements=replacements,
            kept_words=frozenset(contents.kept_words),
            replaced=lines.replaced,
            kept=lines.kept,
            checksum_at=lines.last_checksum,
        )


def _unwrapped(data: bytes) -> tuple[bytes, Wrapping, str | None]:
    """Give text, wrapping, and the encoding's name where a mark decides it."""
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            whole = len(data) - len(data) % 2
            text = data[len(mark) : whole].decode(codec, "surrogatepass")
            wrapping = Wrapping(mark, codec, data[whole:])
            return text.encode("utf-8", "surrogatepass"), wrapping, "UTF-16"
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    body = data[len(mark) :]
    is_utf_8 = bool(mark) and encoding.count_high_bytes(body)[257] == 0
    return body, Wrapping(mark, None, b""), "UTF-8" if is_utf_8 else None


def words_of(body: bytes, alphabet: Alphabet) -> set[str]:
    """The words of four letters or more of a text, without capitals."""
    words: set[str] = set()
    for piece in _pieces(body):
        words.update(WORD.findall(alphabet.decode(piece).lower()))
    return words


def numbers_of(body: bytes) -> set[str]:
    """The ten digits of all identity numbers that are written as such."""
    found = {(date + rest).decode() for date, rest in _MARKED_NUMBER.findall(body)}
    for raw in _ORGANISATION.findall(body):
        digits = raw.translate(None, _NOT_DIGITS)[-DIGITS:].decode()
        if len(digits) == DIGITS:
            found.add(digits)
    return {digits for digits in found if digits.strip("0")}


def _pieces(body: bytes) -> Iterator[bytes]:
    """Cut a text at line ends, or anywhere in a line that is longer."""
    start = 0
    while start < len(body):
        stop = min(start + PIECE, len(body))
        if stop < len(body):
            stop = (body.rfind(b"\n", start, stop) + 1) or stop
        yield body[start:stop]
        start = stop
