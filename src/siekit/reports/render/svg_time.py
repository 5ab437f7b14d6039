"""Charts over time: bars of months with those of last year, and a curve of what stood."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.reports.render.markup import Markup, tag
from siekit.reports.render.svg_pen import Axis, Drawn, Pen, axis_of, cut, number, scaled
from siekit.reports.scale import Scale, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.reports.model import Bar, Chart

LEFT, RIGHT = 50, 496
TOP, BOTTOM = 30, 200
HEIGHT = 226
MONTHS = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "sv": ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
}
MOST_LABELS = 13
MONTH_LETTERS = len("2025-01")


def bars(chart: Chart, pen: Pen) -> Drawn:
    """Return upright bars, those of last year as outlines to the left of each."""
    axis = _axis(chart, pen)
    room = (RIGHT - LEFT) / max(len(chart.bars), 1)
    pair = len(chart.beside) == len(chart.bars)
    width = room * (0.36 if pair else 0.6)
    parts: list[Markup] = [*_marks(axis, pen)]
    for at, bar in enumerate(chart.bars):
        left = LEFT + at * room + (room - width * (2 if pair else 1)) / 2
        if pair:
            parts += _bar(chart.beside[at], (left, width), axis, pen, outline=True)
            left += width
        parts += _bar(bar, (left, width), axis, pen)
    parts += [_base(axis, pen), *_month_names([bar.label[pen.lang] for bar in chart.bars], pen)]
    return Drawn((*parts, *_legend(chart, pen, pair=pair)), HEIGHT)


def curve(chart: Chart, pen: Pen) -> Drawn:
    """Return what stood, as a line that goes in steps from day to day."""
    axis = _axis(chart, pen)
    days = [_day(bar.label.en) for bar in chart.bars]
    first, last = days[0], max(days[-1], days[0] + 1)
    points = [
        (
            LEFT + (day - first) / (last - first) * (RIGHT - LEFT),
            axis.y(scaled(bar.value, axis.scale)),
        )
        for day, bar in zip(days, chart.bars, strict=True)
        if bar.value is not None
    ]
    x, y = points[0]
    path = f"M{number(x)} {number(y)}" + "".join(f"H{number(x)}V{number(y)}" for x, y in points[1:])
    line = tag("path", d=path, fill="none", stroke=pen.fill, stroke_width=1.8)
    names = [
        pen.text(LEFT, BOTTOM + 18, chart.bars[0].label[pen.lang], colour=pen.faint),
        pen.text(
            RIGHT, BOTTOM + 18, chart.bars[-1].label[pen.lang], anchor="end", colour=pen.faint
        ),
    ]
    return Drawn((*_marks(axis, pen), line, _base(axis, pen), *names), HEIGHT)


def _axis(chart: Chart, pen: Pen) -> Axis:
    known = [bar.value for bar in (*chart.bars, *chart.beside) if bar.value is not None]
    scale = scale_of(known, pen.currency)
    values = [scaled(value, scale) for value in known]
    return axis_of(values or [0.0], scale, top=TOP, bottom=BOTTOM)


def _marks(axis: Axis, pen: Pen) -> Iterator[Markup]:
    """Give the lines of the axis with their amounts, and the unit above them."""
    step = axis.marks[1] - axis.marks[0]
    decimals = 0 if step >= 1 and step == int(step) else 1
    for mark in axis.marks:
        y = axis.y(mark)
        yield pen.rule((LEFT, y), (RIGHT, y), pen.line)
        words = Scale(Decimal(1), decimals, "").number(Decimal(str(round(mark, 6))), pen.lang)
        yield pen.text(LEFT - 8, y + 4, words, anchor="end", colour=pen.faint)
    yield pen.text(LEFT - 8, TOP - 16, axis.scale.unit, anchor="end", colour=pen.faint)


def _base(axis: Axis, pen: Pen) -> Markup:
    y = axis.y(0)
    return pen.rule((LEFT, y), (RIGHT, y), pen.ink)


def _bar(
    bar: Bar, place: tuple[float, float], axis: Axis, pen: Pen, *, outline: bool = False
) -> Iterator[Markup]:
    """Give one bar; an amount that is not known is a dash, which is not a bar of zero."""
    left, width = place
    zero = axis.y(0)
    if bar.value is None:
        yield pen.text(left + width / 2, zero - 4, "–", anchor="middle")
        return
    high = axis.y(scaled(bar.value, axis.scale))
    yield pen.box(left, min(zero, high), (width, abs(zero - high)), outline=outline)


def _legend(chart: Chart, pen: Pen, *, pair: bool) -> Iterator[Markup]:
    """Give what the bars are, where there are two sorts."""
    if not pair or chart.names is None:
        return
    x = RIGHT
    for name, outline in ((chart.names[0], False), (chart.names[1], True)):
        words = cut(name[pen.lang], 24)
        yield pen.text(x, TOP - 16, words, anchor="end")
        x -= 7 * len(words) + 6
        yield pen.box(x - 10, TOP - 26, (10, 10), outline=outline)
        x -= 26


def _month_names(labels: Sequence[str], pen: Pen) -> Iterator[Markup]:
    """Give the names of months beneath the bars, not more than there is room for."""
    room = (RIGHT - LEFT) / max(len(labels), 1)
    every = -(-len(labels) // MOST_LABELS)
    for at in range(0, len(labels), every):
        words = _month_name(labels[at], pen.lang)
        x = LEFT + (at + 0.5) * room
        yield pen.text(x, BOTTOM + 18, words, anchor="middle", colour=pen.faint)


def _month_name(label: str, lang: str) -> str:
    year, dash, month = label.partition("-")
    if len(label) == MONTH_LETTERS and dash and year.isdecimal() and month.isdecimal():
        return MONTHS[lang][(int(month) - 1) % 12]
    return cut(label, 10)


def _day(label: str) -> int:
    """Return the number of a day; a month stands where it ends."""
    text = f"{label}-28" if len(label) == MONTH_LETTERS else label
    return date.fromisoformat(text).toordinal()
