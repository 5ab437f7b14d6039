"""Whole numbers of addresses and forms, which may be anything."""

from __future__ import annotations

MOST_DIGITS = 10
"""As many as the largest id has."""


def whole_number(text: str) -> int | None:
    """Return a number of digits only, None for anything else or what no id can be."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
