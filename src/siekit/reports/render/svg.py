"""Charts as SVG: one drawing for pages and for PDF, with colours that the caller names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.model import Shape
from siekit.reports.render.markup import Markup, tag
from siekit.reports.render.svg_lying import split, stacked
from siekit.reports.render.svg_time import bars, curve

if TYPE_CHECKING:
    from collections.abc import Callable

    from siekit.reports.model import Chart
    from siekit.reports.render.svg_pen import Drawn, Pen

WIDTH = 500

DRAWERS: dict[Shape, Callable[[Chart, Pen], Drawn]] = {
    Shape.BARS: bars,
    Shape.CURVE: curve,
    Shape.SPLIT: split,
    Shape.STACKED: stacked,
}


def chart_svg(chart: Chart, pen: Pen, *, ident: str) -> Markup:
    """Return a chart as an SVG element; `ident` is its name on the page.

    Nothing is told by colour alone: the year before is an outline, and every part has its name
    and amount beside it.
    """
    drawn = DRAWERS[chart.shape](chart, pen)
    title = tag("title", chart.title[pen.lang], id=f"{ident}-title")
    return tag(
        "svg",
        title,
        *drawn.parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {drawn.height}",
        role="img",
        aria_labelledby=f"{ident}-title",
        font_family=pen.font,
    )
