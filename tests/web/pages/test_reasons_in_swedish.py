"""What a page says that could not be done stands in the language of the page, with a remedy."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.web.pages.standing_books import Shelf


@pytest.mark.parametrize(
    ("asked", "swedish", "english"),
    [
        ("account-statement?accounts=1930-", "är inget konto eller kontointervall", "no account"),
        ("income-statement?dimension=77", "har inga belopp på objekt i dimension 77", "no amounts"),
    ],
)
def test_why_a_report_cannot_be_made_is_told_in_the_pages_language(
    shelf: Shelf, asked: str, swedish: str, english: str
) -> None:
    """Swedish on the Swedish page, English on the English one, never both."""
    page = unescape(shelf.page(f"/reports/{asked}"))
    assert swedish in page
    assert english not in page
    page = unescape(shelf.page(f"/reports/{asked}&lang=en"))
    assert english in page
    assert swedish not in page


@pytest.mark.parametrize(
    ("path", "swedish"),
    [
        ("/uploads?before=x", "Före är inte som det måste vara: skriv ett heltal"),
        ("/uploads?show=x", "urval: välj något av all, waiting, active, refused, gone."),
        ("/reports/general-ledger?from=igår", "från: 'igår' är ingen dag: skriv 2025-03-31."),
        ("/reports/income-statement?by=week", "kolumner: välj något av"),
        ("/reports/object-report?dimension=x", "dimension: ange en dimensions nummer"),
    ],
)
def test_a_wrong_address_is_answered_in_swedish(shelf: Shelf, path: str, swedish: str) -> None:
    """The page says which value it is and what to write."""
    answer = shelf.visitor().get(f"{shelf.base}{path}")
    assert answer.status_code == 422
    assert swedish in unescape(answer.text)
