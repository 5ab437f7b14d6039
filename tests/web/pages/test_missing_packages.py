"""Where the packages for XLSX and PDF are missing, pages do not offer them."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from siekit.web.forms_of_reports import NEEDS, offered
from siekit.workspace.actors import Role

if TYPE_CHECKING:
    from tests.web.pages.standing_books import Shelf

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("form", NEEDS)
def test_no_button_is_there_without_its_package(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """The other forms stay; who asks by address is told in their language, not with a fault."""
    monkeypatch.setitem(sys.modules, NEEDS[form], None)
    upload = shelf.uploads["this"].id
    for path in (f"/uploads/{upload}/summary", "/reports/income-statement"):
        page = shelf.page(f"{path}?lang=sv", Role.VIEWER)
        assert f"/export.{form}" not in page
        assert "/export.csv" in page
    answer = shelf.visitor(Role.VIEWER).get(f"{shelf.base}/uploads/{upload}/summary/export.{form}")
    assert answer.status_code == 503
    assert f"{form.upper()}-filer går inte att göra här" in answer.text


def test_the_extra_of_the_portal_has_all_that_it_offers() -> None:
    """Who installs `siekit[web]` gets every button, and it works."""
    assert offered() == ("xlsx", "pdf", "csv")
    with (ROOT / "pyproject.toml").open("rb") as file:
        extras = tomllib.load(file)["project"]["optional-dependencies"]
    assert "siekit[excel,pdf]" in extras["web"]
