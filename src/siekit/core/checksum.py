# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False
"""#KSUMMA: the CRC-32 of the labels and field contents between the first and the last one.

SIE 4B chapter 10. What enters: the label with its #, the content of each field as CP437 bytes
without the quotes around it, an escaped quote without its backslash, the numbers in object
lists. What does not: space between fields, braces of lists and blocks, line ends, #FLAGGA.
"""

import zlib

import cython
from cython.cimports.siekit.core.encoding import Coder
from cython.cimports.siekit.core.scanner import Scanner

LIST = cython.declare(cython.int, 3)

BLOCK = 1 << 20
"""Bytes that are gathered before they are summed."""


@cython.final
@cython.cclass
class Summer(Scanner):
    """Walks over the records of a file once more and sums what a checksum covers."""

    def total(self, start: int, stop: int) -> int | None:
        """Return the CRC-32 of the records between two places, None when it cannot be made.

        A file in another encoding is summed as if it were CP437; a character that CP437 lacks
        makes the sum impossible.
        """
        crc: int | None = 0
        gathered = bytearray()
        i: cython.Py_ssize_t = start
        while i < stop and crc is not None:
            i = self.gather_line(i, gathered)
            if len(gathered) >= BLOCK:
                crc = self.add(crc, gathered)
                gathered = bytearray()
        return None if crc is None else self.add(crc, gathered)

    def add(self, crc: int, gathered: bytearray) -> int | None:
        """Return the sum with more bytes, None when they have no CP437 form."""
        if self.coder.name in ("CP437", "ASCII"):
            return zlib.crc32(gathered, crc)
        try:
            return zlib.crc32(self.coder.decode(bytes(gathered)).encode("cp437"), crc)
        except UnicodeEncodeError:
            return None

    @cython.cfunc
    @cython.exceptval(-1)
    def gather_line(self, i: cython.Py_ssize_t, gathered: bytearray) -> cython.Py_ssize_t:
        """Add what the line at `i` contributes and return where the next one begins."""
        start: cython.Py_ssize_t
        while i < self.size and (self.source[i] == 32 or self.source[i] == 9):
            i += 1
        if i < self.size and self.source[i] == 35:
            start = i
            while i < self.size and self.source[i] > 32 and self.source[i] != 34:
                if self.source[i] == 123 or self.source[i] == 125:
                    break
                i += 1
            gathered += self.data[start:i]
            self.gather_fields(i, gathered)
            i = self.end
        else:
            while i < self.size and self.source[i] != 10 and self.source[i] != 13:
                i += 1
        while i < self.size and (self.source[i] == 10 or self.source[i] == 13):
            i += 1
        return i

    @cython.cfunc
    @cython.exceptval(-1)
    def gather_fields(self, i: cython.Py_ssize_t, gathered: bytearray) -> cython.int:
        k: cython.Py_ssize_t
        self.takes_list = True
        self.split(i)
        for k in range(min(self.count, 32)):
            content = bytes(self.data[self.starts[k] : self.stops[k]])
            if self.kinds[k] == LIST:
                content = without_list_marks(content)
            elif self.flags[k] & 1:
                content = content.replace(b'\\"', b'"')
            gathered += content
        return 0


def without_list_marks(content: bytes) -> bytes:
    """Return the content of an object list without its spaces and quotes."""
    kept = bytearray()
    inside = False
    for k, byte in enumerate(content):
        if byte == 34 and not (k > 0 and content[k - 1] == 92):
            inside = not inside
        elif inside or byte not in b" \t":
            if byte == 34:
                kept.pop()
            kept.append(byte)
    return bytes(kept)


def checksum(data: bytes, coder: Coder, start: int, stop: int) -> int | None:
    """Return the checksum of the records of `data` from `start` to `stop`, None if impossible."""
    return Summer(data, coder).total(start, stop)
