"""The tree on the page of a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.workspace.actors import Role

if TYPE_CHECKING:
    from tests.web.pages.standing_books import Shelf


def test_a_person_sees_what_is_in_a_file_before_linking_it(shelf: Shelf) -> None:
    """Accounts with balances, series and records open without a script; so after linking too."""
    for key in ("no number", "this"):
        page = shelf.page(f"/uploads/{shelf.uploads[key].id}?lang=sv", Role.VIEWER)
        assert "<details><summary>1 Tillgångar" in page
        assert '<th scope="row">1930 Företagskonto</th><td class="n">100\u202f000,00</td>' in page
        assert "<code>#KONTO</code> 3" in page
        assert "Alla poster i filen används." in page
    refused = shelf.page(f"/uploads/{shelf.uploads['no sie'].id}")
    assert "tree" not in refused
