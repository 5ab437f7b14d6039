"""Texts that came from outside, made fit to be shown and kept: one line, of a sensible length."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 255
"""Characters of a name that are kept."""

GROUP = "\u202f"
"""The space within a figure in Swedish; it keeps its digits on one line."""

_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Control characters, signs that turn the direction of writing, halves of characters."""


def shown_text(text: str, most: int = LONGEST) -> str:
    """Return a text without what cannot be shown, and with its middle left out if it is long."""
    head = text[: 4 * most] + text[-most:] if len(text) > 5 * most else text
    plain = "".join(
        " " if sign.isspace() and sign != GROUP else sign
        for sign in head
        if sign.isspace() or unicodedata.category(sign) not in _UNSHOWN
    ).strip()
    if len(plain) <= most:
        return plain
    end = most // 4
    return f"{plain[: most - end - 1]}…{plain[-end:]}"


def shown_name(name: str) -> str:
    """Return a file's name as lists show it: without folders, whatever program sent it."""
    return shown_text((_parts(name) or [""])[-1]) or "–"


def shown_path(name: str) -> str:
    """Return the name of a file in a zip with its folders, for showing only, never for opening."""
    return shown_text("/".join(_parts(name))) or "–"


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[/\\]", name) if part not in {"", ".", ".."}]
