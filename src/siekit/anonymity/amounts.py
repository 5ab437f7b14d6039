"""Amounts times a whole factor, exactly, and written as they were."""

from __future__ import annotations

import re

from siekit.core.oddities import odd_number

_NUMBER = re.compile(
    r"(?P<before>[^0-9.,]*)(?P<whole>[0-9]{1,3}(?:[ '’\u00a0\u202f][0-9]{3})+|[0-9]*)"
    r"(?P<mark>[.,]?)(?P<decimals>[0-9]*)(?P<after>[^0-9]*)"
)
_DOTTED = re.compile(
    r"(?P<before>[^0-9]*)(?P<whole>[0-9]{1,3}(?:\.[0-9]{3}){2,})(?P<after>[^0-9]*)"
)


_ODD = re.compile(r"[^0-9.,+ '’-]")


def scaled(text: str, factor: int, *, read_as: str | None = None) -> str:
    """Give an amount times a factor: the same decimals, mark, sign and separators.

    A value that cannot be read is given back as it is. `read_as` is how the reader takes it.
    """
    if factor == 1 or odd_number(text if read_as is None else read_as, amount=True)[0] is None:
        return text
    dotted = _DOTTED.fullmatch(text)
    if dotted:
        return dotted["before"] + _times(dotted["whole"], "", factor)[0] + dotted["after"]
    found = _NUMBER.fullmatch(text)
    if found is None:
        # Characters that the reader leaves out stand among the digits: they go to the front.
        plain = _ODD.sub("", text)
        return "".join(_ODD.findall(text)) + scaled(plain, factor) if plain != text else text
    whole, decimals = _times(found["whole"], found["decimals"], factor)
    return f"{found['before']}{whole}{found['mark']}{decimals}{found['after']}"


def _times(whole: str, decimals: str, factor: int) -> tuple[str, str]:
    """Give whole and decimals of a number times a factor, its separators at every third digit."""
    plain = re.sub(r"\D", "", whole)
    separator = next((character for character in whole if not character.isdigit()), "")
    digits = str(int(f"{plain}{decimals}" or "0") * factor).rjust(len(plain) + len(decimals), "0")
    cut = len(digits) - len(decimals)
    return _grouped(digits[:cut], separator), digits[cut:]


def _grouped(digits: str, separator: str) -> str:
    if not separator:
        return digits
    first = len(digits) % 3
    groups = [digits[:first]] if first else []
    groups += [digits[k : k + 3] for k in range(first, len(digits), 3)]
    return separator.join(groups)
