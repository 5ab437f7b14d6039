"""`siekit check --fix` and `--diff`, from the command line."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siekit.cli.main import main

SIE = """\
#FLAGGA 0
#PROGRAM "Testgen" "1.0"
#FORMAT PC8
#GEN 20250131 "AN"
#SIETYP 4
#FNAMN Övningsbolaget AB
#ORGNR 556334-3689
#KONTO 1930 "Företagskonto"
#KONTO 3010 "Försäljning"
#VER A 1 20241231 "Dagskassa"
{
#TRANS 1930 {} 1234,50
#TRANS 3010 {} -1234.50
}
"""
MENDED = SIE.replace("Övningsbolaget AB", '"Övningsbolaget AB"').replace("1234,50", "1234.50")
BOOK = Path("bok.si")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An own folder with one file in it."""
    monkeypatch.chdir(tmp_path)
    BOOK.write_bytes(SIE.encode("cp437"))


def check(*arguments: str, stdin: bytes | None = None) -> Result:
    """Run the command in this process."""
    runner = CliRunner(env={"LC_ALL": "C.UTF-8"})
    return runner.invoke(main, ["check", *arguments, "--select", "R3,R4,V401"], input=stdin)


def test_a_file_is_mended_in_its_place() -> None:
    """What was done is told on stderr, what is left on the standard output."""
    BOOK.chmod(0o640)
    result = check("bok.si", "--fix")
    assert result.exit_code == 0
    assert BOOK.read_bytes() == MENDED.encode("cp437")
    assert stat.S_IMODE(BOOK.stat().st_mode) == 0o640
    assert list(Path().iterdir()) == [BOOK]
    assert result.stderr == "bok.si: mended R301 unquoted-text (1), R404 decimal-comma (1).\n"
    assert result.stdout == "bok.si: nothing found\n"
    again = check("bok.si", "--fix")
    assert again.stderr == "bok.si: nothing to mend\n"
    assert BOOK.read_bytes() == MENDED.encode("cp437")


def test_the_text_says_what_may_be_mended() -> None:
    """As the one thing to do next."""
    assert "siekit check --fix may mend 2 of these" in " ".join(check("bok.si").stdout.split())


def test_a_diff_shows_and_writes_nothing() -> None:
    """With or without --fix, as a unified diff."""
    result = check("bok.si", "--diff")
    assert result.stdout.splitlines()[:2] == ["--- bok.si", "+++ bok.si"]
    changed = [line for line in result.stdout.splitlines()[2:] if line[0] in "+-"]
    assert changed == [
        "-#FNAMN Övningsbolaget AB",
        '+#FNAMN "Övningsbolaget AB"',
        "-#TRANS 1930 {} 1234,50",
        "+#TRANS 1930 {} 1234.50",
    ]
    assert "Nothing was written." in " ".join(result.stderr.split())
    assert BOOK.read_bytes() == SIE.encode("cp437")
    assert check("bok.si", "--fix", "--diff").stdout == result.stdout


def test_the_standard_input_comes_back_mended() -> None:
    """The bytes alone, so that it stands in a pipe."""
    result = check("-", "--fix", stdin=SIE.encode("cp437"))
    assert result.stdout_bytes == MENDED.encode("cp437")
    assert "mended" in result.stderr
    sound = check("-", "--fix", stdin=MENDED.encode("cp437"))
    assert sound.stdout_bytes == MENDED.encode("cp437")


def test_a_file_in_a_zip_is_left_as_it_is() -> None:
    """It is told, and the exit code is 2."""
    with zipfile.ZipFile("packad.zip", "w") as archive:
        archive.write(BOOK)
    before = Path("packad.zip").read_bytes()
    result = check("packad.zip", "--fix")
    assert result.exit_code == 2
    assert "inside a zip" in result.stderr
    assert Path("packad.zip").read_bytes() == before


def test_what_is_left_out_is_not_mended() -> None:
    """By option, or by the configuration for some files."""
    check("bok.si", "--fix", "--ignore", "R301")
    assert BOOK.read_bytes() == SIE.replace("1234,50", "1234.50").encode("cp437")
    BOOK.write_bytes(SIE.encode("cp437"))
    Path("siekit.toml").write_text('[check]\nper-file-ignores = { "*.si" = ["R404"] }\n')
    check("bok.si", "--fix")
    assert b"1234,50" in BOOK.read_bytes()


def test_a_wrong_checksum_keeps_the_file_as_it_is() -> None:
    """Mending would hide that it was changed."""
    spoilt = SIE.replace("#FLAGGA 0\n", "#FLAGGA 0\n#KSUMMA\n") + "#KSUMMA 1\n"
    BOOK.write_bytes(spoilt.encode("cp437"))
    result = check("bok.si", "--fix")
    assert "not touched" in result.stderr
    assert BOOK.read_bytes() == spoilt.encode("cp437")


def test_a_change_of_the_character_set_is_told() -> None:
    """Since a diff of texts does not show it."""
    BOOK.write_bytes(SIE.encode("utf-8"))
    runner = CliRunner(env={"LC_ALL": "C.UTF-8"})
    result = runner.invoke(main, ["check", "bok.si", "--fix", "--lang", "sv"])
    assert "Den är skriven i CP437 i stället för UTF-8." in result.stderr
    assert BOOK.read_bytes() == MENDED.encode("cp437")


def test_json_stays_json() -> None:
    """What is left in the file, for programs."""
    result = check("bok.si", "--fix", "--format", "json")
    assert result.stdout == "[]\n"
    assert "mended" in result.stderr


@settings(
    deadline=None,
    derandomize=True,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.binary(max_size=60), st.integers(0, len(SIE)), st.sampled_from(["--fix", "--diff"]))
def test_any_bytes_end_without_a_traceback(data: bytes, at: int, option: str) -> None:
    """An exit code; mended files are files that can be read."""
    whole = SIE.encode("cp437")
    BOOK.write_bytes(whole[:at] + data + whole[at:])
    result = check("bok.si", option)
    assert result.exit_code in {0, 1, 2}
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert check("bok.si").exit_code == result.exit_code
