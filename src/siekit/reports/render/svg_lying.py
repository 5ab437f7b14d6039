"""Charts of parts: lying bars, the largest first, and the two piles of a balance sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.reports.render.svg_pen import LETTER, Drawn, Pen, cut, scaled
from siekit.reports.scale import Scale, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.reports.model import Bar, Chart
    from siekit.reports.render.markup import Markup

NAME_END = 200
BAR_START, BAR_END = 208, 420
ROW, BAR = 26, 16
NAME_LETTERS = int(NAME_END / LETTER)

PILE_TOP, PILE_BOTTOM, PILES_HEIGHT = 34, 214, 226
PILE = 56
LEFT_PILE, RIGHT_PILE = 185, 259
NEAREST = 15
"""How near two names of a pile may stand."""

PILE_LETTERS = 27
LIGHTEST = 0.3


def split(chart: Chart, pen: Pen) -> Drawn:
    """Return a bar for each part with its name before it and its amount behind it."""
    scale = scale_of([bar.value for bar in chart.bars], pen.currency)
    most = max((scaled(bar.value, scale) for bar in chart.bars if bar.value), default=0.0) or 1.0
    parts: list[Markup] = []
    for at, bar in enumerate(chart.bars):
        y = 6 + at * ROW
        size = scaled(bar.value, scale) if bar.value is not None else 0.0
        length = max(size / most, 0.0) * (BAR_END - BAR_START)
        words = scale.text(bar.value, pen.lang)
        parts += [
            pen.text(NAME_END, y + 12, cut(bar.label[pen.lang], NAME_LETTERS), anchor="end"),
            pen.box(BAR_START, y, (length, BAR)),
            pen.text(BAR_START + length + 8, y + 12, words),
        ]
    foot = 6 + len(chart.bars) * ROW
    parts.append(pen.rule((BAR_START, 2), (BAR_START, foot - 4), pen.ink))
    return Drawn(tuple(parts), foot)


@dataclass(frozen=True, slots=True)
class _Side:
    """Where a pile stands and on which side of it its names are."""

    left: float
    name: float
    anchor: str
    tip: float


def stacked(chart: Chart, pen: Pen) -> Drawn:
    """Return two piles beside each other, the names of their parts outside."""
    scale = scale_of([bar.value for bar in (*chart.bars, *chart.beside)], pen.currency)
    sides = (
        _Side(LEFT_PILE, LEFT_PILE - 16, "end", LEFT_PILE - 12),
        _Side(RIGHT_PILE, RIGHT_PILE + PILE + 16, "start", RIGHT_PILE + PILE + 12),
    )
    ends = [end for pile in (chart.bars, chart.beside) for end in _ends(pile, scale)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    share = (PILE_BOTTOM - PILE_TOP) / ((high - low) or 1.0)
    zero = PILE_BOTTOM + low * share
    parts: list[Markup] = []
    for side, pile, at in zip(sides, (chart.bars, chart.beside), (0, 1), strict=True):
        if chart.names is not None:
            x = side.left + (PILE if at == 0 else 0)
            anchor = "end" if at == 0 else "start"
            words = chart.names[at][pen.lang]
            parts.append(pen.text(x, 16, words, anchor=anchor, font_weight="bold"))
        parts += _pile(pile, side, pen, (zero, share, scale))
    parts.append(pen.rule((LEFT_PILE - 4, zero), (RIGHT_PILE + PILE + 4, zero), pen.ink))
    return Drawn(tuple(parts), PILES_HEIGHT)


def _ends(pile: Sequence[Bar], scale: Scale) -> tuple[float, float]:
    """Return how far down and how far up a pile goes."""
    sizes = [scaled(bar.value, scale) for bar in pile if bar.value is not None]
    return sum(size for size in sizes if size < 0), sum(size for size in sizes if size > 0)


def _pile(
    pile: Sequence[Bar], side: _Side, pen: Pen, ground: tuple[float, float, Scale]
) -> Iterator[Markup]:
    """Give the parts of a pile from the top, what is below zero beneath the ground."""
    zero, share, scale = ground
    up = zero - _ends(pile, scale)[1] * share
    down = zero
    places: list[tuple[float, Bar]] = []
    for at, bar in enumerate(pile):
        if bar.value is None:
            continue
        height = abs(scaled(bar.value, scale)) * share
        top = up if bar.value > 0 else down
        if bar.value > 0:
            up += height
        else:
            down += height
        strength = 1 - (1 - LIGHTEST) * at / max(len(pile) - 1, 1)
        yield pen.box(side.left, top, (PILE, height - 1), fill_opacity=f"{strength:.2f}")
        places.append((top + height / 2, bar))
    for (middle, bar), y in zip(places, _apart([place for place, _ in places]), strict=True):
        edge = side.left if side.anchor == "end" else side.left + PILE
        amount = scale.number(bar.value, pen.lang)
        words = f"{cut(bar.label[pen.lang], PILE_LETTERS - len(amount))} {amount}"
        yield pen.rule((edge, middle), (side.tip, y), pen.faint)
        yield pen.text(side.name, y + 4, words, anchor=side.anchor)


def _apart(middles: Sequence[float]) -> list[float]:
    """Return heights for names near the middles of their parts, none upon another."""
    made: list[float] = []
    for middle in middles:
        made.append(max(middle, made[-1] + NEAREST) if made else middle)
    over = made[-1] - (PILE_BOTTOM + 4) if made else 0.0
    if over > 0:
        made = [place - over for place in made]
        for at in range(len(made) - 1, 0, -1):
            made[at - 1] = min(made[at - 1], made[at] - NEAREST)
    return made
