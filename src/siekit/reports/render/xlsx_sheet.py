"""One report as a sheet: head, table with folded accounts, what is said of it, print set-up."""

from __future__ import annotations

from datetime import date
from html import escape
from itertools import chain
from typing import TYPE_CHECKING

from siekit.locale.figures import MISSING, plain_money
from siekit.reports.model import LineKind
from siekit.reports.render.shown import printable
from siekit.reports.render.values import shown_money
from siekit.reports.render.words import (
    FILE_LINE,
    FILES,
    MADE,
    NAME,
    NO_NAME,
    NOTHING_HERE,
    OF,
    PAGE,
    UNMAPPED,
    difference_of,
    made_of,
    remarks,
    year_of,
)
from siekit.reports.render.xlsx_styles import FAINT, number_format

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from siekit.reports.model import Column, Line, Section
    from siekit.reports.render.base import Look
    from siekit.reports.render.shown import Shown
    from siekit.reports.render.xlsx_names import SheetNames
    from siekit.reports.render.xlsx_styles import Styles

MOST_ROWS = 1_048_000
"""Rows that a sheet is given; Excel has room for 576 more."""

DIGITS_OF_EXCEL = 15
LETTERS_OF_A_CELL = 32_767
LETTERS_OF_A_FOOT = 255
FIRST_DAY_OF_EXCEL = date(1900, 3, 1)
DAY = "yyyy-mm-dd"
NARROWEST, WIDEST = 9, 60
NAME_WIDTH, MOST_PORTRAIT = 40, 7
PAPER_A4 = 9
HASH_LETTERS = 16


class SheetWriter:
    """Writes one report, on further sheets where one is full."""

    def __init__(
        self,
        book: Workbook,
        styles: Styles,
        names: SheetNames,
        seen: Shown,
        look: Look,
    ) -> None:
        """Get ready; nothing is written yet."""
        self._book, self._styles, self._names = book, styles, names
        self._seen, self._look, self._report = seen, look, seen.report
        self._places = seen.has_places()
        self._row = 0
        self._page: Worksheet

    def write(self) -> None:
        """Write the report."""
        self._new_page()
        report = self._report
        if not any(section.lines for section in report.sections):
            self._say(NOTHING_HERE[self._look.lang])
        for section in report.sections:
            self._section(section)
        self._unmapped()
        self._difference()
        self._row += 1
        for remark in remarks(report, self._look):
            self._say(remark)
        for file in report.files:
            self._say(f"{FILES[self._look.lang]}: {file.file} · SHA-256 {file.sha256}")
        self._say(f"{MADE[self._look.lang]} {self._look.made_at()} · siekit")

    def _new_page(self) -> None:
        """Make a sheet with its head, ready to be printed."""
        report, lang = self._report, self._look.lang
        title = report.title[lang]
        year = (report.fiscal_year or "")[:4]
        self._page = self._book.add_worksheet(self._names.name(f"{title} {year}".strip()))
        self._widths()
        company = " · ".join(
            part for part in (report.company or NO_NAME[lang], report.orgnr) if part
        )
        self._row = 0
        self._text(0, title, self._styles.make(bold=True, font_size=16))
        self._row = 1
        self._text(0, company, self._styles.make(font_size=11))
        self._row = 2
        self._say(" · ".join(part for part in (year_of(report), made_of(report, lang)) if part))
        self._row += 1
        self._heads()
        self._page.freeze_panes(self._row, len(self._seen.cells) + 1)
        self._print_setup(company)

    def _widths(self) -> None:
        seen = self._seen
        for at, width in enumerate(_widths(seen)):
            self._page.set_column(at, at, width)
        if self._places:
            self._page.set_column(self._last(), self._last(), NARROWEST)

    def _heads(self) -> None:
        seen = self._seen
        left = self._styles.make(bold=True, bottom=1, text_wrap=True, valign="bottom")
        right = self._styles.make(
            bold=True, bottom=1, text_wrap=True, valign="bottom", align="right"
        )
        name = NAME[seen.lang] if seen.cells else ""
        heads = [*map(seen.head, seen.cell_columns), name]
        for at, head in enumerate(heads):
            self._text(at, head, left)
        for at, column in enumerate(seen.columns, len(heads)):
            self._text(at, seen.head(column), right)
        if self._places:
            self._text(self._last(), FILE_LINE[seen.lang], right)
        self._row += 1

    def _last(self) -> int:
        return len(self._seen.cells) + 1 + len(self._seen.values)

    def _print_setup(self, company: str) -> None:
        """Set A4, the head repeated, company and period above, file and page below."""
        report, lang, page = self._report, self._look.lang, self._page
        page.set_paper(PAPER_A4)
        if self._last() > MOST_PORTRAIT:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(self._row - 1)
        page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
        page.hide_gridlines(2)
        page.outline_settings(symbols_below=False)
        page.set_header(_foot(f"&L{_plain(company)}&R{_plain(year_of(report))}"))
        file = report.files[0] if report.files else None
        made = self._look.made_at()
        said = f"{file.file} · {file.sha256[:HASH_LETTERS]}… · {made}" if file else made
        number = f"{PAGE[lang]} &P {OF[lang]} &N"
        page.set_footer(_foot(f"&L{_plain(said)}", tail=f"&R{number}"))

    def _section(self, section: Section) -> None:
        title = section.title[self._look.lang]
        if title and (len(self._report.sections) > 1 or self._seen.is_ledger):
            self._text(0, title, self._styles.make(bold=True, top=0))
            self._row += 1
        for line in section.lines:
            beneath = () if line.accounts == (line.key,) else line.beneath
            if beneath and not self._look.details:
                self._page.set_row(self._row, None, None, {"collapsed": True})
            self._line(line)
            for one in beneath:
                folded = {"level": 1, "hidden": not self._look.details}
                self._page.set_row(self._row, None, None, folded)
                self._line(one, faint=True)

    def _line(self, line: Line, *, faint: bool = False) -> None:
        if self._row >= MOST_ROWS:
            self._new_page()
        seen = self._seen
        plain = self._styles.of(line.kind, faint=faint)
        for at, number in enumerate(seen.cells):
            value = line.cells[number] if number < len(line.cells) else None
            self._value(at, value, plain, self._styles.of(line.kind, form=DAY))
        name = len(seen.cells)
        self._text(
            name, seen.label(line), self._styles.of(line.kind, level=line.level, faint=faint)
        )
        texts = zip(seen.values, seen.columns, seen.value_texts(line), strict=True)
        for at, (number, column, text) in enumerate(texts, name + 1):
            value = line.values[number] if number < len(line.values) else None
            self._amount(at, value if text else None, column, line, faint=faint, missing=text)
        if self._places and line.place is not None and line.place.line is not None:
            self._page.write_number(self._row, self._last(), line.place.line, plain)
        self._row += 1

    def _value(self, at: int, value: object, plain: Format, day: Format) -> None:
        if isinstance(value, date) and value >= FIRST_DAY_OF_EXCEL:
            self._page.write_datetime(self._row, at, value, day)
        else:
            self._text(at, "" if value is None else str(value), plain)

    def _amount(
        self,
        at: int,
        value: Decimal | None,
        column: Column,
        line: Line | None,
        *,
        faint: bool = False,
        missing: str = MISSING,
    ) -> None:
        """Write an amount as a number; one of more digits than Excel keeps is written as text."""
        kind = LineKind.LINE if line is None else line.kind
        form = number_format(column, self._seen.decimals)
        look = self._styles.of(kind, form=form, faint=faint)
        if value is None:
            self._text(at, missing, look)
            return
        digits = plain_money(value)
        if len(digits.strip("-0.").replace(".", "")) > DIGITS_OF_EXCEL:
            self._text(at, digits, look)
        else:
            self._page.write_number(self._row, at, float(digits), look)

    def _unmapped(self) -> None:
        if not self._report.unmapped:
            return
        self._row += 1
        self._text(0, UNMAPPED[self._look.lang], self._styles.make(bold=True))
        self._row += 1
        for one in self._report.unmapped:
            self._text(0, f"{one.account} {one.name}".strip(), self._styles.of(LineKind.LINE))
            for at, (value, column) in enumerate(
                zip(one.values, self._report.columns, strict=True), 1
            ):
                self._amount(at, value, column, None)
            self._row += 1

    def _difference(self) -> None:
        difference, lang = self._report.difference, self._look.lang
        if difference is None or not any(difference.values):
            return
        self._row += 1
        self._text(0, difference_of(self._report, lang), self._styles.make(bold=True))
        self._row += 1
        for cause in difference.causes:
            self._say(f"{shown_money(cause.amount, lang, 2)}: {cause.text[lang]}")

    def _say(self, words: str) -> None:
        """Write a remark on a row of its own."""
        self._text(0, words, self._styles.make(font_color=FAINT))
        self._row += 1

    def _text(self, at: int, words: str, look: Format) -> None:
        """Write a text as a text, whatever it looks like."""
        if words:
            self._page.write_string(self._row, at, _cell_text(words), look)
        else:
            self._page.write_blank(self._row, at, None, look)


def _cell_text(words: str) -> str:
    """Return a text that is neither refused nor taken for markup."""
    text = printable(words)[:LETTERS_OF_A_CELL]
    if text.startswith("<r>") and text.endswith("</r>"):
        # xlsxwriter writes such a text as it stands, for markup of its own.
        return f'<r><t xml:space="preserve">{escape(text, quote=False)}</t></r>'
    return text


def _widths(seen: Shown) -> Iterator[float]:
    """Give the widths of the columns, from the longest text that each has."""
    lines = [*chain.from_iterable(_with_beneath(section.lines) for section in seen.report.sections)]
    for at, column in enumerate(seen.cell_columns):
        texts = (seen.cell_texts(line)[at] for line in lines)
        yield _width([seen.head(column), *texts])
    yield max(NAME_WIDTH, _width([seen.label(line) for line in lines]))
    for number, column in zip(seen.values, seen.columns, strict=True):
        texts = (seen.value_texts(line, only=[number])[0] for line in lines)
        yield _width([seen.head(column), *texts])


def _with_beneath(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from line.beneath


def _width(texts: Sequence[str]) -> float:
    return min(max([NARROWEST, *map(len, texts)]) + 1.5, WIDEST)


def _plain(text: str) -> str:
    """Return a text for a page's head or foot, where & begins an order."""
    return printable(text).replace("&", "&&")


def _foot(text: str, *, tail: str = "") -> str:
    """Return a head or foot of the length that Excel allows; what is too long is cut."""
    room = LETTERS_OF_A_FOOT - len(tail)
    if len(text) <= room:
        return text + tail
    kept = text[: room - 1]
    odd = (len(kept) - len(kept.rstrip("&"))) % 2
    return kept[: len(kept) - odd] + "…" + tail
