"""Characters that an encoding lacks, and what is written for them."""

from __future__ import annotations

import unicodedata
from functools import cache

REPLACEMENTS = {
    "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "−": "-",
    "’": "'", "‘": "'", "‚": ",", "´": "'", "ˈ": "'", "′": "'", "`": "'",
    "“": '"', "”": '"', "„": '"', "″": '"', "«": '"', "»": '"',
    "€": "EUR", "§": "par.", "…": "...", "•": "*", "·": "*", "™": "(TM)", "©": "(C)", "®": "(R)",
    "ø": "ö", "Ø": "Ö", "œ": "oe", "Œ": "OE", "æ": "ä", "Æ": "Ä", "ð": "d", "Ð": "D",
    "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i",
    "¤": "*", "¨": '"', "×": "x", "÷": "/", "¹": "1", "²": "2", "³": "3", "¼": "1/4", "½": "1/2",
    "¾": "3/4", "‰": "o/oo", "№": "No", "¿": "?", "¡": "!", "¦": "|", "¬": "-", "¯": "-",
}  # fmt: skip
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
