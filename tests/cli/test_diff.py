"""`siekit diff`: the verdict first, details behind it, JSON for programs."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from siekit.cli.main import main
from siekit.comparison.difference import SECTIONS

CASES = Path(__file__).parent.parent / "cases" / "cli"
GOLDEN = CASES / "diff.json"
TEXTS = {"en": CASES / "diff-en.txt", "sv": CASES / "diff-sv.txt"}

BEFORE = """\
#FLAGGA 0
#PROGRAM "Testgen" "1.0"
#FORMAT PC8
#GEN 20250131 "AN"
#SIETYP 4
#FNAMN "Övningsbolaget AB"
#ORGNR 556334-3689
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#KONTO 1930 "Företagskonto"
#KONTO 3010 "Försäljning"
#SRU 1930 7281
#DIM 6 "Projekt"
#OBJEKT 6 "P1" "Kök"
#IB 0 1930 1000.00
#UB 0 1930 2234.50
#OUB 0 1930 {6 "P1"} 12.00 3
#PSALDO 0 202401 1930 {} 1234.50
#MOMSKOD 10 "ny post"
#VER A 1 20240105 "Dagskassa"
{
#TRANS 1930 {} 1234.50
#TRANS 3010 {6 "P1"} -1234.50
}
#VER A 2 20241220 "Rättad"
{
#TRANS 1930 {} 100.00
#BTRANS 3010 {} -90.00
#TRANS 3010 {} -100.00
}
#VER A 3 20241221 "Samma"
{
#TRANS 1930 {} 7.00
#TRANS 3010 {} -7.00
}
#VER B 1 20240601 "Borttagen"
{
#TRANS 1930 {} 0.5
#TRANS 3010 {} -0.5
}
#VER B 2 20240602 "Flyttad"
{
#TRANS 1930 {} 3
#TRANS 3010 {} -3
}
"""
CHANGES = (
    ('#GEN 20250131 "AN"', '#GEN 20250201 "BO"'),
    ("20230101 20231231", "20230201 20231231"),
    ('"Försäljning"', '"Försäljning inom Sverige"'),
    ("#SRU 1930 7281", "#SRU 1930 7282"),
    ('"Projekt"', '"Objekt"'),
    ('"P1" "Kök"', '"P2" "Hall"'),
    ("2234.50", "2234.51"),
    ("12.00 3", "12.00 4"),
    ("#PSALDO 0 202401 1930", "#PSALDO 0 202402 1930"),
    ("#MOMSKOD 10", "#MOMSKOD 11"),
    ('#TRANS 3010 {6 "P1"} -1234.50', '#TRANS 3010 {6 "P1"} -1234.51'),
    ("#BTRANS 3010 {} -90.00\n", ""),
    ("#VER A 3", "#VER A 4"),
    ('#VER B 1 20240601 "Borttagen"', '#VER C 1 20240601 "Tillagd"'),
    ('20240602 "Flyttad"', '20230602 "Flyttad"'),
)


def after() -> str:
    """The file with each of the changes."""
    text = BEFORE
    for old, new in CHANGES:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.fixture(name="files")
def _files(tmp_path: Path) -> tuple[Path, Path]:
    """A file before and after."""
    paths = tmp_path / "före.se", tmp_path / "efter.se"
    for path, text in zip(paths, (BEFORE, after()), strict=True):
        path.write_bytes(text.replace("\n", "\r\n").encode("cp437"))
    return paths


def diff(*arguments: str | Path, stdin: bytes | None = None, **environment: str) -> Result:
    """Run the command in this process."""
    runner = CliRunner(env={"LC_ALL": "C.UTF-8", **environment})
    return runner.invoke(main, ["diff", *map(str, arguments)], input=stdin)


def same_as_stored(text: str, place: Path) -> None:
    """Compare with the stored text; SIEKIT_STORE=1 stores it anew."""
    if os.environ.get("SIEKIT_STORE"):
        place.write_text(text, encoding="utf-8")
    assert text == place.read_text(encoding="utf-8")


def test_json_is_what_it_was(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs rely on it: a change of the stored text is a decision."""
    monkeypatch.chdir(files[0].parent)
    result = diff("--format", "json", *(path.name for path in files))
    assert result.exit_code == 0, result.output
    same_as_stored(result.stdout, GOLDEN)


@pytest.mark.parametrize("lang", TEXTS)
def test_text_is_what_it_was(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """Everything that differs, within 80 columns."""
    monkeypatch.chdir(files[0].parent)
    result = diff("--lang", lang, *(path.name for path in files))
    assert result.exit_code == 0, result.output
    assert max(map(len, result.stdout.splitlines())) <= 80
    same_as_stored(result.stdout, TEXTS[lang])


def test_json_has_the_shape_that_schema_describes(files: tuple[Path, Path]) -> None:
    """With and without differences, and in every section."""
    described = json.loads(CliRunner().invoke(main, ["schema", "diff"]).stdout_bytes)
    before, later = files
    for pair in (files, (before, before), (later, before)):
        found: dict[str, Any] = json.loads(diff("--format", "json", *pair).stdout_bytes)
        Draft202012Validator(described).validate(found)
        assert list(found) == described["required"]
    assert all(json.loads(diff("--format", "json", *files).stdout_bytes)[name] for name in SECTIONS)


def test_keys_stand_in_the_order_of_the_schema(files: tuple[Path, Path]) -> None:
    """The order of keys is stable."""
    described = json.loads(CliRunner().invoke(main, ["schema", "diff"]).stdout_bytes)
    found = json.loads(diff("--format", "json", *files).stdout_bytes)
    for section in SECTIONS:
        name = described["properties"][section]["items"]["$ref"].rpartition("/")[2]
        assert list(found[section][0]) == described["$defs"][name]["required"]


def test_the_same_file_is_the_same(files: tuple[Path, Path], tmp_path: Path) -> None:
    """In another encoding with other line ends, too."""
    other = tmp_path / "utf8.se"
    other.write_bytes(BEFORE.encode())
    result = diff(files[0], other, "--exit-code")
    assert result.exit_code == 0
    assert result.stdout.startswith("The same content.\n")
    assert diff(files[0], other, "--lang", "sv").stdout.startswith("Samma innehåll.\n")


def test_exit_code_tells_a_difference_on_request(files: tuple[Path, Path]) -> None:
    """Only with --exit-code, only of what is compared."""
    assert diff(*files).exit_code == 0
    assert diff(*files, "--exit-code").exit_code == 1
    assert diff("--exit-code", "--format", "json", *files).exit_code == 1
    everything = ",".join(SECTIONS)
    result = diff(*files, "--exit-code", "--ignore", everything.replace("header,", ""), "--all")
    assert result.exit_code == 1
    assert "Header" in result.stdout
    assert "Vouchers" not in result.stdout
    before = files[0]
    result = diff(before, before, "--exit-code", "--only", "vouchers,account-sums")
    assert result.exit_code == 0
    assert result.stdout.startswith("The same, as far as it was compared: vouchers, sums")


def test_one_of_the_files_can_be_the_standard_input(files: tuple[Path, Path]) -> None:
    """Both cannot."""
    before, later = files
    result = diff("-", later, "--exit-code", stdin=before.read_bytes())
    assert result.exit_code == 1, result.output
    result = diff("-", "-", stdin=b"")
    assert result.exit_code == 2
    assert "Only one of the files can be -" in result.stderr


def test_what_cannot_be_compared_ends_with_2(files: tuple[Path, Path], tmp_path: Path) -> None:
    """A missing file, something else than SIE, an unknown section: one paragraph each."""
    (tmp_path / "bild.se").write_bytes(b"\x89PNG\r\n\x1a\n")
    for wrong in ("saknas.se", "bild.se"):
        for pair in ((files[0], tmp_path / wrong), (tmp_path / wrong, files[0])):
            result = diff(*pair)
            assert result.exit_code == 2
            assert wrong in result.stderr
            assert result.stdout == ""
    result = diff(*files, "--only", "vouchers,nothing")
    assert result.exit_code == 2
    assert "nothing" in result.stderr


def test_two_companies_are_told_first(files: tuple[Path, Path], tmp_path: Path) -> None:
    """So are two years; a difference of this kind is seldom wanted."""
    other = tmp_path / "annan.se"
    text = BEFORE.replace("556334-3689", "559999-1204").replace("Övningsbolaget AB", "Ett annat AB")
    text = text.replace("#RAR -1 20230101 20231231\n", "")
    other.write_bytes(text.replace("#RAR 0 20240101 20241231", "#RAR 0 20250101 20251231").encode())
    lines = " ".join(diff(files[0], other).stdout.split())
    assert lines.startswith(
        "These are two companies: Övningsbolaget AB 556334-3689 and Ett annat AB 559999-1204."
        " These are two fiscal years: 2024-01-01 – 2024-12-31 and 2025-01-01 – 2025-12-31."
        " Not the same:"
    )


def test_long_lists_are_cut_and_all_shows_them(files: tuple[Path, Path], tmp_path: Path) -> None:
    """Ten of each kind of change, then how many more."""
    many = "".join(
        f'#VER D {n} 20240105 "x"\n{{\n#TRANS 1930 {{}} 1\n#TRANS 3010 {{}} -1\n}}\n'
        for n in range(1, 31)
    )
    path = tmp_path / "många.se"
    path.write_bytes((BEFORE + many).encode("cp437"))
    result = diff(files[0], path)
    assert "Not the same: 30 vouchers added, 2 accounts with another sum." in result.stdout
    assert result.stdout.count("  added ") == 10
    assert "… and 20 more; --all shows them." in result.stdout
    assert diff(files[0], path, "--all").stdout.count("  added ") == 30


def test_text_of_strangers_does_not_steer_the_terminal(tmp_path: Path) -> None:
    """Control characters of a file are shown as what they are: odd."""
    paths = tmp_path / "a.se", tmp_path / "b.se"
    for path, text in zip(
        paths, (BEFORE, BEFORE.replace("Dagskassa", "x\x1b[31mröd\x07")), strict=True
    ):
        path.write_bytes(text.encode())
    result = diff(*paths, "--all")
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout


@pytest.mark.parametrize("name", ["", "exempel.zip"])
def test_several_files_on_one_side_are_told_in_words_of_the_command_line(name: str) -> None:
    """A folder and a zip of several are no pair, and nobody here writes Python."""
    examples = Path(__file__).resolve().parents[2] / "examples"
    result = CliRunner().invoke(
        main, ["diff", str(examples / name), str(examples / "tolvan-2024.se")]
    )
    assert result.exit_code == 2
    assert "two files are compared" in result.stderr
    assert "read_many" not in result.stderr
