"""`siekit anonymize`: files, folders, keys, reports and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

import siekit
from siekit.cli.main import main

EXAMPLES = Path(__file__).parents[2] / "examples"
TILL = EXAMPLES / "fjallbacken-kassa.si"
ZIP = EXAMPLES / "exempel.zip"


def run(*arguments: str | Path, env: dict[str, str] | None = None) -> Result:
    """The command's result."""
    return CliRunner().invoke(main, ["anonymize", *map(str, arguments)], env=env)


def test_one_file_becomes_one_file(tmp_path: Path) -> None:
    """The copy is written, and what was done is told."""
    out = tmp_path / "anonym.si"
    result = run(TILL, "-o", out, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "Fjällbäcken" not in out.read_bytes().decode("cp437")
    assert siekit.read(out).totals == siekit.read(TILL).totals
    assert "company names" in result.stdout
    assert "accounts: the chart" in result.stdout
    assert [one.name for one in tmp_path.iterdir()] == ["anonym.si"]


def test_the_report_is_told_in_swedish(tmp_path: Path) -> None:
    """The words follow --lang."""
    result = run(TILL, "-o", tmp_path / "a.si", "--lang", "sv", "--scale", "1000")
    assert "företagsnamn" in result.stdout
    assert "Beloppen är multiplicerade med 1\u202f000." in result.stdout


def test_several_files_become_a_folder_without_their_names(tmp_path: Path) -> None:
    """The names of files may be names of companies; those of a zip are written one by one."""
    out = tmp_path / "ut"
    result = run(TILL, ZIP, "-o", out, "--format", "json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    names = sorted(one.name for one in out.iterdir())
    assert len(names) == len(told) == 4
    assert all(name.startswith("anonym-") for name in names)
    assert [Path(one["output"]).suffix for one in told] == [
        Path(one["path"]).suffix for one in told
    ]


def test_json_is_as_its_schema_says(tmp_path: Path) -> None:
    """`siekit schema anonymize` describes what --format json prints."""
    schema = json.loads(CliRunner().invoke(main, ["schema", "anonymize"]).output)
    result = run(TILL, "-o", tmp_path / "a.si", "--format", "json", "--scale", "2")
    told = json.loads(result.stdout)
    Draft202012Validator(schema).validate(told)
    assert told[0]["scale"] == 2
    assert told[0]["replaced"]["company"] == 1


def test_the_standard_output_gets_the_file_alone(tmp_path: Path) -> None:
    """With -o - the report goes to stderr."""
    out = tmp_path / "a.si"
    run(TILL, "-o", out, "--key", "nyckel")
    result = run(TILL, "-o", "-", "--key", "nyckel")
    assert result.stdout_bytes == out.read_bytes()
    assert "fjallbacken-kassa.si" in result.stderr


def test_keys_from_option_file_and_environment_do_the_same(tmp_path: Path) -> None:
    """One key gives one copy, however it is given, and is never shown."""
    file = tmp_path / "nyckel"
    file.write_text("hemlig nyckel\n", encoding="utf-8")
    results = [
        run(TILL, "-o", tmp_path / "1.si", "--key", "hemlig nyckel"),
        run(TILL, "-o", tmp_path / "2.si", "--key-file", file),
        run(TILL, "-o", tmp_path / "3.si", env={"SIEKIT_ANON_KEY": "hemlig nyckel"}),
    ]
    assert [one.exit_code for one in results] == [0, 0, 0]
    assert len({(tmp_path / f"{k}.si").read_bytes() for k in (1, 2, 3)}) == 1
    assert not any("hemlig" in one.output for one in results)
    run(TILL, "-o", tmp_path / "4.si")
    assert (tmp_path / "4.si").read_bytes() != (tmp_path / "1.si").read_bytes()


def test_a_new_key_is_written_for_its_owner_only(tmp_path: Path) -> None:
    """A key file that is not there is made, and used the next time."""
    file = tmp_path / "ny.key"
    first, second = tmp_path / "1.si", tmp_path / "2.si"
    assert run(TILL, "-o", first, "--key-file", file).exit_code == 0
    assert file.stat().st_mode & 0o077 == 0
    assert run(TILL, "-o", second, "--key-file", file).exit_code == 0
    assert first.read_bytes() == second.read_bytes()


def test_the_mapping_is_written_when_asked_for(tmp_path: Path) -> None:
    """It says what stands for what, and only its owner may read it."""
    place = tmp_path / "karta.json"
    result = run(TILL, "-o", tmp_path / "a.si", "--mapping", place)
    words = json.loads(place.read_text(encoding="utf-8"))["words"]
    assert words["Fjällbäckens"] in (tmp_path / "a.si").read_bytes().decode("cp437")
    assert place.stat().st_mode & 0o077 == 0
    assert words["Fjällbäckens"] not in result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((EXAMPLES / "README.md", "-o", "ut.se"), "is not a SIE file"),
        ((TILL, EXAMPLES / "nothing.se", "-o", "ut"), "no such file"),
        ((TILL, "-o", TILL), "one of the files that are read"),
        ((TILL, "-o", "missing/ut.se"), "cannot be written"),
        ((TILL, "-o", "ut.se", "--key", "a", "--key-file", "b"), "not with both"),
        ((TILL, "-o", "ut.se", "--key", " "), "key is empty"),
        ((TILL, "-o", "ut.se", "--scale", "0"), "--scale"),
        ((TILL,), "--output"),
        ((TILL, ZIP, "-o", "-"), "several files"),
        (("-o", "ut.se"), "at least one FILE"),
    ],
)
def test_what_cannot_be_done_writes_nothing(
    arguments: tuple[str | Path, ...],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exit code 2, a paragraph that says why, and no file."""
    monkeypatch.chdir(tmp_path)
    before = TILL.read_bytes()
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []
    assert TILL.read_bytes() == before
