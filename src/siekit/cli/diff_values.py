"""Values of two files side by side, as people write them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from siekit.comparison.words import word
from siekit.locale.figures import MISSING, count, money, plain

if TYPE_CHECKING:
    from siekit.comparison.difference import FieldChange

LONGEST = 200
"""Characters of a text that are shown: a comment may be a whole letter."""


def values(change: FieldChange, lang: str) -> str:
    """The first value, an arrow, the second one."""
    return f"{shown(change.field, change.a, lang)} → {shown(change.field, change.b, lang)}"


def shown(field: str, value: Any, lang: str) -> str:  # noqa: ANN401, any value of a table
    """One value; what is missing is a dash, and an amount that is missing is unreadable."""
    if field == "amount":
        return word("unreadable_amount", lang) if value is None else money(value, lang)
    if value is None or value in {"", ()}:
        return MISSING
    if isinstance(value, bool):
        return word("yes" if value else "no", lang)
    if isinstance(value, tuple):
        return " ".join(f"{ref.dimension}:{ref.object}" for ref in value)
    text = plain(value) if isinstance(value, Decimal) else str(value)
    if isinstance(value, (Decimal, int)):
        return text.replace("-", "−")
    text = " ".join(text.split()) or repr(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def signed(difference: Decimal | None, lang: str) -> str:
    """A difference with its sign."""
    if difference is None:
        return MISSING
    return f"+{money(difference, lang)}" if difference > 0 else money(difference, lang)


def place(line_a: int | None, line_b: int | None, lang: str) -> str:
    """The line in the file, both where they differ."""
    lines = [count(line, lang) for line in (line_a, line_b) if line]
    if not lines:
        return ""
    return word("line", lang, n=" → ".join(dict.fromkeys(lines)))
