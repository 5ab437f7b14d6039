"""The table of a report as HTML: lines with their accounts, ledgers with links between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.reports.model import LineKind
from siekit.reports.render.html_links import (
    GENERAL_LEDGER,
    JOURNAL,
    account_place,
    voucher_place,
)
from siekit.reports.render.markup import Markup, joined, tag
from siekit.reports.render.words import FILE_LINE, NAME, NOTHING_HERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.reports.model import Column, Line, Report, Section
    from siekit.reports.render.html_links import Ways
    from siekit.reports.render.shown import Shown

MOST_IN_VIEW = 6
"""Columns that a page has room for; more scroll in a frame."""

DEEPEST = 6
VOUCHER, ACCOUNT = "voucher", "account"


@dataclass(frozen=True, slots=True)
class TablePage:
    """What a table is written from; `ident` is the report's name on the page."""

    shown: Shown
    links: Ways
    ident: str
    details: bool

    @property
    def report(self) -> Report:
        """The report."""
        return self.shown.report

    @property
    def lang(self) -> str:
        """The language."""
        return self.shown.lang

    @property
    def document(self) -> int:
        """The document that the report is about."""
        return self.report.files[0].document_id if self.report.files else 0


def table(page: TablePage) -> Markup:
    """Return the table in its frame."""
    seen = page.shown
    places = page.shown.has_places()
    bodies = [joined(_section(page, section, places=places)) for section in page.report.sections]
    if not any(section.lines for section in page.report.sections):
        return tag("p", NOTHING_HERE[page.lang], class_="remarks")
    made = tag(
        "table",
        tag("caption", page.report.title[page.lang]),
        _head(page, places=places),
        *bodies,
        class_="ledger" if seen.is_ledger else None,
    )
    name = "frame wide" if is_wide(seen) else "frame"
    return tag(
        "div",
        made,
        class_=name,
        tabindex="0",
        role="region",
        aria_label=page.report.title[page.lang],
    )


def is_wide(seen: Shown) -> bool:
    """Tell whether a table has more columns than a page in its usual width has room for."""
    return len(seen.columns) + len(seen.cell_columns) > MOST_IN_VIEW


def _head(page: TablePage, *, places: bool) -> Markup:
    seen = page.shown
    cells = [tag("th", seen.head(column), scope="col") for column in seen.cell_columns]
    name = tag(
        "th", NAME[page.lang] if cells else "", scope="col", class_="name" if cells else "name lead"
    )
    values = [_value_head(page, column) for column in seen.columns]
    last = [tag("th", FILE_LINE[page.lang], scope="col", class_="n")] if places else []
    return tag("thead", tag("tr", *cells, name, *values, *last))


def _value_head(page: TablePage, column: Column) -> Markup:
    return tag("th", page.shown.head(column), scope="col", class_="n")


def _section(page: TablePage, section: Section, *, places: bool) -> Iterator[Markup]:
    """Give the bodies of a section: one for a ledger's account, one for a statement's line."""
    seen = page.shown
    title = section.title[page.lang]
    heads = []
    if title and (len(page.report.sections) > 1 or seen.is_ledger):
        heads.append(_section_head(page, title))
    if page.report.name == GENERAL_LEDGER:
        rows = [_line(page, line, places=places) for line in section.lines]
        yield tag("tbody", *heads, *rows, id=account_place(page.document, section.key))
        return
    if seen.is_ledger:
        yield tag("tbody", *heads, *(_line(page, line, places=places) for line in section.lines))
        return
    if heads:
        yield tag("tbody", *heads)
    for line in section.lines:
        beneath = [_line(page, one, beneath=True) for one in line.beneath]
        kind = line.kind.value if line.kind is LineKind.TOTAL else None
        yield tag("tbody", _line(page, line), *beneath, class_=kind)


def _section_head(page: TablePage, title: str) -> Markup:
    across = 2 + len(page.shown.columns) + len(page.shown.cell_columns)
    up: list[Markup] = []
    if page.report.name == GENERAL_LEDGER:
        up = [tag("a", "↑", href="#top", class_="up", aria_label="Top")]
    return tag("tr", tag("th", title, *up, colspan=across, scope="rowgroup"), class_="section")


def _line(page: TablePage, line: Line, *, places: bool = False, beneath: bool = False) -> Markup:
    """Return a line as a row."""
    seen = page.shown
    cells = [
        tag("td", _cell(page, line, column, text), class_="c")
        for column, text in zip(seen.cell_columns, seen.cell_texts(line), strict=True)
    ]
    values = [tag("td", text, class_="n") for text in seen.value_texts(line)]
    last = []
    if places:
        last = [tag("td", _file_line(page, line), class_="n c")]
    return tag(
        "tr",
        *cells,
        _name(page, line, beneath=beneath),
        *values,
        *last,
        id=_place(page, line),
        class_=_class(page, line, beneath=beneath),
    )


def _class(page: TablePage, line: Line, *, beneath: bool) -> str | None:
    if beneath:
        return "beneath"
    if line.kind is LineKind.LINE:
        return None
    is_voucher = page.report.name == JOURNAL and line.kind is LineKind.SUBTOTAL
    return "subtotal voucher" if is_voucher else line.kind.value


def _place(page: TablePage, line: Line) -> str | None:
    """Return the name that others lead to: a voucher's head in the journal."""
    is_head = page.report.name == JOURNAL and line.kind is LineKind.SUBTOTAL
    if is_head and line.place is not None and line.place.voucher_id is not None:
        return voucher_place(page.document, line.place.voucher_id)
    return None


def _name(page: TablePage, line: Line, *, beneath: bool) -> Markup:
    """Return the name of a line, which opens its accounts or leads to an account's rows."""
    seen = page.shown
    words: str = seen.label(line)
    level = min(line.level + (1 if beneath and line.level == 1 else 0), DEEPEST)
    if line.accounts == (line.key,):
        words = _linked(page.links.account(page.report, line.key), words)
    elif line.beneath and not beneath:
        words = tag("details", tag("summary", words), open=page.details)
    lead = "" if seen.is_ledger else " lead"
    return tag("th", words, scope="row", class_=f"name{lead}" + (f" l{level}" if level > 1 else ""))


def _cell(page: TablePage, line: Line, column: Column, words: str) -> str:
    """Return the text of a cell; a voucher's number and an account lead to where they stand."""
    if column.key == ACCOUNT:
        return _linked(page.links.account(page.report, words), words)
    if column.key == VOUCHER and line.place is not None and page.report.name != JOURNAL:
        return _linked(page.links.voucher(page.document, line.place.voucher_id), words)
    return words


def _file_line(page: TablePage, line: Line) -> str:
    """Return the number of a row's line in the file, which leads there where it can."""
    words = page.shown.place(line)
    if line.place is None or line.place.line is None:
        return words
    return _linked(page.links.line(line.place.document_id, line.place.line), words)


def _linked(place: str | None, words: str) -> str:
    return words if place is None or not words else tag("a", words, href=place)
