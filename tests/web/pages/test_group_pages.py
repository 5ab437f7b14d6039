"""Reports of several companies on their page: currencies, charts, and filters that do something."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.books import books, entries

if TYPE_CHECKING:
    from tests.web.pages.standing_books import Shelf

GROUP = "/reports/income-statement?integration=group&year=2024"


def _activate(shelf: Shelf, key: str, data: bytes) -> None:
    shelf.add(key, data)
    shelf.activate(key)
    assert shelf.workspace.sync().status == "done"


@pytest.fixture
def abroad(shelf: Shelf) -> Shelf:
    """A second company, in another currency."""
    _activate(shelf, "euro", books("Alm Oy", "555555-5555", sales=77, currency="EUR"))
    return shelf


def test_companies_in_several_currencies_are_shown_one_currency_at_a_time(abroad: Shelf) -> None:
    """The page says why, offers each currency and no sum of both, and names no command."""
    for lang, why, only in (
        ("sv", "olika valutor och summeras därför inte", "Visa bara EUR"),
        ("en", "different currencies, so they are not summed", "Show only EUR"),
    ):
        page = unescape(abroad.page(f"{GROUP}&lang={lang}"))
        assert why in page
        assert only in page
        assert "--allow" not in page
        assert "mixed=yes" not in page
        assert '<select id="currency"' in page
    page = unescape(abroad.page(f"{GROUP}&currency=EUR&lang=sv"))
    assert "924" in page  # twelve months of 77
    assert "I andra valutor och inte med här: Björken & Söner AB (SEK)" in page
    assert '<option value="EUR" selected>' in page


def test_an_export_has_the_companies_of_the_page(abroad: Shelf) -> None:
    """Its address says the currency."""
    page = unescape(abroad.page(f"{GROUP}&currency=EUR"))
    assert "export.csv?integration=group" in page
    path = f"{abroad.base}/reports/income-statement/export.csv?integration=group&year=2024"
    rows = abroad.visitor().get(f"{path}&currency=EUR").text
    assert "924" in rows
    assert abroad.visitor().get(f"{path}&currency=NOK").status_code != 200


def test_companies_with_other_charts_are_summed_when_asked(shelf: Shelf) -> None:
    """The page offers what then works, and no currency where there is but one."""
    other = books("Alm AB", "555555-5555", sales=77).replace(b"EUBAS97", b"NE2007")
    _activate(shelf, "other", other)
    page = unescape(shelf.page(f"{GROUP}&lang=sv"))
    assert "olika kontoplaner och summeras därför inte" in page
    assert "--allow" not in page
    assert 'id="currency"' not in page
    assert "mixed=yes" in page
    page = unescape(shelf.page(f"{GROUP}&lang=sv&mixed=yes"))
    assert "Konton med samma nummer summeras som ett" in page
    assert "924" in page


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("by=year", True),
        ("by=month", False),
        ("by=rolling12", False),
        ("integration=group", False),
    ],
)
def test_the_year_before_is_offered_where_it_is_shown(
    shelf: Shelf, asked: str, *, offered: bool
) -> None:
    """A filter that changes nothing is not there; its choice is kept for when it is."""
    page = shelf.page(f"/reports/income-statement?year=2024&previous=no&{asked}")
    assert ('<select id="previous"' in page) is offered
    assert ('type="hidden" name="previous" value="no"' in page) is not offered


def test_a_file_says_when_it_was_made_as_pages_do(shelf: Shelf) -> None:
    """In Swedish time, and says that it is."""
    path = f"{shelf.base}/reports/income-statement/export.xlsx?year=2024&lang=sv"
    with zipfile.ZipFile(io.BytesIO(shelf.visitor().get(path).content)) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
    assert re.search(r"Skapad [0-9 :-]{16} svensk tid", texts)


def test_a_page_begins_with_the_newest_year_of_a_ledger(shelf: Shelf) -> None:
    """Single vouchers of a year that is not there yet can be chosen; the group is not of them."""
    shelf.workspace.change_settings(entries_allowed=True)
    shelf.add("next", entries().replace(b"20240131", b"20250131"), "nästa.si")
    shelf.activate("next")
    assert shelf.workspace.sync().status == "done"
    page = unescape(shelf.page("/reports/income-statement?integration=group"))
    assert '<option value="2024" selected>' in page
    assert '<option value="2025">' in page
    page = unescape(shelf.page("/reports/income-statement?integration=group&year=2025&lang=sv"))
    assert "Björken & Söner AB har ingen huvudbok här" in page
