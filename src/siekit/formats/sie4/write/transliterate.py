"""Characters that an encoding lacks, and what is written for them."""

from __future__ import annotations

import unicodedata
from functools import cache

REPLACEMENTS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ac\u00af", "-"),
    **dict.fromkeys("\u2018\u2019\u2032\u00b4\u02c8\u02b9\u02bc`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u2033\u00ab\u00bb\u00a8", '"'),
    "\u201a": ",",
    **dict.fromkeys("•·¤", "*"),
    "€": "EUR",
    "§": "par.",
    "…": "...",
    "™": "(TM)",
    "©": "(C)",
    "®": "(R)",
    "№": "No",
    "ø": "ö",
    "Ø": "Ö",
    "æ": "ä",
    "Æ": "Ä",
    "œ": "oe",
    "Œ": "OE",
    "ð": "d",
    "Ð": "D",
    "þ": "th",
    "Þ": "Th",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "\u0131": "i",
    "×": "x",
    "÷": "/",
    "¹": "1",
    "²": "2",
    "³": "3",
    "¼": "1/4",
    "½": "1/2",
    "¾": "3/4",
    "‰": "o/oo",
    "¿": "?",
    "¡": "!",
    "¦": "|",
}
"""What stands for characters that Swedish books have, by the letters of code page 437."""

UNKNOWN = "?"
"""What stands for a character that nothing else is like."""


@cache
def in_encoding(character: str, codec: str) -> str:
    """Return the character itself where the encoding has it, else what is written for it."""
    if fits(character, codec):
        return character
    known = REPLACEMENTS.get(character)
    if known is not None and fits(known, codec):
        return known
    if unicodedata.category(character) in ("Zs", "Zl", "Zp"):
        return " "
    if unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return ""
    plain = unicodedata.normalize("NFKD", character)
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return kept if kept and fits(kept, codec) else UNKNOWN


def fits(text: str, codec: str) -> bool:
    """Tell whether an encoding has all characters of a text."""
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def unfitting(text: str, codec: str) -> list[str]:
    """Return the characters of a text that an encoding lacks, each as often as it stands."""
    if fits(text, codec):
        return []
    return [character for character in text if not fits(character, codec)]
