"""Text in columns: cut to fit, figures to the right."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "  "
LABEL_WIDTH = 20


def columns(rows: Sequence[Sequence[str]], *, left: int = 1) -> list[str]:
    """The rows with their columns aligned: the first ones to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(
            cell.ljust(width) if position < left else cell.rjust(width)
            for position, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def cut(text: str, width: int) -> str:
    """The text, or as much of it as fits."""
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def cut_front(text: str, width: int) -> str:
    """The text, or as much of its end as fits: the end of a path tells more than its start."""
    return text if len(text) <= width else f"…{text[-(width - 1) :].lstrip()}"


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most that width; long words are broken, no-break spaces kept."""
    return wrap(text, max(width, 20), break_on_hyphens=False) or [""]
