"""Reports as one self-contained page: light and dark, printable, every figure a way down."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from siekit.reports.render.html_links import Links
from siekit.reports.render.html_table import TablePage, is_wide, table
from siekit.reports.render.markup import Markup, css_string, tag
from siekit.reports.render.shown import shown
from siekit.reports.render.svg import chart_svg
from siekit.reports.render.svg_pen import Pen
from siekit.reports.render.values import shown_money
from siekit.reports.render.words import (
    CONTENTS,
    FILES,
    MADE,
    NO_NAME,
    OF,
    PAGE,
    TABLE,
    UNMAPPED,
    difference_of,
    made_of,
    remarks,
    year_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.reports.model import Chart, Report
    from siekit.reports.render.base import Look

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""A page that asks for nothing: no script, no picture, no font from elsewhere."""

SHORT_HASH = 16


class HtmlRenderer:
    """One HTML file without any request to elsewhere, for screens and for paper."""

    name = "html"
    extension = ".html"
    streams = True
    draws = True

    def render(self, reports: Sequence[Report], look: Look) -> bytes:
        """Return the reports on one page, with a list of contents when they are several."""
        links = Links(reports)
        bodies = [_article(report, look, links, number) for number, report in enumerate(reports, 1)]
        contents = [_contents(reports, look)] if len(reports) > 1 else []
        wide = "wide" if any(is_wide(shown(report, look)) for report in reports) else None
        page = tag(
            "html",
            _head(reports, look),
            tag(
                "body", *contents, tag("main", *bodies), _foot(reports, look), id="top", class_=wide
            ),
            lang=look.lang,
        )
        return f"<!doctype html>\n{page}\n".encode("utf-8", "replace")


def _head(reports: Sequence[Report], look: Look) -> Markup:
    first = reports[0] if reports else None
    title = "siekit" if first is None else f"{first.title[look.lang]} · {_company(first, look)}"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="generator", content="siekit"),
        tag("title", title),
        tag("style", Markup(_css() + _paper(reports, look))),
    )


@cache
def _css() -> str:
    return (files("siekit.reports.render") / "page.css").read_text("utf-8")


def _paper(reports: Sequence[Report], look: Look) -> str:
    """Return what stands on each printed page: company, period, page, file and time."""
    if not reports:
        return ""
    first = reports[0]
    company = _company(first, look) if len({one.company for one in reports}) == 1 else ""
    year = year_of(first) if len({one.fiscal_year for one in reports}) == 1 else ""
    file = first.files[0] if first.files else None
    foot = "" if file is None else f"{file.file} · SHA-256 {file.sha256[:SHORT_HASH]}…"
    name = "" if file is None else f"{foot} · {_moment(look)}"
    page, of = css_string(f"{PAGE[look.lang]} "), css_string(f" {OF[look.lang]} ")
    number = f"{page} counter(page) {of} counter(pages)"
    font = "font: 8pt system-ui, sans-serif; color: #444;"
    return (
        f"@page {{ @top-left {{ {font} content: {css_string(company)} }}"
        f" @top-right {{ {font} content: {css_string(year)} }}"
        f" @bottom-left {{ {font} content: {css_string(name)} }}"
        f" @bottom-right {{ {font} content: {number} }} }}"
    )


def _moment(look: Look) -> str:
    return look.moment().strftime("%Y-%m-%d %H:%M")


def _company(report: Report, look: Look) -> str:
    return report.company or NO_NAME[look.lang]


def _contents(reports: Sequence[Report], look: Look) -> Markup:
    items = [
        tag("li", tag("a", _entry(report, look), href=f"#r{number}"))
        for number, report in enumerate(reports, 1)
    ]
    named = {"aria-labelledby": "contents"}
    return tag("nav", tag("p", CONTENTS[look.lang], id="contents"), tag("ol", *items), **named)


def _entry(report: Report, look: Look) -> str:
    parts = (report.title[look.lang], report.company, year_of(report))
    return " · ".join(part for part in parts if part)


def _article(report: Report, look: Look, links: Links, number: int) -> Markup:
    seen = shown(report, look)
    ident = f"r{number}"
    company = " · ".join(part for part in (_company(report, look), report.orgnr) if part)
    head = tag(
        "header",
        tag("h1" if number == 1 else "h2", report.title[look.lang]),
        tag("p", company, class_="company"),
        tag("p", " · ".join((year_of(report), made_of(report, look.lang))), class_="made"),
    )
    page = TablePage(seen, links, ident, look.details)
    below = [tag("p", remark) for remark in remarks(report, look)]
    return tag(
        "article",
        head,
        *_charts(report, look, ident),
        *_difference(report, look),
        table(page),
        *_unmapped(report, look),
        tag("div", *below, class_="remarks"),
        id=ident,
        class_="wide" if is_wide(seen) else None,
    )


def _charts(report: Report, look: Look, ident: str) -> Iterator[Markup]:
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
            tag("div", _figures(chart, report, look)),
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


def _difference(report: Report, look: Look) -> Iterator[Markup]:
    if report.difference is None or not any(report.difference.values):
        return
    first = shown_money(next(filter(None, report.difference.values)), look.lang, 2)
    causes = [
        tag("li", f"{shown_money(one.amount, look.lang, 2)}: {one.text[look.lang]}")
        for one in report.difference.causes
    ]
    yield tag(
        "div",
        tag("p", tag("strong", difference_of(first, report, look.lang))),
        *([tag("ul", *causes)] if causes else []),
        class_="warning",
        role="note",
    )


def _unmapped(report: Report, look: Look) -> Iterator[Markup]:
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
    yield tag("div", made, class_="frame unmapped")


def _foot(reports: Sequence[Report], look: Look) -> Markup:
    """Return what the page was made of, and when."""
    seen = {(one.file, one.sha256) for report in reports for one in report.files}
    lines = [tag("p", f"{FILES[look.lang]}: {file} · SHA-256 {sha}") for file, sha in sorted(seen)]
    return tag("footer", *lines, tag("p", f"{MADE[look.lang]} {_moment(look)} · siekit"))
