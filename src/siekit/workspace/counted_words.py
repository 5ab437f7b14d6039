"""Sentences that stand in the singular and the plural: `1 account opens|{count} accounts open`."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def counted(sentence: str, values: Mapping[str, str]) -> str:
    """Return a sentence with its values; the first one of the plural decides which half it is."""
    singular, bar, plural = sentence.partition("|")
    if not bar:
        return sentence.format_map(values)
    decides = next((name for _, name, _, _ in Formatter().parse(plural) if name), "")
    return (singular if values.get(decides) == "1" else plural).format_map(values)
