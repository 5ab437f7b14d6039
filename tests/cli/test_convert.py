"""`siekit convert`: files, folders, streams, reports, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import siekit
from tests.cli.conversions import EXAMPLES, TILL, YEAR, checked_json, refused, run

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_becomes_another_type(tmp_path: Path) -> None:
    """What was done is told in a paragraph on stderr; stdout stays empty."""
    result = run("convert", YEAR, "--to", "2", "-o", tmp_path / "typ2.se", "--checksum")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "is written as type 2. Left out: 159 vouchers" in " ".join(result.stderr.split())
    assert max(map(len, result.stderr.splitlines()[1:])) <= 80
    made = siekit.read(tmp_path / "typ2.se")
    assert made.header.sie_type == "2"
    assert made.header.checksum_declared == made.header.checksum_computed
    assert siekit.check(made) == []


def test_what_was_done_is_told_in_swedish(tmp_path: Path) -> None:
    """With --lang sv."""
    result = run("convert", YEAR, "--to", "1", "-o", tmp_path / "typ1.se", "--lang", "sv")
    assert "är skriven som typ 1. Utelämnat: 159 verifikationer" in " ".join(result.stderr.split())


def test_json_has_the_described_shape(tmp_path: Path) -> None:
    """One object a file, on stdout."""
    out = tmp_path / "q.se"
    result = run("convert", YEAR, "--period", "..2023-12", "-o", out, "--format", "json")
    (told,) = checked_json("convert", result.stdout)
    assert (told["path"], told["output"], told["sie_type"]) == (str(YEAR), str(out), "4E")
    assert {note["label"] for note in told["derived"]} == {"#UB", "#RES", "#OUB", "#OMFATTN"}


def test_the_standard_streams_can_be_used() -> None:
    """The file is on stdout alone; JSON goes to stderr."""
    source = YEAR.read_bytes()
    result = run("convert", "-", "--to", "4I", "-o", "-", "--format", "json", stdin=source)
    assert result.exit_code == 0
    assert siekit.read(result.stdout_bytes, sie_type="4I").counts.vouchers == 159
    assert checked_json("convert", result.stderr)[0]["path"] == "-"


def test_several_files_become_files_of_a_folder(tmp_path: Path) -> None:
    """Under their names, with the ending of their type."""
    result = run("convert", YEAR, EXAMPLES / "tolvan-2024.se", "--to", "4I", "-o", tmp_path / "ut")
    assert result.exit_code == 0
    names = sorted(path.name for path in (tmp_path / "ut").iterdir())
    assert names == ["fjallbacken-2023-24.si", "tolvan-2024.si"]
    assert result.stderr.count("is written as") == 2


def test_nothing_is_written_when_one_of_several_cannot_be_made(tmp_path: Path) -> None:
    """Not even the folder."""
    result = run("convert", YEAR, TILL, "--to", "2", "-o", tmp_path / "ut")
    assert "on their way into a ledger" in refused(result, tmp_path)


def test_a_file_with_errors_is_told(tmp_path: Path) -> None:
    """The reader of the paragraph is sent to siekit check."""
    text = YEAR.read_bytes().replace(b"#UB 0 1930 ", b"#UB 0 1930 1")
    wrong = tmp_path / "fel.se"
    wrong.write_bytes(text)
    result = run("convert", wrong, "--to", "4E", "-o", tmp_path / "ut.se")
    told = " ".join(result.stderr.split())
    assert "Differs, and stays as the file says: #UB of 1 accounts" in told
    assert "siekit check finds" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([EXAMPLES / "fjallbacken-2023-24_typ1.se", "--to", "4E"], "no vouchers"),
        ([EXAMPLES / "fjallbacken-2023-24_typ1.se", "--to", "2"], "no months"),
        ([EXAMPLES / "tio-fel.se", "--to", "1"], "does not balance: debit is 1732.50"),
        ([TILL, "--to", "4E"], "siekit merge"),
        ([YEAR, "--series", "Q", "--to", "4I"], "no voucher series 'Q'"),
        ([YEAR, "--series", "A"], "--to 4I"),
        ([YEAR, "--year", "-3"], "no fiscal year -3"),
        ([YEAR, "--period", "2023-13"], "is no month"),
        ([YEAR, "--encoding", "koi8"], "koi8"),
        ([YEAR, TILL, "--to", "4I", "-o", "-"], "name a folder"),
        (["missing.se"], "no such file"),
    ],
)
def test_what_cannot_be_done_is_one_paragraph(
    tmp_path: Path, arguments: list[object], message: str
) -> None:
    """Exit code 2, and nothing is written."""
    output = [] if "-o" in arguments else ["-o", tmp_path / "ut.se"]
    result = run("convert", *arguments, *output)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    """Also when it is called by another name."""
    source = tmp_path / "bok.se"
    source.write_bytes(YEAR.read_bytes())
    (tmp_path / "lank.se").symlink_to(source)
    for name in ("bok.se", "lank.se"):
        result = run("convert", source, "--to", "1", "-o", tmp_path / name)
        assert result.exit_code == 2
        assert "is one of the files that are read" in result.stderr
    assert source.read_bytes() == YEAR.read_bytes()
