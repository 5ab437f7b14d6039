"""Reports as a part of somebody else's page: no head, no style, figures that lead elsewhere."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from siekit.reports.render.html_parts import charts, difference, unmapped
from siekit.reports.render.html_table import TablePage, is_wide, table
from siekit.reports.render.markup import Markup, tag
from siekit.reports.render.shown import shown
from siekit.reports.render.words import remarks

if TYPE_CHECKING:
    from siekit.reports.model import Report
    from siekit.reports.render.base import Look
    from siekit.reports.render.html_links import Ways

WITHIN = ".report"
"""The class of every fragment, within which `fragment_css` holds."""


def report_fragment(
    report: Report, look: Look, *, ident: str, ways: Ways, charts_of: Report | None = None
) -> Markup:
    """Return the table of a report with its pictures and remarks.

    `ident` is its name on the page. It has no heading, no script and no style of its own, so the
    page may forbid those; `fragment_css` is for the page's style sheet. `charts_of` is the report
    whose pictures are shown where this one is in thousands.
    """
    seen = shown(report, look)
    page = TablePage(seen, ways, ident, look.details)
    below = [tag("p", remark) for remark in remarks(report, look)]
    return tag(
        "div",
        *charts(charts_of or report, look, ident),
        *difference(report, look),
        table(page),
        *unmapped(report, look),
        tag("div", *below, class_="remarks"),
        id=ident,
        class_="report wide" if is_wide(seen) else "report",
    )


@cache
def fragment_css() -> str:
    """Return the style of fragments, which holds within them only.

    It takes the colours `--ink`, `--faint`, `--line`, `--paper`, `--raised` and `--accent` from
    the page.
    """
    own = (files("siekit.reports.render") / "report.css").read_text("utf-8")
    return f"{WITHIN} {{\n{own}}}\n"
