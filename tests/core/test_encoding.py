"""Letters come out right whatever encoding a file is really in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import siekit

LETTERS = "åäöÅÄÖéü"
NAME = f"Räkenskapsbyrån {LETTERS}"
DESTROYED = "\N{REPLACEMENT CHARACTER}"

ENCODINGS: dict[str, tuple[bytes, str, str]] = {
    "cp437": (b"", "cp437", "CP437"),
    "cp850": (b"", "cp850", "CP437"),
    "utf-8": (b"", "utf-8", "UTF-8"),
    "utf-8 with a mark": (codecs.BOM_UTF8, "utf-8", "UTF-8-SIG"),
    "utf-16 little": (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    "utf-16 big": (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
    "latin-1": (b"", "latin-1", "ISO-8859-15"),
    "iso8859-15": (b"", "iso8859-15", "ISO-8859-15"),
    "cp1252": (b"", "cp1252", "ISO-8859-15"),
    "mac-roman": (b"", "mac-roman", "MacRoman"),
}
"""A mark, a codec, and the name that is found: where the letters are the same in ISO-8859-1,
ISO-8859-15 and Windows-1252 nothing can tell them apart, and the last standard's name is given."""


def _file(name: bytes) -> bytes:
    """A file whose company has this name, in the bytes that the letters are written in."""
    return b'#FLAGGA 0\r\n#FORMAT PC8\r\n#SIETYP 4\r\n#FNAMN "' + name + b'"\r\n#KPTYP EUBAS97\r\n'


def _text_file(text: str, mark: bytes, codec: str) -> bytes:
    """The same file, all of it in one codec."""
    return mark + _file(text.encode()).decode().encode(codec)


@pytest.mark.parametrize("kind", ENCODINGS)
def test_swedish_letters_come_out_right(kind: str) -> None:
    """Names with å ä ö Å Ä Ö é ü are read right from every encoding in use."""
    mark, codec, found = ENCODINGS[kind]
    header = siekit.read(_text_file(NAME, mark, codec)).header
    assert header.company.name == NAME
    assert header.encoding == found
    assert header.encoding_declared == "PC8"


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("codec", ["cp437", "iso8859-15", "utf-8"])
def test_one_letter_decides_a_small_file(letter: str, codec: str) -> None:
    """A file with a single Swedish letter is read in the encoding that has this letter."""
    header = siekit.read(_file(letter.encode(codec))).header
    assert header.company.name == letter
    assert header.encoding == {"cp437": "CP437", "utf-8": "UTF-8"}.get(codec, "ISO-8859-15")


@pytest.mark.parametrize(
    ("raw", "encoding"), [(b"\x99", "CP437"), (b"\xd6", "ISO-8859-15"), (b"\xc3\x96", "UTF-8")]
)
def test_a_bare_o_with_dots_decides(raw: bytes, encoding: str) -> None:
    """99 is the Ö of CP437, D6 that of Latin-1, C3 96 that of UTF-8."""
    header = siekit.read(_file(raw)).header
    assert (header.company.name, header.encoding) == ("Ö", encoding)


@pytest.mark.parametrize("at", [0, 5_000, 100_000])
def test_a_late_letter_is_seen(at: int) -> None:
    """The first Swedish letter may come late in a large file."""
    rows = b'#KONTO 1930 "Bank"\r\n' * (at // 20)
    for codec in ("cp437", "iso8859-15", "utf-8"):
        data = _file(b"Bolaget") + rows + '#KONTO 8310 "Räntor"\r\n'.encode(codec)
        names = {account.name for account in siekit.read(data).accounts}
        assert "Räntor" in names


def test_every_byte_of_code_page_437_is_a_character() -> None:
    """All bytes above 127 come out as code page 437 says, beside enough Swedish letters."""
    high = bytes(byte for byte in range(128, 256) if byte not in b"\xe4\xe5\xf6\xc4\xc5\xd6\xe9")
    header = siekit.read(_file(high)).header
    assert header.encoding == "CP437"
    assert header.company.name == high.decode("cp437")


def test_every_byte_of_windows_1252_is_a_character() -> None:
    """The letters and signs that Windows-1252 adds come out, and Swedish ones beside them."""
    text = "åäöÅÄÖ åäöÅÄÖ – — ’ ‘ ” “ € … • ™ šžœ ŠŽŒ Ÿ"
    header = siekit.read(_file(text.encode("cp1252"))).header
    assert header.encoding == "Windows-1252"
    assert header.company.name == text


def test_characters_beyond_the_basic_plane_come_through() -> None:
    """Four bytes of UTF-8 and two units of UTF-16 are one character."""
    for kind in ("utf-8", "utf-8 with a mark", "utf-16 little", "utf-16 big"):
        mark, codec, _ = ENCODINGS[kind]
        header = siekit.read(_text_file("Bageriet 🥐 AB, 漢字", mark, codec)).header
        assert header.company.name == "Bageriet 🥐 AB, 漢字"


def test_replacement_characters_are_counted_and_kept() -> None:
    """U+FFFD in the input is told once with its number, and is not repaired."""
    text = f"F{DESTROYED}retag{DESTROYED} i {DESTROYED}rebro"
    document = siekit.read(_file(text.encode()))
    assert document.header.company.name == text
    assert document.header.encoding == "UTF-8"
    told = [(one.code, one.severity, one.count) for one in document.findings if one.code == "R109"]
    assert told == [("R109", "warning", 3)]


def test_an_odd_byte_at_the_end_of_utf_16_is_no_crash() -> None:
    """A file in UTF-16 that is cut inside a character is read up to there."""
    data = _text_file(NAME, codecs.BOM_UTF16_LE, "utf-16-le") + b"\x00"
    assert siekit.read(data).header.company.name == NAME


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.binary(min_size=1, max_size=8))
@example(b"\xc0\x80")
@example(b"\xc1\xbf")
@example(b"\xe0\x80\x80")
@example(b"\xe0\xa0\x80")
@example(b"\xed\x9f\xbf")
@example(b"\xed\xa0\x80")
@example(b"\xed\xbf\xbf")
@example(b"\xf0\x80\x80\x80")
@example(b"\xf0\x90\x80\x80")
@example(b"\xf4\x8f\xbf\xbf")
@example(b"\xf4\x90\x80\x80")
@example(b"\xf5\x80\x80\x80")
@example(b"\xf8\x88\x80\x80\x80")
@example(b"\xc3")
@example(b"\xe2\x82")
@example(b"\xf0\x9f\x92")
@example(b"\x80")
def test_utf_8_is_what_python_can_decode(raw: bytes) -> None:
    """A short file is taken for UTF-8 exactly when Python decodes it and not all is ASCII."""
    _agrees(raw)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(
    st.text(st.characters(min_codepoint=128, exclude_categories=["Cs"]), min_size=1, max_size=4),
    st.integers(0, 15),
    st.integers(0, 255),
)
def test_utf_8_with_a_changed_byte_is_judged_as_python_does(text: str, at: int, byte: int) -> None:
    """Valid characters with one byte changed reach the edges of what is UTF-8."""
    raw = bytearray(text.encode())
    raw[at % len(raw)] = byte
    _agrees(bytes(raw))


def _agrees(raw: bytes) -> None:
    """The encoding found for these bytes inside a file is UTF-8 when Python says so."""
    try:
        valid = not raw.decode("utf-8").isascii()
    except UnicodeDecodeError:
        valid = False
    assert (siekit.read(_file(raw)).header.encoding == "UTF-8") == valid
