"""Reports as Excel workbooks, read back from the bytes."""

from __future__ import annotations

import io
import sys
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from siekit.exceptions import ExtraNotInstalledError
from siekit.reports.base import Options
from siekit.reports.render.xlsx import XlsxRenderer
from siekit.reports.render.xlsx_names import LONGEST, SheetNames
from siekit.reports.render.xlsx_sheet import _foot, _plain
from tests.reports.render.pages_made import (
    EN,
    HOSTILE,
    SMALL,
    SV,
    ledger,
    reports_of,
    same,
    statement,
)

if TYPE_CHECKING:
    from siekit.reports.model import Report
    from siekit.reports.render.base import Look

pytest.importorskip("xlsxwriter", reason="needs siekit[excel]")

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Book:
    """A workbook as its bytes say it."""

    def __init__(self, *reports: Report, look: Look = EN) -> None:
        """Render reports and open what was made."""
        self.data = XlsxRenderer().render(reports, look)
        self.files = zipfile.ZipFile(io.BytesIO(self.data))
        strings = self.read("xl/sharedStrings.xml")
        self.strings = ["".join(one.itertext()) for one in strings.iter(f"{NS}si")]

    def read(self, name: str) -> ET.Element:
        """Return a part of the workbook."""
        return ET.fromstring(self.files.read(name))  # noqa: S314 - our own

    def sheet(self, number: int = 1) -> ET.Element:
        """Return a sheet."""
        return self.read(f"xl/worksheets/sheet{number}.xml")

    def names(self) -> list[str]:
        """Return the names of the sheets."""
        return [one.get("name", "") for one in self.read("xl/workbook.xml").iter(f"{NS}sheet")]

    def cells(self, number: int = 1) -> dict[str, str | float]:
        """Return the cells of a sheet: texts as text, numbers as numbers."""
        found: dict[str, str | float] = {}
        for cell in self.sheet(number).iter(f"{NS}c"):
            value = cell.find(f"{NS}v")
            if value is None or value.text is None:
                continue
            text = value.text
            is_text = cell.get("t") == "s"
            found[cell.get("r", "")] = self.strings[int(text)] if is_text else float(text)
        return found


def test_amounts_are_numbers() -> None:
    """Amounts keep their öre as numbers that can be added, whatever the format shows."""
    cells = Book(*reports_of("income-statement", SMALL)).cells()
    assert cells["A1"] == "Income statement"
    row = next(name[1:] for name, value in cells.items() if value == "Profit/loss for the year")
    assert cells[f"B{row}"] == 232742.4


def test_nothing_is_a_formula_or_a_link() -> None:
    """Texts of strangers are texts, whatever they begin with."""
    for text in ("=1+1", "+1", "-1", "@SUM(A1)", "https://example.com", "<r><t>x</t></r>", HOSTILE):
        book = Book(statement(text=text), ledger(text=text))
        for number in (1, 2):
            sheet = book.sheet(number)
            assert not list(sheet.iter(f"{NS}f"))
            assert not list(sheet.iter(f"{NS}hyperlink"))
        assert all(one.get("t") != "str" for one in book.sheet().iter(f"{NS}c"))


def test_a_text_that_looks_like_markup_is_read_back_as_it_is() -> None:
    """A text in the form of xlsxwriter's own markup is no markup."""
    assert "<r><t>x</t></r>" in Book(statement(text="<r><t>x</t></r>")).cells().values()


def test_more_digits_than_excel_keeps_are_text() -> None:
    """No digit of an amount is lost: what would be rounded is written as text."""
    amounts = (Decimal("1234567890123456.78"), Decimal("123456789012.345"), None)
    cells = Book(statement(amounts)).cells().values()
    assert "1234567890123456.78" in cells
    assert 123456789012.345 in cells
    assert "–" in cells


def test_heads_stay_and_print_on_every_page() -> None:
    """The head and the names are frozen; A4, repeated head, company, period, file and pages."""
    book = Book(statement(text="Bröderna & Co"), look=SV)
    sheet = book.sheet()
    pane = sheet.find(f".//{NS}pane")
    assert pane is not None
    assert (pane.get("ySplit"), pane.get("xSplit"), pane.get("state")) == ("5", "1", "frozen")
    page = sheet.find(f"{NS}pageSetup")
    assert page is not None
    assert page.get("paperSize") == "9"
    head, foot = (sheet.find(f".//{NS}{name}") for name in ("oddHeader", "oddFooter"))
    assert head is not None
    assert foot is not None
    assert head.text == "&LBröderna && Co · 556000-0001&R2024-01-01 – 2024-12-31"
    assert foot.text is not None
    assert foot.text.endswith("2025-03-31 12:30 UTC&RSida &P av &N")
    names = [one.get("name") for one in book.read("xl/workbook.xml").iter(f"{NS}definedName")]
    assert names == ["_xlnm.Print_Titles"]


def test_accounts_are_folded_beneath_their_line() -> None:
    """Accounts are there, one click away; with details they are open."""
    for look, hidden in ((EN, "1"), (replace(EN, details=True), None)):
        rows = list(Book(statement(), look=look).sheet().iter(f"{NS}row"))
        folded = [one for one in rows if one.get("outlineLevel") == "1"]
        assert len(folded) == 1
        assert folded[0].get("hidden") == hidden


def test_a_ledger_has_days_and_lines() -> None:
    """Days are days, the empty side of a row is empty, and the line of the file is named."""
    cells = Book(ledger()).cells()
    assert cells["A8"] == 45322
    assert cells["B8"] == "A 1"
    assert "E8" not in cells
    assert cells["G8"] == 101


def test_each_report_has_its_own_sheet() -> None:
    """Reports with one title have sheets of different names, none refused by Excel."""
    long = replace(statement(), title=same("A/B:C*[D]?\\" + "e" * 40))
    names = Book(statement(), statement(), long, long).names()
    assert names[:2] == ["Income statement 2024", "Income statement 2024 2"]
    assert len({name.casefold() for name in names}) == 4
    assert all(len(name) <= LONGEST and not set(name) & set("[]:*?/\\") for name in names)


def test_names_of_sheets_are_never_refused() -> None:
    """Empty names, apostrophes at the ends and the name that Excel keeps are mended."""
    names = SheetNames()
    made = [names.name(one) for one in ("", "'a'", "History", "x" * 40, "X" * 40)]
    assert made[:3] == ["siekit", "a", "History 2"]
    assert [len(one) for one in made[3:]] == [31, 31]


def test_feet_are_no_orders_and_not_too_long() -> None:
    """An & of a name is doubled, also where the text is cut."""
    foot = _foot("&L" + _plain("&" * 300), tail="&R&P")
    assert len(foot) <= 255
    assert foot.endswith("…&R&P")
    assert foot.removeprefix("&L").removesuffix("…&R&P").count("&") % 2 == 0


def test_unmapped_accounts_and_differences_are_told() -> None:
    """What a statement leaves out stands in the workbook too."""
    cells = [str(one) for one in Book(statement(), look=SV).cells().values()]
    assert any(one.startswith("8500") for one in cells)
    assert "Balansräkningen balanserar inte: 2,00 SEK." in cells
    assert any(one.endswith("ab" * 32) for one in cells)


def test_the_same_report_and_time_give_the_same_bytes() -> None:
    """A workbook depends on nothing but what it shows."""
    assert Book(statement(), ledger()).data == Book(statement(), ledger()).data


def test_details_bring_the_ledgers() -> None:
    """With details, general ledger and journal have sheets of their own."""
    names = Book(*reports_of("income-statement", SMALL, options=Options(details=True))).names()
    assert names == ["Income statement 2024", "General ledger 2024", "Journal 2024"]


def test_a_missing_extra_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without xlsxwriter the message says how to get it."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ExtraNotInstalledError, match=r"pip install 'siekit\[excel\]'"):
        XlsxRenderer().render([statement()], EN)


def test_a_report_without_lines_is_a_sheet() -> None:
    """Nothing to show is said, not refused."""
    cells = Book(replace(ledger(), sections=()), look=SV).cells().values()
    assert any(str(one).startswith("Filen har ingenting") for one in cells)
