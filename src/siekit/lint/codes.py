"""The codes and names of all findings and rules, and what people call them by."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.lint.kinds import CHECKED

if TYPE_CHECKING:
    from collections.abc import Iterable

EVERYTHING = "ALL"


NAMES = {code: kind.name for code, kind in CHECKED.items()}
"""The name of each code that a check can find, in the order of the codes."""

MOST_NAMES = 12
"""Names that are listed where none looks like what was written."""


def codes_meant(pattern: str) -> list[str]:
    """The codes that a code, a name, the beginning of a code or ALL stands for."""
    wanted, name = pattern.upper(), pattern.lower().replace("_", "-")
    if wanted == EVERYTHING:
        return list(NAMES)
    return [code for code, named in NAMES.items() if code.startswith(wanted) or named == name]


def parted(given: Iterable[str]) -> tuple[str, ...]:
    """The codes of options that hold one each, or several between commas."""
    return tuple(part.strip() for one in given for part in one.split(",") if part.strip())


def known_codes(patterns: Iterable[str], where: str) -> tuple[str, ...]:
    """The patterns, written as `Settings` takes them.

    Raises `UsageError`, which names what looks alike, for one that stands for nothing; `where`
    says where it was written.
    """
    checked = []
    for pattern in patterns:
        if not pattern or not codes_meant(pattern):
            raise UsageError(unknown(pattern, "code or name", where, _names()))
        checked.append(pattern.replace("_", "-"))
    return tuple(checked)


def unknown(word: str, what: str, where: str, names: Iterable[str]) -> str:
    """A sentence about a word that nobody knows, with the ones that look like it."""
    by_lower = {name.lower(): name for name in names}
    alike = get_close_matches(word.lower(), by_lower, n=3)
    if alike:
        advice = f"Did you mean {' or '.join(by_lower[name] for name in alike)}?"
    else:
        listed = list(by_lower.values())
        shown = ", ".join(listed[:MOST_NAMES])
        more = ", …" if len(listed) > MOST_NAMES else ""
        advice = f"There are: {shown}{more}."
    return f'{where}: there is no {what} "{word}". {advice}'


def _names() -> list[str]:
    """Codes, how they begin, and names."""
    codes = NAMES
    beginnings = {code[:length] for code in codes for length in (1, 2)}
    return [*sorted(beginnings), *codes, *codes.values(), EVERYTHING]
