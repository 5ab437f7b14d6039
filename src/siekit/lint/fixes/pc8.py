"""A file written in code page 437, the character set that #FORMAT PC8 means."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siekit.formats.sie4.lines import Lines

UNSURE = frozenset({"MacRoman"})
"""Encodings that were guessed from few letters."""


def in_pc8(data: bytes, lines: Lines) -> bytes | None:
    """The data of a file as code page 437 without a mark.

    None when it has a letter that the page lacks, or when it is not sure what its letters are.
    """
    coder = lines.coder
    if coder.name in UNSURE:
        return None
    try:
        # In a file that is UTF-8 but for some bytes, those have no certain letters.
        text = data.decode("utf-8") if coder.unicode else coder.decode(data)
        return text.encode("cp437")
    except UnicodeError:
        return None
