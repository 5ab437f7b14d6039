"""Reports as HTML pages."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from siekit.reports.base import Options
from siekit.reports.render.html import HtmlRenderer
from siekit.reports.render.markup import VOID, css_string, fragment, tag
from tests.reports.render.pages_made import (
    EN,
    HOSTILE,
    LAST,
    MADE,
    SMALL,
    SV,
    THIS,
    ledger,
    reports_of,
    statement,
)

if TYPE_CHECKING:
    from siekit.reports.render.base import Look


class Page(HTMLParser):
    """What stands on a page: its elements, its names and its links."""

    def __init__(self, source: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        """Close the last element, which must be this one."""
        assert self.open.pop() == tag

    def hrefs(self) -> list[str]:
        """The links of the page."""
        return [value for _, name, value in self.attributes if name == "href"]


def rendered(*reports: object, look: Look = EN) -> str:
    """Return the page of reports."""
    return HtmlRenderer().render(reports, look).decode()  # type: ignore[arg-type]


def test_whatever_a_file_says_stays_text() -> None:
    """Names and texts of strangers are escaped in tags, attributes, titles, styles and charts."""
    source = rendered(statement(text=HOSTILE), ledger(text=HOSTILE))
    page = Page(source)
    assert not {"script", "b", "img", "iframe", "object"} & set(page.tags)
    assert page.tags.count("style") == 1
    assert page.tags.count("title") == 1 + page.tags.count("svg")
    assert page.open == []
    assert not {"\x00", "\x1b", "\u202e"} & set(source)
    assert all(not name.startswith("on") for _, name, _ in page.attributes)


def test_a_page_asks_nobody_for_anything() -> None:
    """No address, no script, no import: the file is all there is, and its policy says so."""
    source = rendered(*reports_of("income-statement", LAST, THIS))
    without_names = source.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//\w|url\(|@import|src=|<link", without_names)
    assert "default-src 'none'" in unescape(source)


@pytest.mark.parametrize("look", [EN, SV])
def test_every_figure_leads_down(look: Look) -> None:
    """Lines open their accounts, accounts lead to rows, rows to vouchers with their file's line."""
    reports = reports_of("income-statement", SMALL, options=Options(details=True))
    page = Page(rendered(*reports, look=look))
    targets = [href.removeprefix("#") for href in page.hrefs()]
    assert targets
    assert set(targets) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    document = reports[0].files[0].document_id
    assert f"d{document}-account-3001" in targets
    assert any(one.startswith(f"d{document}-voucher-") for one in targets)
    assert "details" in page.tags
    assert page.open == []


def test_ledgers_name_the_line_of_the_file() -> None:
    """The last step down is the line of the file that a row stands on."""
    assert '<td class="n c">101</td>' in rendered(ledger())


def test_several_reports_have_a_list_of_contents() -> None:
    """Reports in one file are listed before the first; one alone needs no list."""
    assert 'href="#r2"' in rendered(statement(), ledger())
    assert "<nav" not in rendered(statement())


def test_missing_and_zero_are_never_the_same() -> None:
    """An amount that is not known is a dash; the empty side of a ledger's row is neither."""
    page = rendered(ledger())
    assert '<td class="n">1.00</td><td class="n"></td><td class="n">1.00</td>' in page
    assert '<td class="n">1,234,568</td><td class="n">–</td>' in rendered(statement())


def test_pages_can_be_printed() -> None:
    """Each printed page has company, period, page of pages, file and time."""
    source = rendered(statement(text="Åkeri & Söner"), look=SV)
    page = source[source.index("@page {", source.index("@media print")) :]
    assert "size: A4" in source
    assert css_string("Åkeri & Söner") in page
    assert css_string("2024-01-01 – 2024-12-31") in page
    assert "counter(page)" in page
    assert "counter(pages)" in page
    assert css_string("2025-03-31 12:30")[1:-1] in page


def test_the_same_report_and_time_give_the_same_page() -> None:
    """Nothing on a page depends on when or where it is made but the time that it says."""
    assert rendered(statement()) == rendered(statement())
    assert MADE.strftime("%Y-%m-%d %H:%M") in rendered(statement())


def test_css_strings_keep_their_spaces() -> None:
    """The space that ends an escape is not the one that the text has."""
    assert css_string('ö "}') == '"\\f6  \\22 \\7d "'


def test_names_within_a_page_are_those_of_one_text_each() -> None:
    """Different accounts have different names, whatever letters they have."""
    texts = ["1930", "19 30", "19_20.30", "1930-1", "é", "<a>", ""]
    assert len({fragment("account", one) for one in texts}) == len(texts)
    assert all(re.fullmatch(r"[\w.-]+", fragment("account", one), re.ASCII) for one in texts)


def test_only_markup_is_markup() -> None:
    """Texts are escaped however they come in, also in attributes."""
    assert tag("p", tag("b", "<"), "&", title='"', open=True, hidden=None) == (
        '<p title="&quot;" open><b>&lt;</b>&amp;</p>'
    )


def test_a_report_without_lines_says_so() -> None:
    """An empty report is told in words."""
    assert "Filen har ingenting" in rendered(replace(ledger(), sections=()), look=SV)
