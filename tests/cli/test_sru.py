"""`siekit sru`: what it writes, what it says, and when it writes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from siekit.cli.main import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_both_files_are_written_and_told(tmp_path: Path) -> None:
    """Their names and forms, and every field that nobody told."""
    place = tmp_path / "sru"
    done = CliRunner().invoke(
        main,
        [
            "sru",
            str(EXAMPLES / "fjallbacken-2023-24.se"),
            "--input",
            str(EXAMPLES / "fjallbacken-sru.toml"),
            "-o",
            str(place),
        ],
    )
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "INK2R-2024P1, INK2S-2024P1, INK2-2024P1" in done.stderr
    assert "INK2 7131" in done.stderr
    assert (place / "BLANKETTER.SRU").read_bytes().endswith(b"#FIL_SLUT\r\n")
    assert b"#POSTORT L\xe5ngsj\xf6\r\n" in (place / "INFO.SRU").read_bytes()


def test_nothing_is_written_without_a_sender(tmp_path: Path) -> None:
    """One paragraph says what is missing, and there is no folder."""
    place = tmp_path / "sru"
    file = str(EXAMPLES / "fjallbacken-2023-24.se")
    done = CliRunner().invoke(main, ["sru", file, "-o", str(place)])
    assert done.exit_code == 2
    assert "postal_code and town" in done.stderr
    assert not place.exists()


def test_several_years_are_refused(tmp_path: Path) -> None:
    """A pair of files is about one year."""
    done = CliRunner().invoke(main, ["sru", str(EXAMPLES / "exempel.zip"), "-o", str(tmp_path)])
    assert done.exit_code == 2
    assert "one year of one company" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["fjallbacken-2023-24", "tolvan-2024"])
def test_json_tells_every_field_that_was_written(name: str, tmp_path: Path) -> None:
    """In the described shape; the fields are those of the file, no more and no less."""
    told = EXAMPLES / f"{name.partition('-')[0]}-sru.toml"
    words = ["sru", str(EXAMPLES / f"{name}.se"), "--input", str(told), "-o", str(tmp_path)]
    done = CliRunner().invoke(main, [*words, "--format", "json"])
    assert (done.exit_code, done.stderr) == (0, "")
    found = json.loads(done.stdout_bytes)
    schema = json.loads(CliRunner().invoke(main, ["schema", "sru"]).stdout_bytes)
    Draft202012Validator(schema).validate(found)
    assert list(found) == schema["required"]
    lines = (tmp_path / "BLANKETTER.SRU").read_text("latin-1").splitlines()
    assert [line for line in lines if line.startswith("#UPPGIFT")] == [
        f"#UPPGIFT {one['code']} {one['value']}"
        for form in found["forms"]
        for one in form["fields"]
    ]
    assert found["difference"] == "0.00"
