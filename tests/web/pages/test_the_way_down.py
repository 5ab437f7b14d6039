"""From a figure of the summary to its accounts, rows, voucher and the line of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siekit.web.routes import summaries

if TYPE_CHECKING:
    import pytest

    from tests.web.pages.standing_books import Shelf


def _words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)).translate({0x202F: " ", 0xA0: " "})


def test_a_figure_leads_to_the_line_of_the_file(shelf: Shelf) -> None:
    """Each link of the way is on the page before."""
    base = f"/uploads/{shelf.uploads['this'].id}"
    summary = shelf.page(f"{base}/summary")
    assert "6 000" in _words(summary)
    assert f'href="{shelf.base}{base}/accounts/3001"' in summary
    account = shelf.page(f"{base}/accounts/3001?month=202403")
    voucher = re.search(rf'href="{shelf.base}({base}/vouchers/\d+)"', account)
    assert voucher
    assert "2024-04" not in _words(account[account.index('<div id="rows"') :])
    line = re.search(rf'href="{shelf.base}({base}/lines\?at=\d+)#', shelf.page(voucher[1]))
    assert line
    lines = shelf.page(line[1])
    here = lines[lines.index('class="here"') :]
    assert "#VER A 3 20240331 &#34;Försäljning 2024-03&#34;" in here[:300]


def test_units_are_one_switch_for_all_figures(shelf: Shelf) -> None:
    """Öre and thousands are the same amounts; charts keep their own unit."""
    base = f"/uploads/{shelf.uploads['this'].id}/summary"
    whole, ore, thousands = (shelf.page(f"{base}?unit={u}") for u in ("kr", "ore", "tkr"))
    assert ">106\u202f000<" in whole
    assert ">106\u202f000,00<" in ore
    assert ">106<" in thousands
    pictures = [re.findall(r"<svg xmlns.*?</svg>", page) for page in (whole, ore, thousands)]
    assert pictures[0]
    assert pictures[0] == pictures[2]


def test_checks_that_are_not_green_lead_to_what_they_found(shelf: Shelf) -> None:
    """The page of a check has the sentence, the remedy and the line."""
    base = f"/uploads/{shelf.uploads['wrong'].id}"
    summary = shelf.page(f"{base}/summary")
    keys = re.findall(rf'href="{shelf.base}{base}/checks/([a-z_]+)"', summary)
    assert "vouchers_balance" in keys
    page = shelf.page(f"{base}/checks/vouchers_balance")
    assert re.search(rf'href="{shelf.base}{base}/lines\?at=\d+#L\d+"', page)
    assert "A 12" in _words(page)


def test_the_lines_of_a_file_hide_nothing(bare: Shelf) -> None:
    """Control characters and turned text stand as signs, markup as text."""
    odd = bare.add("odd", b"<b>\x00\x1b[31m</b>\r\n\r\n\xe2\x80\xae#VER", "odd.bin")
    page = bare.page(f"/uploads/{odd.id}/lines")
    assert "&lt;b&gt;␀␛[31m&lt;/b&gt;" in page
    assert "\x00" not in page
    assert "\u202e" not in page


def test_a_refused_file_says_why_and_what_to_do(shelf: Shelf) -> None:
    """The reason is in the visitor's language, on the page of the upload."""
    page = _words(shelf.page(f"/uploads/{shelf.uploads['no sie'].id}"))
    assert "rapport.pdf är ingen SIE-fil" in page
    assert "Inget av den har kommit in i någon rapport" in page


def test_a_file_of_an_overlapping_year_is_compared(shelf: Shelf) -> None:
    """Vouchers that came are told, and the accounts whose sums they change."""
    page = _words(shelf.page(f"/uploads/{shelf.uploads['newer'].id}/compare"))
    assert "2 verifikationer har tillkommit" in page
    assert "3001 Försäljning inom Sverige −6 000,00 −8 000,00 −2 000,00" in page


def test_exports_have_safe_names_and_no_formulas(shelf: Shelf) -> None:
    """Whatever a company is called; a text that begins as a formula is none in CSV."""
    upload = shelf.uploads["hostile"]
    answer = shelf.visitor().get(f"{shelf.base}/uploads/{upload.id}/summary/export.csv")
    name = answer.headers["content-disposition"]
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.csv"', name)
    evil = shelf.add("evil", _formula(), "evil.se")
    text = shelf.visitor().get(f"{shelf.base}/uploads/{evil.id}/accounts/1930/export.csv").text
    assert "'=cmd" in text
    assert ",=cmd" not in text


def _formula() -> bytes:
    from tests.books import books

    made = books("Formeln AB", "556000-0001").decode("cp437")
    return made.replace("Försäljning 2024-01", "=cmd|' /C calc'!A0").encode("cp437")


def test_an_account_of_many_rows_is_shown_by_month(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of a whole year that nobody could read is not made; the months are offered."""
    monkeypatch.setattr(summaries, "MOST_AT_ONCE", 5)
    address = f"/uploads/{shelf.uploads['this'].id}/accounts/3001"
    page = shelf.page(address)
    assert "en månad visas i taget" in _words(page)
    assert "2024-02" not in _words(page[page.index('<div id="rows"') :])
    assert "2024-02" in _words(shelf.page(f"{address}?month=202402"))
    assert '<option value="">' not in page
