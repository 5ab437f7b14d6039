"""What charts are drawn with: colours, letters, and the marks of an axis."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from siekit.reports.render.markup import Markup, tag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from siekit.reports.scale import Scale

LETTER = 6.1
"""How wide a letter of 12 is, about."""

LETTERS = 12
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
MOST_MARKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Colours as CSS writes them, the font, the language and the currency of the amounts.

    They are told as attributes of their own, never as styles, which a page may forbid.
    """

    ink: str
    faint: str
    line: str
    fill: str
    paper: str
    font: str
    lang: str
    currency: str

    def text(self, x: float, y: float, words: str, **more: object) -> Markup:
        """Return words at a place; `anchor` is start, middle or end."""
        anchor = more.pop("anchor", "start")
        colour = more.pop("colour", self.ink)
        return tag(
            "text",
            words,
            x=number(x),
            y=number(y),
            font_size=LETTERS,
            text_anchor=None if anchor == "start" else anchor,
            fill=colour,
            **more,
        )

    def rule(self, start: tuple[float, float], end: tuple[float, float], colour: str) -> Markup:
        """Return a hairline."""
        return tag(
            "path",
            d=f"M{number(start[0])} {number(start[1])}L{number(end[0])} {number(end[1])}",
            fill="none",
            stroke=colour,
            stroke_width=1,
        )

    def box(
        self,
        x: float,
        y: float,
        size: tuple[float, float],
        *,
        outline: bool = False,
        **more: object,
    ) -> Markup:
        """Return a bar, filled or only its outline."""
        look: dict[str, object] = {"fill": self.fill}
        if outline:
            look = {"fill": "none", "stroke": self.fill, "stroke_width": 1.2}
        return tag(
            "rect",
            x=number(x),
            y=number(y),
            width=number(max(size[0], 0)),
            height=number(max(size[1], 0)),
            **look,
            **more,
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """The parts of a chart and how high it is."""

    parts: tuple[Markup, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Axis:
    """An upright axis: amounts from `low` to `high` between two heights, zero among them."""

    low: float
    high: float
    top: float
    bottom: float
    marks: tuple[float, ...]
    scale: Scale

    def y(self, amount: float) -> float:
        """Return how far down an amount stands."""
        part = (amount - self.low) / (self.high - self.low)
        return self.bottom - part * (self.bottom - self.top)


def axis_of(values: Sequence[float], scale: Scale, *, top: float, bottom: float) -> Axis:
    """Return an axis with few round marks that holds all values and zero."""
    low, high = min(0.0, *values), max(0.0, *values)
    if low == high:
        high = 1.0
    rough = (high - low) / MOST_MARKS
    size = 10.0 ** floor(log10(rough))
    step = next(size * one for one in STEPS if size * one >= rough * (1 - 1e-9))
    first, last = floor(low / step), ceil(high / step)
    marks = tuple(step * n for n in range(first, last + 1))
    return Axis(marks[0], marks[-1], top, bottom, marks, scale)


def scaled(value: Decimal, scale: Scale) -> float:
    """Return an amount as a length to draw, which need not be exact."""
    return float(value / scale.divisor)


def number(value: float) -> str:
    """Return a coordinate in few digits."""
    return f"{value:.1f}".removesuffix(".0")


def cut(words: str, letters: int) -> str:
    """Return words of at most so many letters."""
    return words if len(words) <= letters else f"{words[: letters - 1].rstrip()}…"
