"""Letters that cannot be seen, shown as what they are: the line of a file hides nothing."""

from __future__ import annotations

import unicodedata

CONTROL_PICTURES = 0x2400
DELETE, DELETE_PICTURE = "\x7f", "\u2421"
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """Return a text whose control characters and direction marks stand as signs; tabs stay."""
    if text.isprintable():
        return text
    return "".join(_sign(letter) for letter in text)


def _sign(letter: str) -> str:
    if letter == "\t" or unicodedata.category(letter) not in _UNSEEN:
        return letter
    if letter < " ":
        return chr(CONTROL_PICTURES + ord(letter))
    return DELETE_PICTURE if letter == DELETE else f"⟨U+{ord(letter):04X}⟩"
