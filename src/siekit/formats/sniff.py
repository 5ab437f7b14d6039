"""What a file is that is not SIE, told from its first bytes."""

from __future__ import annotations

import re

HEAD = 1 << 16
"""Bytes from the start of a file that are looked at."""

TEXT_PER_CONTROL = 100
"""Bytes of text that there are at least for each control character in it."""

# All but tab, line feed, vertical tab, form feed and carriage return.
_CONTROLS = bytes((*range(9), *range(14, 32)))

_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (Excel or Word)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a SQLite database"),
    (b"{\\rtf", "an RTF document"),
)


def what_it_is(data: bytes) -> str:
    """Return what the file is instead of SIE, as the end of a sentence: `a PDF document`."""
    if not data.strip(b"\x00 \t\r\n\x1a"):
        return "an empty file" if not data else "a file with nothing but blanks"
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") or b"\x00<" in head[:4] or b"<\x00" in head[:4]:
        return _markup(head.replace(b"\x00", b""))
    if head.startswith((b"{", b"[")) and re.match(rb'[{\[]\s*["{\[]', head):
        return "JSON text"
    if _is_text(head):
        return "a text file without any SIE label"
    return "binary data of an unknown kind"


def _markup(head: bytes) -> str:
    """Return which XML or HTML it is."""
    if re.search(rb"<!doctype\s+html|<html|<head|<body", head, re.IGNORECASE):
        return "a web page (HTML), perhaps an error page that was saved in the file's place"
    if re.search(rb"sie\.se/sie5|<(\w+:)?Sie(Entry)?[\s>]", head):
        return "a SIE 5 file (XML), and this command reads SIE types 1 to 4"
    if re.search(rb"XMLSIE|sambruk", head, re.IGNORECASE):
        return "an XMLSIE file, and this command reads SIE types 1 to 4"
    if head.startswith(b"<?xml") or re.match(rb"<[A-Za-z]", head):
        return "an XML file of another kind"
    return "a text file without any SIE label"


def _is_text(head: bytes) -> bool:
    """Tell whether the bytes look like text: hardly any control characters."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * TEXT_PER_CONTROL <= len(head)
