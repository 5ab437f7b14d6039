"""Where the identification records of a document stand in its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from siekit.document import Document
    from siekit.lint.context import Context

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF_8_MARK = b"\xef\xbb\xbf"

AFTER = (b"", b" ", b"\t", b"\r", b"\n")
"""What may follow a label; a longer word is another label."""

OUT_OF_ORDER = "R216"
"""The finding that records do not stand in the order of the standard."""

LONGEST_SHOWN = 1000
"""Bytes of a line that are looked at."""


def text_bytes(document: Document) -> bytes | None:
    """Return the bytes of a document without a mark, in one byte or UTF-8; None without any."""
    source = document.source
    if source is not None and source.startswith(UTF_16_MARKS):
        return source.decode("utf-16", "replace").encode()
    return None if source is None else source.removeprefix(UTF_8_MARK)


def head_bytes(document: Document) -> bytes | None:
    """Return the bytes that hold the identification records of a document.

    They stand before the vouchers, unless reading has told that the order is another one.
    """
    data = text_bytes(document)
    if data is None or OUT_OF_ORDER in document.finding_counts:
        return data
    end = data.find(b"#VER")
    return data if end < 0 else data[:end]


def head_place(data: bytes, label: str) -> int | None:
    """Return where the last record of a label begins: the one that counts; None without any."""
    wanted, last = label.encode(), None
    place = data.find(wanted)
    while place >= 0:
        end = place + len(wanted)
        before = data[max(place - LONGEST_SHOWN, 0) : place].rstrip(b" \t")
        if before[-1:] in (b"", b"\r", b"\n") and data[end : end + 1] in AFTER:
            last = place
        place = data.find(wanted, end)
    return last


def line_at(data: bytes, place: int) -> int:
    """Return the number of the line that a place is on; a CR ends a line also alone."""
    pairs = data.count(b"\r\n", 0, place)
    return data.count(b"\n", 0, place) + data.count(b"\r", 0, place) - pairs + 1


def line_of(data: bytes, place: int) -> bytes:
    """Return what stands from a place to the end of its line."""
    lines = data[place : place + LONGEST_SHOWN].splitlines()
    return lines[0] if lines else b""


def head_line(document: Document, label: str) -> int | None:
    """Return the line of the record of a label that counts, None where there is none."""
    data = head_bytes(document)
    place = None if data is None else head_place(data, label)
    return None if data is None or place is None else line_at(data, place)


def placed(
    hits: Iterable[Mapping[str, Any]], context: Context, label: str
) -> Iterator[Mapping[str, Any]]:
    """Give hits about a header field with the line of its record."""
    documents = {one.document_id: one for one in context.documents}
    for hit in hits:
        yield {"label": label, **hit, "line": head_line(documents[hit["document_id"]], label)}
