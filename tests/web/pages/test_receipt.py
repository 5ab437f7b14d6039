"""The page of a receipt, for every upload that anybody has looked into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siekit.workspace.actors import Role

if TYPE_CHECKING:
    from tests.web.pages.standing_books import Shelf


@pytest.mark.parametrize("key", ["last", "newer", "wrong", "entries", "no number", "no sie"])
def test_a_viewer_gets_the_receipt_of_every_upload(shelf: Shelf, key: str) -> None:
    """The page of each upload leads to it, in whatever state; it has the whole hash."""
    upload = shelf.uploads[key]
    address = f"{shelf.base}/uploads/{upload.id}/receipt"
    assert f'href="{address}"' in shelf.page(f"/uploads/{upload.id}", Role.VIEWER)
    page = shelf.page(f"/uploads/{upload.id}/receipt?lang=sv", Role.VIEWER)
    assert f"<dd>{upload.sha256}</dd>" in page
    assert f'href="{address}/export.json" download' in page
    if upload.refusal:
        assert "Varför den inte användes" in page


def test_a_receipt_is_taken_away_as_a_file(shelf: Shelf) -> None:
    """As PDF and as JSON, and in no form that it has not."""
    pytest.importorskip("typst")
    upload = shelf.uploads["this"]
    base = f"{shelf.base}/uploads/{upload.id}/receipt/export"
    found = shelf.visitor().get(f"{base}.pdf")
    assert found.content.startswith(b"%PDF-")
    named = f'filename="receipt-{upload.id}-bjorken-soner-ab-2024-01-01.pdf"'
    assert named in found.headers["content-disposition"]
    told = shelf.visitor().get(f"{base}.json").json()
    assert told["upload"]["sha256"] == upload.sha256
    assert told["activations"][0]["actor"] == "Anna"
    assert shelf.visitor().get(f"{base}.csv").status_code == 404


def test_without_its_package_there_is_no_button_for_pdf(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page and the JSON are there all the same."""
    monkeypatch.setattr("siekit.web.routes.receipts.offered", lambda: ("csv",))
    page = shelf.page(f"/uploads/{shelf.uploads['this'].id}/receipt")
    assert "/export.json" in page
    assert "/export.pdf" not in page
