"""Reports as PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from siekit.exceptions import ExtraNotInstalledError, UsageError
from siekit.reports.base import Options
from siekit.reports.model import Column
from siekit.reports.render import pdf
from siekit.reports.render.pdf import PdfRenderer
from siekit.reports.render.pdf_data import HAS_LETTERS, in_letters, pdf_data
from tests.reports.render.pages_made import (
    EN,
    HOSTILE,
    LAST,
    SMALL,
    SV,
    THIS,
    ledger,
    reports_of,
    same,
    statement,
)

if TYPE_CHECKING:
    from pathlib import Path

    from siekit.reports.model import Report
    from siekit.reports.render.base import Look

pytest.importorskip("typst", reason="needs siekit[pdf]")

PAGES = re.compile(rb"/Type\s*/Page\b")


def made(*reports: Report, look: Look = EN) -> bytes:
    """Return the PDF of reports."""
    return PdfRenderer().render(reports, look)


def text_of(data: bytes, folder: Path) -> str:
    """Return what a reader finds in a PDF."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext (poppler-utils)")
    file = folder / "report.pdf"
    file.write_bytes(data)
    found = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"],  # noqa: S607 - where it is differs
        capture_output=True,
        check=True,
    )
    return found.stdout.decode()


def test_it_is_an_archive_pdf() -> None:
    """The file says that it is PDF/A-2b, in its language and with its title."""
    data = made(*reports_of("income-statement", LAST, THIS), look=SV)
    assert data.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in data
    assert b"Resultatr\xc3\xa4kning" in data
    assert len(PAGES.findall(data)) >= 2


def test_texts_of_strangers_are_neither_typst_nor_refused(tmp_path: Path) -> None:
    """What would be markup is shown as it is; letters that no font has are told as such."""
    data = made(statement(text=HOSTILE), ledger(text=HOSTILE), look=SV)
    text = text_of(data, tmp_path)
    assert "#x $y$" in text
    assert "<script>" in text
    assert "�" in text


@pytest.mark.parametrize(("first", "last"), HAS_LETTERS)
def test_the_font_has_the_letters_that_are_let_through(first: int, last: int) -> None:
    """PDF/A refuses a letter without a form, so every letter that is kept has one."""
    letters = " ".join(chr(one) for one in range(first, last + 1) if chr(one).isprintable())
    assert made(replace(ledger(1), sections=(), company=letters))


def test_other_letters_are_replaced() -> None:
    """Nothing that a file can say stops the PDF."""
    assert in_letters("Åkeri 漢\U0001f600\ue000\ud800\x00") == "Åkeri ���  "


def test_every_page_tells_whose_it_is(tmp_path: Path) -> None:
    """Company, period, file, hash, time and page of pages stand on each page; heads repeat."""
    text = text_of(made(ledger(200), look=SV), tmp_path)
    pages = text.split("\f")[:-1]
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Sida {number} av {len(pages)}" in page
        assert "2024-01-01 – 2024-12-31" in page
        assert "a.se · SHA-256 cdcdcdcdcdcdcdcd… · Skapad 2025-03-31 12:30" in page
        assert "Debit" in page
        assert "1930 Rent" in page


def test_months_lie_and_too_many_columns_go_on_below(tmp_path: Path) -> None:
    """Twelve months and their sum fit on a page that lies; forty columns become tables."""
    months = reports_of("income-statement", THIS, options=Options(by="month"))
    (one,) = pdf_data(months, EN)["reports"]
    assert one["wide"]
    assert len(one["tables"]) == 1
    many = replace(statement([None] * 40), unmapped=())
    (other,) = pdf_data([many], EN)["reports"]
    assert len(other["tables"]) > 1
    assert sum(len(table["heads"]) - 1 for table in other["tables"]) == 40
    assert text_of(made(many), tmp_path).count("Result") >= len(other["tables"])


def test_unmapped_and_difference_are_told(tmp_path: Path) -> None:
    """What a statement leaves out is in the PDF too, with the whole hash of the file."""
    text = text_of(made(statement(), look=SV), tmp_path)
    assert "8500 Net sales" in text
    assert "Balansräkningen balanserar inte: 2,00 SEK." in text
    assert "ab" * 32 in text


def test_several_reports_have_contents(tmp_path: Path) -> None:
    """The first page of several reports lists them with their pages."""
    reports = reports_of("balance-sheet", SMALL, options=Options(details=True))
    first = text_of(made(*reports), tmp_path).split("\f")[0]
    assert "Contents" in first
    assert re.search(r"General ledger · Tolvans .*\. \d+", first)


def test_the_same_report_and_time_give_the_same_bytes() -> None:
    """A PDF depends on nothing but what it shows."""
    assert made(statement()) == made(statement())


def test_more_than_a_pdf_has_room_for_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger that would take all memory is refused with what to do instead."""
    monkeypatch.setattr(pdf, "MOST_LINES", 100)
    with pytest.raises(UsageError, match=r"--accounts, --from, --to.*html or xlsx"):
        made(ledger(200))


def test_a_missing_extra_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without typst the message says how to get it."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ExtraNotInstalledError, match=r"pip install 'siekit\[pdf\]'"):
        made(statement())


def test_a_report_without_lines_is_a_page(tmp_path: Path) -> None:
    """Nothing to show is said, not refused."""
    empty = replace(ledger(), sections=(), columns=(Column("debit", same("Debit")),))
    assert "with these filters" in text_of(made(empty), tmp_path)
