"""Texts of reports on pages: choices by their names there, no options of commands."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import siekit.reports
from siekit.web.page_words import on_page
from tests.books import books

if TYPE_CHECKING:
    from tests.web.pages.standing_books import Shelf


FOLDER = Path(siekit.reports.__file__).parent


def said() -> list[str]:
    """Every text of the reports that names an option, with X for what is filled in."""
    found = []
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = (one.value if isinstance(one, ast.Constant) else "X" for one in node.values)
                found.append("".join(str(one) for one in parts))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return [one for one in found if "--" in one]


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_no_page_names_an_option(lang: str) -> None:
    """Whatever report says it: nobody can give an option to a page."""
    assert len(said()) > 30
    assert [one for one in said() if "--" in on_page(one, lang).replace("---", "")] == []


def test_choices_have_the_names_of_the_page() -> None:
    """And what a page cannot be asked for is not offered there."""
    message = "A year of 30 months cannot be divided. Leave --by out, or correct it."
    assert on_page(message, "en") == (
        "A year of 30 months cannot be divided. Choose the year as “Columns”, or correct it."
    )
    swedish = "Utelämna indelningen (--by), eller rätta #RAR 0 i filen."
    assert on_page(swedish, "sv") == "Välj året som ”Kolumner”, eller rätta #RAR 0 i filen."
    both = "En räkning delas in efter dimension eller tid (--dimension, --by), inte båda."
    assert on_page(both, "sv") == "En räkning delas in efter dimension eller tid, inte båda."
    shown = "Saldona visas; --source rows visar transaktionerna."
    assert on_page(shown, "sv") == "Saldona visas."


def test_pages_say_why_a_report_cannot_be_made_without_options(bare: Shelf) -> None:
    """Which has no layout to give, as commands have."""
    upload = bare.add("2024", books(orgnr="212000-0142"))
    bare.activate("2024")
    bare.workspace.sync()
    wanted = f"/reports/income-statement?integration={upload.integration_id}"
    page = bare.page(wanted)
    assert "är en kommun eller region" in page
    assert "Huvudbok och listor kan visas här, men inga räkningar." in page
    assert "--layout" not in page
