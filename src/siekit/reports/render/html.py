"""Reports as one self-contained page: light and dark, printable, every figure a way down."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from siekit.reports.render.html_links import Links
from siekit.reports.render.html_parts import charts, difference, unmapped
from siekit.reports.render.html_table import TablePage, is_wide, table
from siekit.reports.render.markup import Markup, css_string, tag
from siekit.reports.render.shown import shown
from siekit.reports.render.words import (
    CONTENTS,
    FILES,
    MADE,
    NO_NAME,
    OF,
    PAGE,
    made_of,
    remarks,
    year_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.reports.model import Report
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
    folder = files("siekit.reports.render")
    return "".join((folder / name).read_text("utf-8") for name in ("page.css", "report.css"))


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
    return look.made_at()


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
        *charts(report, look, ident),
        *difference(report, look),
        table(page),
        *unmapped(report, look),
        tag("div", *below, class_="remarks"),
        id=ident,
        class_="wide" if is_wide(seen) else None,
    )


def _foot(reports: Sequence[Report], look: Look) -> Markup:
    """Return what the page was made of, and when."""
    seen = {(one.file, one.sha256) for report in reports for one in report.files}
    lines = [tag("p", f"{FILES[look.lang]}: {file} · SHA-256 {sha}") for file, sha in sorted(seen)]
    return tag("footer", *lines, tag("p", f"{MADE[look.lang]} {_moment(look)} · siekit"))
