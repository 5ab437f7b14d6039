"""`siekit show`: one file in full, several as a table, both as JSON."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from siekit.cli.main import main

CASES = Path(__file__).parent.parent / "cases" / "cli"
GOLDEN = CASES / "show.json"
SIE = """\
#FLAGGA 0
#PROGRAM "Testgen" "1.0"
#FORMAT PC8
#GEN 20250131 "AN"
#SIETYP 4
#PROSA "Ett bokslut"
#FNAMN "Övningsbolaget AB"
#ORGNR 556334-3689
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#KPTYP EUBAS97
#VALUTA SEK
#KONTO 1930 "Företagskonto"
#KONTO 3010 "Försäljning"
#SRU 1930 7281
#DIM 1 "Kostnadsställe"
#OBJEKT 1 "100" "Butik"
#IB 0 1930 1000.00
#UB 0 1930 2234.50
#RES 0 3010 -1234.50
#MOMSKOD 10 "ny post"
#VER A 1 20240105 "Dagskassa"
{
#TRANS 1930 {} 1234.50
#TRANS 3010 {1 "100"} -1234.50
}
#VER A 2 20241220 "Rättad"
{
#TRANS 1930 {} 100.00
#BTRANS 3010 {} -100.00
#RTRANS 3010 {} -100.00
#TRANS 3010 {} -100.00
}
#VER B 1 20240601 "Annan serie"
{
#TRANS 1930 {} 0.5
#TRANS 3010 {} -0.5
}
"""


@pytest.fixture(name="book")
def _book(tmp_path: Path) -> Path:
    """A small file of type 4E."""
    path = tmp_path / "bok.se"
    path.write_bytes(SIE.replace("\n", "\r\n").encode("cp437"))
    return path


def show(*arguments: str | Path, stdin: bytes | None = None, **environment: str) -> Result:
    """Run the command in this process."""
    runner = CliRunner(env={"LC_ALL": "C.UTF-8", **environment})
    return runner.invoke(main, ["show", *map(str, arguments)], input=stdin)


def previews(result: Result) -> list[dict[str, Any]]:
    """What the command printed as JSON."""
    found: list[dict[str, Any]] = json.loads(result.stdout_bytes)
    return found


def test_json_is_what_it_was(book: Path, tmp_path: Path) -> None:
    """Programs rely on it: a change of the stored text is a decision.

    To store it anew: SIEKIT_STORE=1 python -m pytest tests/cli/test_show.py
    """
    result = show("--format", "json", book)
    assert result.exit_code == 0
    text = result.stdout.replace(f"{tmp_path}{os.sep}", "")
    if os.environ.get("SIEKIT_STORE"):
        CASES.mkdir(parents=True, exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_json_has_the_shape_that_schema_describes(book: Path) -> None:
    """One file or several: always one array."""
    described = json.loads(CliRunner().invoke(main, ["schema", "show"]).stdout_bytes)
    for files in ([book], [book, book]):
        result = show("--format", "json", *files)
        Draft202012Validator(described).validate(previews(result))
        assert len(previews(result)) == len(files)


def test_one_file_is_shown_in_full(book: Path) -> None:
    """Everything an accountant asks of a file, within 80 columns."""
    result = show(book)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    for fact in (
        "Övningsbolaget AB",
        "556334-3689",
        "2024-01-01 – 2024-12-31",
        "2023-01-01 – 2023-12-31",
        "Testgen 1.0",
        "2025-01-31 by AN",
        "CP437",
        "PC8",
        "EUBAS97",
        "2024-01-05 – 2024-12-20",
        "1,335.00",
    ):
        assert fact in result.stdout


def test_swedish_words_and_figures(book: Path) -> None:
    """By option, or where the system is Swedish; English everywhere else."""
    by_option = show("--lang", "sv", book).stdout
    assert "Räkenskapsår" in by_option
    assert "1\u202f335,00" in by_option
    assert show(book, LC_ALL="sv_SE.UTF-8").stdout == by_option
    assert show(book, "--lang", "sv").stdout == by_option


def test_no_colours_where_nobody_looks(book: Path) -> None:
    """Text in a pipe is plain."""
    assert "\x1b" not in show(book).stdout


def test_a_sum_that_is_refused_says_why(tmp_path: Path) -> None:
    """JSON has null, the text names the line."""
    path = tmp_path / "bok.se"
    path.write_text(SIE.replace("} 1234.50", "} 12x34"), encoding="cp437")
    line = 1 + SIE[: SIE.index("} 1234.50")].count("\n")
    text = show(path)
    assert text.exit_code == 0
    assert f"no readable amount on line {line}" in " ".join(text.stdout.split())
    (preview,) = previews(show("--format", "json", path))
    assert preview["totals"] == {"debit": None, "credit": None}
    assert preview["findings"]["error"] >= 1


def test_findings_are_listed_on_request(book: Path) -> None:
    """In brief one line for each kind; all of them with their remedies."""
    brief, full = show(book).stdout, show("--findings", book).stdout
    assert "#MOMSKOD" in brief
    assert "R218" in full
    assert len(full.splitlines()) > len(brief.splitlines())
    assert max(map(len, full.splitlines())) <= 80


def test_several_files_are_a_table_with_totals(book: Path, tmp_path: Path) -> None:
    """A line for each file, and one that adds them up."""
    other = tmp_path / "annan.se"
    other.write_bytes(book.read_bytes().replace(b"20240101 20241231", b"20240701 20250630"))
    result = show(book, other)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "bok.se" in result.stdout
    assert "annan.se" in result.stdout
    assert "2024/2025" in result.stdout
    (totals,) = [line for line in result.stdout.splitlines() if line.startswith("2 files")]
    assert "2,670.00" in totals


def test_amounts_of_several_currencies_are_not_added_up(book: Path, tmp_path: Path) -> None:
    """The sum of kronor and euro is nothing."""
    other = tmp_path / "euro.se"
    other.write_bytes(book.read_bytes().replace(b"#VALUTA SEK", b"#VALUTA EUR"))
    result = show(book, other)
    assert "EUR, SEK" in result.stdout
    (totals,) = [line for line in result.stdout.splitlines() if line.startswith("2 files")]
    assert "." not in totals


def test_folders_patterns_zips_and_stdin_are_files_too(book: Path, tmp_path: Path) -> None:
    """Whatever people have."""
    folder = tmp_path / "mapp"
    folder.mkdir()
    (folder / "A.SE").write_bytes(book.read_bytes())
    (folder / "b.si").write_bytes(book.read_bytes())
    (folder / "note.txt").write_text("nothing")
    packed = tmp_path / "c.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(book, "en.se")
        archive.write(book, "två.se")

    def paths(*arguments: str | Path, stdin: bytes | None = None) -> list[str]:
        result = show("--format", "json", *arguments, stdin=stdin)
        assert result.exit_code == 0
        return [one["path"] for one in previews(result)]

    assert [Path(path).name for path in paths(folder)] == ["A.SE", "b.si"]
    assert [Path(path).name for path in paths(f"{folder}/*.S*")] == ["A.SE"]
    assert paths(packed) == [f"{packed}/en.se", f"{packed}/två.se"]
    assert paths("-", stdin=book.read_bytes()) == ["-"]
    assert paths("-", stdin=packed.read_bytes()) == ["-/en.se", "-/två.se"]
    assert paths(book, "-", stdin=book.read_bytes()) == [str(book), "-"]


def not_sie() -> dict[str, bytes]:
    """Things that people take for SIE files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "no SIE in here")
    return {
        "page.se": b"<!DOCTYPE html><html><body>404</body></html>",
        "sie5.sie": b'<?xml version="1.0"?><Sie xmlns="http://www.sie.se/sie5"/>',
        "zip.zip": packed.getvalue(),
        "pdf.se": b"%PDF-1.7\n",
        "empty.se": b"",
        "image.se": b"\x89PNG\r\n\x1a\n" + b"\x00" * 20,
        "random.se": bytes(range(256)) * 4,
    }


@pytest.mark.parametrize("name", not_sie())
def test_what_is_no_sie_file_gets_one_sentence(tmp_path: Path, name: str) -> None:
    """Exit code 2, nothing on the standard output."""
    path = tmp_path / name
    path.write_bytes(not_sie()[name])
    result = show(path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert name in result.stderr


def test_what_cannot_be_read_gets_one_sentence(tmp_path: Path) -> None:
    """A missing file, a folder without SIE files, a pattern that matches nothing."""
    (tmp_path / "mapp").mkdir()
    for name in ("saknas.se", "mapp", "*.se"):
        result = show(tmp_path / name)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr.count("\n") == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_gets_one_sentence(book: Path) -> None:
    """The owner is who can help."""
    book.chmod(stat.S_IWUSR)
    result = show(book)
    assert result.exit_code == 2
    assert "permission" in result.stderr


def test_one_bad_file_does_not_hide_the_others(book: Path, tmp_path: Path) -> None:
    """The others are done, the bad one is told, the exit code is 2."""
    bad = tmp_path / "bad.se"
    bad.write_bytes(b"%PDF-1.7")
    result = show("--format", "json", bad, book, tmp_path / "saknas.se")
    assert result.exit_code == 2
    assert [one["path"] for one in previews(result)] == [str(book)]
    assert result.stderr.count("Error: ") == 2


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """A company's name must not be able to steer the terminal."""
    path = tmp_path / "bok.se"
    path.write_bytes(SIE.replace("Övningsbolaget", "\x9b31m\u2500x").encode("utf-8"))
    for arguments in ([path], [path, path], ["--findings", path]):
        shown = show(*arguments).stdout
        assert all(letter.isprintable() or letter == "\n" for letter in shown)


def test_an_old_terminal_gets_simpler_letters(book: Path) -> None:
    """Where the encoding lacks dashes and thin spaces, plain ones stand in for them."""
    for encoding in ("cp1252", "ascii", "cp437"):
        done = subprocess.run(
            [sys.executable, "-m", "siekit", "show", "--lang", "sv", book],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": encoding},
        )
        assert done.returncode == 0, done.stderr
        assert b"1 335,00" in done.stdout
        assert b"2024-01-01" in done.stdout


def test_json_is_utf_8_whatever_the_terminal(book: Path) -> None:
    """Programs read it, not people."""
    done = subprocess.run(
        [sys.executable, "-m", "siekit", "show", "--format", "json", book],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert json.loads(done.stdout.decode())[0]["company"]["name"] == "Övningsbolaget AB"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_reader_that_stops_early_is_no_failure(book: Path) -> None:
    """`siekit show … | head -1` ends without a word."""
    files = '"$0" ' * 300
    script = f"'{sys.executable}' -m siekit show --format json {files} | head -1"
    done = subprocess.run(
        ["/bin/sh", "-c", script, str(book)], capture_output=True, check=False, text=True
    )
    assert done.stdout == "[\n"
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_gets_one_sentence(book: Path) -> None:
    """Exit code 2 and the reason, no traceback."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "siekit", "show", book],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
        )
    assert done.returncode == 2
    assert done.stderr == "Error: The output could not be written: No space left on device.\n"
