# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=False
"""Which encoding a file is really in, and how its bytes become UTF-8.

SIE 4B 5.8 knows code page 437 only, while programs also write UTF-8, ISO-8859, Windows-1252,
UTF-16 and Mac Roman and still declare PC8. So the bytes decide: a byte order mark; then valid
UTF-8; then a vote over the whole file between the Swedish letters of the code pages. One field
in another encoding (a Windows path in #FNR, say) does not tip the vote and is not mended.
"""

import codecs
import re
from functools import cache

import cython

CP437_LETTERS = b"\x84\x86\x94\x8e\x8f\x99\x82"
LATIN_LETTERS = b"\xe4\xe5\xf6\xc4\xc5\xd6\xe9"
MAC_LETTERS = b"\x8a\x8c\x9a\x80\x81\x85"
MAC_PROOF = b"\x8a\x8c\x9a"

# Letters that decide only where no Swedish one has: u and e with accents, o with slash.
CP437_SECOND = b"\x81\x9a\x90\x91\x92\x8a"
LATIN_SECOND = b"\xfc\xdc\xc9\xe8\xf8\xd8\xe6\xc6\xe0\xe1"

WINDOWS_ONLY = bytes(range(0x80, 0xA0))
LATIN_1_ONLY = b"\xa8\xb4\xbc\xbd\xbe"
"""Dots, accent and fractions, which ISO-8859-15 gave up for letters that Swedish has no use for."""

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DESTROYED = "\N{REPLACEMENT CHARACTER}".encode()

HEAD = 1 << 16
"""Bytes from the start in which #FORMAT is looked for, and #FNR, whose path is often in another
encoding than the rest."""

CODECS = {
    "ASCII": "cp437",
    "CP437": "cp437",
    "ISO-8859-1": "latin-1",
    "ISO-8859-15": "iso8859-15",
    "Windows-1252": "cp1252",
    "MacRoman": "mac-roman",
    "UTF-8": "cp437",
    "UTF-8-SIG": "cp437",
    "UTF-16": "cp437",
}
"""Names we give, and the codec for bytes that are not UTF-8 in such a file."""


@cython.final
@cython.cclass
class Coder:
    """Turns the bytes of one file into UTF-8, and tells letters of another encoding."""

    def __init__(self, name: str, *, strict: bool = True) -> None:
        self.name = name
        self.unicode = name.startswith("UTF")
        self.strict = strict
        self.table = coding_table(CODECS[name])
        self.votes = vote_table(name)

    def decode(self, raw: bytes) -> str:
        """Return bytes of the file as text; never fails."""
        if self.unicode:
            try:
                return raw.decode("utf-8")
            except UnicodeDecodeError:
                pass
        try:
            return raw.decode(CODECS[self.name])
        except UnicodeDecodeError:
            return "".join(map(self._character, raw))

    def _character(self, byte: int) -> str:
        length = self.table[4 * byte]
        return bytes(self.table[4 * byte + 1 : 4 * byte + 1 + length]).decode()

    def is_foreign(self, raw: bytes) -> bool:
        """Tell whether bytes of a field have letters of another encoding and none of their own."""
        size: cython.Py_ssize_t = len(raw)
        if raw.isascii():
            return False
        return bool(self.looks_foreign(raw, 0, size, self.passes_through(raw, 0, size)))

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def passes_through(
        self,
        source: cython.const[cython.uchar][::1],
        start: cython.Py_ssize_t,
        stop: cython.Py_ssize_t,
    ) -> cython.bint:
        """Tell whether the bytes are UTF-8 in a file that is UTF-8."""
        i: cython.Py_ssize_t = start
        length: cython.Py_ssize_t
        if not self.unicode:
            return False
        if self.strict:
            return True
        while i < stop:
            length = utf8_length(source, i, stop)
            if length == 0:
                return False
            i += length
        return True

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def looks_foreign(
        self,
        source: cython.const[cython.uchar][::1],
        start: cython.Py_ssize_t,
        stop: cython.Py_ssize_t,
        raw: cython.bint,
    ) -> cython.bint:
        """Tell whether a field has Swedish letters of another code page and none of its own."""
        i: cython.Py_ssize_t
        foreign: cython.int = 0
        vote: cython.uchar
        if self.unicode:
            return not raw
        for i in range(start, stop):
            vote = self.votes[source[i]]
            if vote == 1:
                return False
            if vote == 2:
                foreign = 1
        return foreign != 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(-1)
    def write(
        self, byte: cython.uchar, data: cython.uchar[::1], end: cython.Py_ssize_t
    ) -> cython.Py_ssize_t:
        """Write one character as UTF-8 at `end` and return the new end."""
        entry: cython.Py_ssize_t = 4 * cython.cast(cython.Py_ssize_t, byte)
        i: cython.Py_ssize_t
        for i in range(1, 1 + self.table[entry]):
            data[end] = self.table[entry + i]
            end += 1
        return end


@cache
def coding_table(codec: str) -> bytearray:
    """Return 256 entries of four bytes: the length in UTF-8, then the bytes."""
    table = bytearray(1024)
    for byte in range(256):
        try:
            text = bytes((byte,)).decode(codec)
        except UnicodeDecodeError:
            # Windows-1252 leaves five bytes undefined; they are kept as C1 control characters.
            text = chr(byte)
        encoded = text.encode()
        table[4 * byte] = len(encoded)
        table[4 * byte + 1 : 4 * byte + 1 + len(encoded)] = encoded
    return table


@cache
def vote_table(name: str) -> bytearray:
    """Return 256 entries: 1 for the encoding's own Swedish letters, 2 for another's."""
    table = bytearray(256)
    own, other = CP437_LETTERS, LATIN_LETTERS
    if name in ("ISO-8859-1", "ISO-8859-15", "Windows-1252"):
        own, other = LATIN_LETTERS, CP437_LETTERS
    elif name == "MacRoman":
        own, other = MAC_LETTERS, LATIN_LETTERS
    for byte in other:
        table[byte] = 2
    for byte in own:
        table[byte] = 1
    return table


@cython.cfunc
@cython.nogil
@cython.exceptval(-1)
def utf8_length(
    source: cython.const[cython.uchar][::1], i: cython.Py_ssize_t, stop: cython.Py_ssize_t
) -> cython.Py_ssize_t:
    """Return the length of the UTF-8 character at `i`, 0 when it is none (RFC 3629)."""
    first: cython.uchar = source[i]
    second: cython.uchar
    if first < 0x80:
        return 1
    if first < 0xC2 or first > 0xF4 or i + 1 >= stop:
        return 0
    second = source[i + 1]
    if second < 0x80 or second > 0xBF:
        return 0
    if first < 0xE0:
        return 2
    if (first == 0xE0 and second < 0xA0) or (first == 0xED and second > 0x9F):
        return 0
    if (first == 0xF0 and second < 0x90) or (first == 0xF4 and second > 0x8F):
        return 0
    if i + 2 >= stop or source[i + 2] < 0x80 or source[i + 2] > 0xBF:
        return 0
    if first < 0xF0:
        return 3
    if i + 3 >= stop or source[i + 3] < 0x80 or source[i + 3] > 0xBF:
        return 0
    return 4


@cython.cfunc
@cython.nogil
@cython.exceptval(-1)
def survey(
    source: cython.const[cython.uchar][::1],
    words: cython.const[cython.ulonglong][::1],
    size: cython.Py_ssize_t,
    counts: cython.longlong[::1],
) -> cython.int:
    """Count bytes above 127 by value, and from 256 on what they make.

    counts[256] are UTF-8 characters, [257] bytes that belong to none, [258] those of them at
    the very end, where a character may have been cut.
    """
    i: cython.Py_ssize_t = 0
    length: cython.Py_ssize_t
    byte: cython.uchar
    k: cython.Py_ssize_t
    stop: cython.Py_ssize_t
    whole: cython.Py_ssize_t = size >> 3
    high: cython.ulonglong = 0x8080808080808080
    while i < size:
        if (i & 7) == 0 and (i >> 3) + 3 < whole:
            k = i >> 3
            if ((words[k] | words[k + 1] | words[k + 2] | words[k + 3]) & high) == 0:
                i += 32
                continue
            if (words[k] & high) == 0:
                i += 8
                continue
        stop = min((i | 7) + 1, size)
        while i < stop:
            byte = source[i]
            if byte < 128:
                i += 1
                continue
            length = utf8_length(source, i, size) if byte >= 0xC2 else 0
            if length == 0:
                counts[byte] += 1
                counts[257] += 1
                if size - i < 4:
                    counts[258] += 1
                i += 1
                continue
            counts[256] += 1
            while length > 0:
                counts[source[i]] += 1
                i += 1
                length -= 1
    return 0


def count_high_bytes(data: bytes) -> list[int]:
    """Return the counts of `survey` as a list of 259 integers."""
    counts = memoryview(bytearray(8 * 259)).cast("q")
    view: cython.const[cython.uchar][::1] = data
    words: cython.const[cython.ulonglong][::1]
    tally: cython.longlong[::1] = counts
    size: cython.Py_ssize_t = len(data)
    aligned = memoryview(data)[: size & ~7] if size >= 8 else memoryview(bytes(8))
    words = aligned.cast("Q")
    with cython.nogil:
        survey(view, words, size, tally)
    return counts.tolist()


def votes_for(letters: bytes, counts: list[int]) -> int:
    """Return how many bytes of the file are among the letters."""
    return sum(counts[byte] for byte in letters)


def detect(data: bytes) -> Coder:
    """Return the `Coder` for the bytes of a file without its byte order mark."""
    if data.isascii():
        return Coder("ASCII")
    counts = count_high_bytes(data)
    if counts[257] == 0:
        return Coder("UTF-8")
    code_page = code_page_of(without_company_id(data, counts), ansi=declares_ansi(data))
    # A file that is UTF-8 but for a cut last character or one pasted field is still UTF-8:
    # letters of the code pages are never valid UTF-8, so valid characters are proof.
    if counts[256] > 8 * (counts[257] - counts[258]):
        return Coder("UTF-8", strict=False)
    return Coder(code_page)


def without_company_id(data: bytes, counts: list[int]) -> list[int]:
    """Return the counts less those of #FNR records, unless nothing else is left."""
    rest = list(counts)
    for record in re.finditer(rb"#FNR[^\r\n]*", data[:HEAD]):
        for byte in record.group():
            if byte >= 128:
                rest[byte] -= 1
    return rest if any(rest[128:256]) else counts


def declares_ansi(data: bytes) -> bool:
    """Tell whether #FORMAT names a Windows or ISO character set: a hint in case of doubt."""
    declared = re.search(
        rb"(?im)^[ \t]*#FORMAT[ \t]+\"?(ansi|latin|iso|windows|cp125)", data[:HEAD]
    )
    return declared is not None


def code_page_of(counts: list[int], *, ansi: bool = False) -> str:
    """Return the name of the code page that most letters vote for.

    On a tie it is what #FORMAT hints at, else CP437.
    """
    cp437 = votes_for(CP437_LETTERS, counts)
    latin = votes_for(LATIN_LETTERS, counts)
    mac = votes_for(MAC_LETTERS, counts)
    proofs = sum(counts[byte] > 0 for byte in MAC_PROOF)
    if mac > max(cp437, latin) and proofs > 1:
        return "MacRoman"
    if cp437 == latin:
        cp437 = votes_for(CP437_SECOND, counts)
        latin = votes_for(LATIN_SECOND, counts)
    if cp437 > latin or (cp437 == latin and not ansi):
        return "CP437"
    if votes_for(WINDOWS_ONLY, counts):
        return "Windows-1252"
    return "ISO-8859-1" if votes_for(LATIN_1_ONLY, counts) else "ISO-8859-15"
