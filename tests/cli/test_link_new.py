"""`siekit link --all-new`: the companies of many files, made by one command."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from siekit.cli.main import main
from siekit.workspace.workspace import Workspace
from tests.books import books

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose workspace has files that wait, as a portal leaves them."""
    for name in ("SIEKIT_WORKSPACE", "SIEKIT_DATABASE_URL", "SIEKIT_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    with Workspace.open(tmp_path / "siekit.workspace") as workspace:
        for year in (2023, 2024):
            data = books("Tall AB", "555555-5555", first=f"{year}-01-01", last=f"{year}-12-31")
            workspace.add(data, f"{year}.se")
        workspace.add(books("Fel AB", "556334-3680"), "fel.se")
        workspace.add(books("Utan AB", None), "utan.se")
    return tmp_path


def siekit(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, list(words))


def test_all_that_are_clear_are_linked_and_the_rest_is_told() -> None:
    """Each reason stands once, with the numbers of the uploads that it is about."""
    result = siekit("link", "--all-new")
    assert result.exit_code == 0, result.output
    told = " ".join(result.stdout.split())
    assert "1 company is made, 2 files are linked." in told
    assert "READY" in told
    assert "the check digit of the number is wrong" in told
    assert "(Upload 3.)" in told
    assert "utan.se has no organisation number that can be used" in told
    again = siekit("link", "--all-new", "--lang", "sv")
    told = " ".join(again.stdout.split())
    assert "0 företag är skapade, 0 filer är kopplade." in told
    assert "(Uppladdning 3.)" in told


def test_programs_are_told_the_same() -> None:
    """In the shape that the schema promises."""
    result = siekit("link", "--all-new", "--format", "json")
    told = json.loads(result.stdout_bytes)
    described = json.loads((files("siekit") / "json_schemas/link.schema.json").read_bytes())
    Draft202012Validator(described).validate(told)
    assert [(one["id"], one["state"]) for one in told["linked"]] == [(1, "READY"), (2, "READY")]
    left = [(one["file"], one["code"]) for one in told["left"]]
    assert left == [("fel.se", "company_in_doubt"), ("utan.se", "no_orgnr")]


def test_it_stands_alone() -> None:
    """With a file, a company or neither there is one thing that is meant, or it is refused."""
    for words in (["1", "--all-new"], ["--all-new", "--new", "Tall"], []):
        result = siekit("link", *words)
        assert result.exit_code == 2, result.output
        assert "--all-new" in result.stderr
