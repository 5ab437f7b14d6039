"""`siekit receipt`: in a terminal, as JSON and as PDF."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from siekit.cli.main import main
from tests.books import books


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a workspace that has one file."""
    for name in ("SIEKIT_WORKSPACE", "SIEKIT_DATABASE_URL", "SIEKIT_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    Path("bok.se").write_bytes(books())
    assert siekit("import", "bok.se").exit_code == 0
    return tmp_path


def siekit(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, list(words))


def test_the_hash_is_that_of_the_file() -> None:
    """What `sha256sum` prints stands in each form of a receipt that people or programs read."""
    sha256 = hashlib.sha256(Path("bok.se").read_bytes()).hexdigest()
    text = siekit("receipt", "1", "--lang", "sv")
    assert text.exit_code == 0, text.output
    assert sha256 in text.stdout
    assert "siekit import (kommandoraden)" in text.stdout
    told = json.loads(siekit("receipt", "1", "--format", "json").stdout_bytes)
    assert told["upload"]["sha256"] == sha256


def test_the_ending_of_the_output_decides() -> None:
    """A PDF where the file is called one, and nothing is written for an ending nobody knows."""
    pytest.importorskip("typst")
    done = siekit("receipt", "1", "-o", "kvittens.pdf", "--lang", "sv")
    assert done.exit_code == 0, done.output
    assert Path("kvittens.pdf").read_bytes().startswith(b"%PDF-")
    told = siekit("receipt", "1", "-o", "kvittens.json")
    assert told.exit_code == 0
    assert json.loads(Path("kvittens.json").read_bytes())["upload"]["id"] == 1
    assert siekit("receipt", "1", "-o", "kvittens.docx").exit_code == 2
    assert not Path("kvittens.docx").exists()
