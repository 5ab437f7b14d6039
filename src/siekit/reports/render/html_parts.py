"""What stands on a page beside a report's table: charts, a difference, accounts left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.render.markup import Markup, tag
from siekit.reports.render.shown import shown
from siekit.reports.render.svg import chart_svg
from siekit.reports.render.svg_pen import Pen
from siekit.reports.render.values import shown_money
from siekit.reports.render.words import TABLE, UNMAPPED, difference_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.reports.model import Chart, Report
    from siekit.reports.render.base import Look


def charts(report: Report, look: Look, ident: str) -> Iterator[Markup]:
    """Give the pictures of a report."""
    if not report.charts:
        return
    pen = Pen(
        ink="var(--ink)",
        faint="var(--faint)",
        line="var(--line)",
        fill="var(--accent)",
        paper="var(--paper)",
        font="inherit",
        lang=look.lang,
        currency=report.unit,
    )
    yield tag(
        "div", *(_figure(one, report, look, pen, ident) for one in report.charts), class_="charts"
    )


def _figure(chart: Chart, report: Report, look: Look, pen: Pen, ident: str) -> Markup:
    """Return a picture under its answer, its figures behind a click."""
    note = [] if chart.note is None else [tag("p", chart.note[look.lang], class_="remarks")]
    return tag(
        "figure",
        tag("figcaption", chart.title[look.lang]),
        chart_svg(chart, pen, ident=f"{ident}-{chart.key}"),
        *note,
        tag(
            "details",
            tag("summary", TABLE[look.lang]),
            tag("div", _figures(chart, report, look), **_reached(chart.title[look.lang])),
        ),
    )


def _figures(chart: Chart, report: Report, look: Look) -> Markup:
    """Return a chart's figures as a table: last year beside this one, or below."""
    decimals = look.decimals_of(report)
    pair = len(chart.beside) == len(chart.bars) and chart.shape == "bars"
    rows = []
    for at, bar in enumerate(chart.bars if pair else (*chart.bars, *chart.beside)):
        amounts = [bar.value, *([chart.beside[at].value] if pair else [])]
        texts = [shown_money(one, look.lang, decimals) for one in amounts]
        cells = [tag("td", one, class_="n") for one in texts]
        rows.append(tag("tr", tag("th", bar.label[look.lang], scope="row"), *cells))
    heads = []
    if pair and chart.names:
        names = [tag("th", one[look.lang], scope="col", class_="n") for one in chart.names]
        heads = [tag("thead", tag("tr", tag("th", report.unit, scope="col"), *names))]
    return tag("table", tag("caption", chart.title[look.lang]), *heads, tag("tbody", *rows))


def difference(report: Report, look: Look) -> Iterator[Markup]:
    """Give what a balance sheet lacks to balance, and why."""
    if report.difference is None or not any(report.difference.values):
        return
    causes = [
        tag("li", f"{shown_money(one.amount, look.lang, 2)}: {one.text[look.lang]}")
        for one in report.difference.causes
    ]
    yield tag(
        "div",
        tag("p", tag("strong", difference_of(report, look.lang))),
        *([tag("ul", *causes)] if causes else []),
        class_="warning",
        role="note",
    )


def unmapped(report: Report, look: Look) -> Iterator[Markup]:
    """Give the accounts with amounts that no line takes."""
    if not report.unmapped:
        return
    seen = shown(report, look)
    heads = [tag("th", seen.head(column), scope="col", class_="n") for column in report.columns]
    rows = [
        tag(
            "tr",
            tag("th", f"{one.account} {one.name}".strip(), scope="row", class_="name lead"),
            *(tag("td", text, class_="n") for text in seen.texts(one.values)),
        )
        for one in report.unmapped
    ]
    made = tag(
        "table",
        tag("caption", UNMAPPED[look.lang]),
        tag(
            "thead",
            tag("tr", tag("th", UNMAPPED[look.lang], scope="col", class_="name lead"), *heads),
        ),
        tag("tbody", *rows),
    )
    yield tag("div", made, class_="frame unmapped", **_reached(UNMAPPED[look.lang]))


def _reached(name: str) -> dict[str, str]:
    """Return what lets people without a mouse move a table in its frame."""
    return {"tabindex": "0", "role": "region", "aria_label": name}
