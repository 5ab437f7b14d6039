"""Formulas over the lines of a layout: keys with plus and minus, and numbers. Nothing is run."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.reports.layout_fault import LayoutFault

if TYPE_CHECKING:
    from collections.abc import Iterator

ZERO = Decimal(0)
MOST_TERMS = 200

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]{1,18}(?:\.[0-9]{1,6})?)|'(?P<quoted>[^']+)'"
    r"|(?P<key>[^\W\d][\w.]*)|(?P<sign>[+\-−*]))",
)

Token = tuple[str, str]
"""Its kind and its text."""


def parse_formula(text: str) -> tuple[tuple[tuple[str, Decimal], ...], Decimal]:
    """Return the keys with their factors, and the number that is added.

    `sales - costs + 100`, `equity + 0.794 * reserves`; a key that is a number or has other signs
    stands in single quotes: `'10' - '20'`. Raises `LayoutFault`.
    """
    tokens = list(_tokens(text))
    adds: dict[str, Decimal] = {}
    constant = ZERO
    at = 0
    while at < len(tokens) or not adds:
        factor, at = _sign(tokens, at, first=at == 0)
        number, key, at = _term(tokens, at)
        if key is None:
            constant += factor * (number or ZERO)
        else:
            adds[key] = adds.get(key, ZERO) + factor * (Decimal(1) if number is None else number)
        if len(adds) > MOST_TERMS:
            message = f"the formula has more than {MOST_TERMS} lines in it"
            raise LayoutFault(message)
        if at >= len(tokens):
            break
    return tuple(adds.items()), constant


def _tokens(text: str) -> Iterator[Token]:
    at, text = 0, text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            message = f"{text[at:].strip()[:20]!r} in the formula is no key, number, + or -"
            raise LayoutFault(message)
        kind = found.lastgroup or ""
        yield ("key" if kind == "quoted" else kind), found[kind]
        at = found.end()


def _sign(tokens: list[Token], at: int, *, first: bool) -> tuple[Decimal, int]:
    """Return 1 or -1; between two terms one sign must stand."""
    if at < len(tokens) and tokens[at][0] == "sign" and tokens[at][1] != "*":
        return (Decimal(1) if tokens[at][1] == "+" else Decimal(-1)), at + 1
    if not first:
        message = f"a + or - is missing before {tokens[at][1]!r} in the formula"
        raise LayoutFault(message)
    return Decimal(1), at


def _term(tokens: list[Token], at: int) -> tuple[Decimal | None, str | None, int]:
    """Return a number, a key, or both, which are multiplied."""
    if at >= len(tokens):
        message = "the formula ends where a key or a number should stand"
        raise LayoutFault(message)
    kind, text = tokens[at]
    if kind == "key":
        return None, text, at + 1
    if kind != "number":
        message = f"{text!r} stands where a key or a number should stand in the formula"
        raise LayoutFault(message)
    if at + 1 < len(tokens) and tokens[at + 1] == ("sign", "*"):
        if at + 2 >= len(tokens) or tokens[at + 2][0] != "key":
            message = f"after {text} * a key must stand in the formula"
            raise LayoutFault(message)
        return Decimal(text), tokens[at + 2][1], at + 3
    return Decimal(text), None, at + 1
