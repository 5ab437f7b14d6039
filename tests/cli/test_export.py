"""`siekit export`: tables as files, complete or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

import siekit
from siekit.cli.main import main
from siekit.formats.tables.several import plain_schema
from siekit.schema import BY_NAME

SIE = """\
#FLAGGA 0
#PROGRAM "Testgen" "1.0"
#FORMAT PC8
#GEN 20250131
#SIETYP 4
#FNAMN "Övningsbolaget AB"
#RAR 0 20240101 20241231
#KONTO 1930 "=Företagskonto"
#KONTO 3010 "Försäljning"
#UB 0 1930 1234.50
#VER A 1 20240105 "Dagskassa"
{
#TRANS 1930 {} 1234.50
#TRANS 3010 {1 "100" 6 "P1"} -1234.50 20240106 "Rad" 2.5
}
"""
FILES = sorted(f"{name}.csv" for name in BY_NAME)


@pytest.fixture(name="book")
def _book(tmp_path: Path) -> Path:
    """A small file of type 4E."""
    path = tmp_path / "bok.se"
    path.write_bytes(SIE.encode("cp437"))
    return path


def export(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["export", *map(str, arguments)], input=stdin)


def siekit_export(*arguments: str | Path) -> list[str]:
    """The command for a process of its own."""
    return [sys.executable, "-m", "siekit", "export", *map(str, arguments)]


def names(folder: Path) -> list[str]:
    """What lies in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_a_table_goes_to_the_standard_output_as_csv(book: Path) -> None:
    """The usual case: into a pipe, in UTF-8, with plain digits."""
    result = export(book, "--table", "transactions")
    assert result.exit_code == 0
    first, second = csv.DictReader(io.StringIO(result.stdout_bytes.decode()))
    assert (first["account"], first["amount"], first["objects"]) == ("1930", "1234.50", "{}")
    assert second["objects"] == '{1 "100" 6 "P1"}'
    assert (second["date"], second["quantity"]) == ("2024-01-06", "2.5")


def test_options_may_stand_before_or_after(book: Path) -> None:
    """Nobody remembers the order."""
    before = export("--table", "accounts", "--format", "json", book)
    after = export(book, "--format", "json", "--table", "accounts")
    assert before.stdout_bytes == after.stdout_bytes
    assert json.loads(before.stdout_bytes)[0]["name"] == "=Företagskonto"


def test_no_formula_reaches_a_spreadsheet(book: Path) -> None:
    """The name of an account comes from strangers."""
    (first, _) = csv.DictReader(io.StringIO(export(book, "--table", "accounts").stdout))
    assert first["name"] == "'=Företagskonto"


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("form", ["parquet", "arrow"])
def test_every_table_is_exact_in_parquet_and_arrow(
    book: Path, tmp_path: Path, name: str, form: str
) -> None:
    """The ending of the output decides the format."""
    out = tmp_path / f"out.{form}"
    assert export(book, "--table", name, "-o", out).exit_code == 0
    if form == "parquet":
        table = pq.read_table(out)
    else:
        with pa.OSFile(str(out)) as file:
            table = pa.ipc.open_file(file).read_all()
    assert table.schema == plain_schema(name)
    assert table.to_pylist() == siekit.read(book)[name].to_pylist()


def test_arrow_on_the_standard_output_is_a_stream(book: Path, tmp_path: Path) -> None:
    """Also where the shell sends it to a file."""
    out = tmp_path / "out"
    with out.open("wb") as file:
        subprocess.run(
            siekit_export(book, "--table", "vouchers", "--format", "arrow"),
            stdout=file,
            check=True,
        )
    assert pa.ipc.open_stream(out.read_bytes()).read_all().num_rows == 1


def test_all_tables_become_files_in_a_folder(book: Path, tmp_path: Path) -> None:
    """A folder that is there already keeps what else lies in it."""
    out = tmp_path / "a" / "b"
    assert export(book, "--all", "-o", out).exit_code == 0
    assert names(out) == FILES
    (out / "note.txt").write_text("mine")
    (out / "accounts.csv").write_text("old")
    assert export(book, "--all", "-o", out).exit_code == 0
    assert names(out) == sorted([*FILES, "note.txt"])
    assert "1930" in (out / "accounts.csv").read_text(encoding="utf-8")


def test_all_tables_become_sheets_of_a_workbook(book: Path, tmp_path: Path) -> None:
    """One file that people can open."""
    out = tmp_path / "bok.xlsx"
    assert export(book, "--all", "-o", out).exit_code == 0
    with zipfile.ZipFile(out) as archive:
        workbook = archive.read("xl/workbook.xml").decode()
    for name in BY_NAME:
        assert f'<sheet name="{name}"' in workbook


def test_several_files_become_one_table(book: Path, tmp_path: Path) -> None:
    """The number tells them apart, the header has their names."""
    other = tmp_path / "annan.se"
    other.write_bytes(book.read_bytes())
    rows = json.loads(export(book, other, "--table", "header", "--format", "json").stdout)
    assert [(row["document_id"], row["file"]) for row in rows] == [(1, str(book)), (2, str(other))]
    out = tmp_path / "rows.arrow"
    assert export(book, other, "--table", "transactions", "-o", out).exit_code == 0
    with pa.OSFile(str(out)) as file:
        table = pa.ipc.open_file(file).read_all()
    assert table["document_id"].to_pylist() == [1, 1, 2, 2]
    assert table["kind"].to_pylist() == ["normal"] * 4


def test_stdin_is_a_file_too(book: Path) -> None:
    """`cat bok.se | siekit export - …`."""
    result = export("-", "--table", "header", "--format", "ndjson", stdin=book.read_bytes())
    assert json.loads(result.stdout)["file"] == "-"


def test_one_bad_file_does_not_hide_the_others(book: Path, tmp_path: Path) -> None:
    """What could be read is written, the exit code is 2."""
    bad = tmp_path / "bad.se"
    bad.write_bytes(b"%PDF-1.7")
    out = tmp_path / "out.csv"
    result = export(bad, book, "--table", "vouchers", "-o", out)
    assert result.exit_code == 2
    assert "bad.se" in result.stderr
    assert out.read_text(encoding="utf-8").count("\n") == 2


def test_where_nothing_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    """No empty file, no folder, and what was there stays."""
    bad = tmp_path / "bad.se"
    bad.write_bytes(b"%PDF-1.7")
    old = tmp_path / "old.csv"
    old.write_text("old")
    assert export(bad, "--table", "vouchers", "-o", old).exit_code == 2
    assert export(bad, "--all", "-o", tmp_path / "out").exit_code == 2
    assert export(bad, "--table", "vouchers").stdout_bytes == b""
    assert names(tmp_path) == ["bad.se", "old.csv"]
    assert old.read_text() == "old"


def test_an_input_is_never_written_over(book: Path, tmp_path: Path) -> None:
    """Not by its name, not by a link to it, not as a member of a folder."""
    before = book.read_bytes()
    link = tmp_path / "link.csv"
    link.symlink_to(book)
    packed = tmp_path / "bok.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(book, "bok.se")
    refused: list[list[str | Path]]
    refused = [[book, "-o", book], [book, "-o", link], [tmp_path, "-o", book]]
    for arguments in refused:
        result = export(*arguments, "--table", "vouchers", "--format", "csv")
        assert result.exit_code == 2
        assert "one of the files that are read" in result.stderr
    assert export(packed, "-o", packed, "--table", "vouchers").exit_code == 2
    assert zipfile.is_zipfile(packed)
    assert book.read_bytes() == before


def test_a_link_is_written_through(book: Path, tmp_path: Path) -> None:
    """The link stays a link."""
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old")
    link.symlink_to(target)
    assert export(book, "--table", "vouchers", "-o", link).exit_code == 0
    assert link.is_symlink()
    assert "Dagskassa" in target.read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/null").is_char_device(), reason="needs /dev/null")
def test_a_device_is_written_to_as_it_is(book: Path) -> None:
    """It must not be replaced by a file."""
    assert export(book, "--table", "vouchers", "-o", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        ([], "--table NAME or --all"),
        (["--all", "--table", "vouchers"], "--table NAME or --all"),
        (["--all"], "Name the folder to write with -o"),
        (["--all", "--format", "xlsx"], "Name the file to write with -o"),
        (["--table", "vouchers", "--format", "parquet"], "Name the file to write with -o"),
        (["--all", "-o", "out.csv"], "name a folder with -o"),
        (["--table", "vouchers", "-o", "."], "is a folder"),
        (["--table", "vouchers", "-o", "no/such/folder/out.csv"], "cannot be written"),
        (["--table", "voucher"], "'voucher' is not one of"),
        (["--table", "vouchers", "--format", "pdf"], "'pdf' is not one of"),
    ],
)
def test_misuse_gets_advice(
    book: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], advice: str
) -> None:
    """Exit code 2, nothing written."""
    monkeypatch.chdir(book.parent)
    result = export(book, *arguments)
    assert result.exit_code == 2
    assert result.stdout_bytes == b""
    assert advice in result.stderr
    assert names(book.parent) == ["bok.se"]


def test_a_folder_for_all_tables_may_not_be_a_file(book: Path, tmp_path: Path) -> None:
    """The message says what --all writes."""
    out = tmp_path / "out"
    out.write_text("mine")
    result = export(book, "--all", "-o", out)
    assert result.exit_code == 2
    assert "each table becomes a file in it" in result.stderr
    assert out.read_text() == "mine"


def test_without_xlsxwriter_the_extra_is_named(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is left behind."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result = export(book, "--all", "-o", tmp_path / "out.xlsx")
    assert result.exit_code == 2
    assert "pip install 'siekit[excel]'" in result.stderr
    assert names(tmp_path) == ["bok.se"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("form", ["csv", "json", "arrow"])
def test_a_full_disk_gets_one_sentence(book: Path, form: str) -> None:
    """No traceback, and no half file that looks whole."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            siekit_export(book, "--table", "transactions", "--format", form),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "No space left on device" in done.stderr
