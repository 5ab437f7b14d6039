"""What failed while nobody was looking, on the start page and among the notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.workspace import syncing
from siekit.workspace.actors import Role

if TYPE_CHECKING:
    import pytest

    from tests.web.pages.standing_books import Shelf


def test_a_failure_stands_on_the_start_page_until_somebody_has_seen_it(
    bare: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that a program sent, and a sync, each with its reason; then who has seen it."""

    def broken(*_: object) -> None:
        message = "no room"
        raise RuntimeError(message)

    bare.workspace.add(b"%PDF-1.4", "rapport.pdf", via="api")
    monkeypatch.setattr(syncing, "prepare", broken)
    run = bare.workspace.sync()
    assert "2 fel som ingen har sett" in bare.page("?lang=sv", Role.VIEWER)
    page = bare.page("/notices?lang=sv", Role.VIEWER)
    assert "En fil gick inte att använda.</strong> rapport.pdf är ingen SIE-fil" in page
    assert "rapport.pdf, skickad av Anna" in page
    assert f'href="{bare.base}/syncs/{run.id}">Till synkroniseringen' in page
    for one in bare.workspace.notices():
        bare.workspace.see_notice(one.id)
    assert "som ingen har sett" not in bare.page("?lang=sv", Role.VIEWER)
    assert page.count("av Anna") < bare.page("/notices?lang=sv").count("av Anna")
