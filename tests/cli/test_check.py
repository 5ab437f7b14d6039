"""`siekit check`: text for people, JSON, exit codes."""

from __future__ import annotations

import json
import os
import weakref
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from siekit.cli.main import main
from siekit.formats import reading

CASES = Path(__file__).parent.parent / "cases" / "cli"

SIE = """\
#FLAGGA 0
#PROGRAM "Testgen" "1.0"
#FORMAT PC8
#GEN 20250131 "AN"
#SIETYP 4
#FNAMN "Övningsbolaget AB"
#ORGNR 556334-3689
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#KPTYP EUBAS97
#KONTO 1930 "Företagskonto"
#KONTO 3010 "Försäljning"
#IB 0 1930 0.00
#UB 0 1930 1234.50
#UB -1 1930 0.00
#RES 0 3010 -1234.50
#RES -1 3010 0.00
#VER A 1 20241231 "Dagskassa"
{
#TRANS 1930 {} 1234.50
#TRANS 3010 {} -1234.50
}
"""

FAULTY = (
    SIE.replace('"Övningsbolaget AB"', "Övningsbolaget AB")
    .replace("} -1234.50", "} -1234,40")
    .replace("20241231", "2024-12-31")
    + '#MOMSKOD 10 "ny post"\n#VER A 2 20240230 "F\x01el\tmed\ttabbar"\n{\n}\n'
)


def write(path: Path, text: str, encoding: str = "cp437") -> Path:
    """A SIE file with such lines."""
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return path


def check(*arguments: str | Path, stdin: bytes | None = None, **environment: str) -> Result:
    """Run the command in this process."""
    runner = CliRunner(env={"LC_ALL": "C.UTF-8", **environment})
    return runner.invoke(main, ["check", *map(str, arguments)], input=stdin)


def found(result: Result) -> list[dict[str, Any]]:
    """What the command printed as JSON."""
    printed: list[dict[str, Any]] = json.loads(result.stdout_bytes)
    return printed


@pytest.fixture(name="sound")
def _sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that nothing is wrong with, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return write(Path("ratt.se"), SIE)


@pytest.fixture(name="faulty")
def _faulty(sound: Path) -> Path:
    """A file with faults beside it."""
    return write(sound.with_name("fel.se"), FAULTY)


def many(number: int) -> str:
    """A file with so many decimal commas, in vouchers that balance."""
    rows = "".join(
        f'#VER B {n} 20240201 "Kassa"\n{{\n#TRANS 1930 {{}} {n},5\n#TRANS 3010 {{}} -{n}.5\n}}\n'
        for n in range(1, number + 1)
    )
    total = sum(range(1, number + 1)) + number / 2 + 1234.5
    return (
        SIE.replace("1930 1234.50", f"1930 {total:.2f}").replace("-1234.50", f"-{total:.2f}", 1)
        + rows
    )


@pytest.mark.parametrize("lang", ["en", "sv"])
@pytest.mark.parametrize("options", [[], ["--all"], ["--quiet"]], ids=["usual", "all", "quiet"])
def test_the_text_is_what_it_was(faulty: Path, sound: Path, lang: str, options: list[str]) -> None:
    """Errors first, each with its line; a change of the stored text is read in review.

    To store it anew: SIEKIT_STORE=1 python -m pytest tests/cli/test_check.py
    """
    name = "-".join(["check", *(option.strip("-") for option in options), lang])
    golden = CASES / f"{name}.txt"
    result = check(faulty, sound, "--lang", lang, "--select", "R,V401", *options)
    assert result.exit_code == 1
    if os.environ.get("SIEKIT_STORE"):
        golden.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == golden.read_text(encoding="utf-8")
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_a_clean_file_says_so_in_one_line(sound: Path) -> None:
    """Nothing else, and exit code 0."""
    result = check(sound)
    assert result.exit_code == 0
    assert result.stdout == "ratt.se: nothing found\n"
    assert check(sound, "--quiet").stdout == ""


def test_many_findings_of_one_code_are_grouped(sound: Path) -> None:
    """The first ones with their lines, then some in one line each, then their number."""
    write(sound, many(130))
    text = check(sound).stdout
    assert text.count("^") == 2 * len("1,5")
    assert "… and 123 more like these; --all" in text
    assert "… and" not in check(sound, "--all").stdout


def test_what_is_left_out_is_counted(sound: Path) -> None:
    """A thousand of a code are kept; text and stderr say how many more there are."""
    write(sound, many(1234))
    assert "1,234 warnings" in check(sound).stdout
    assert "… and 234 more like these." in check(sound, "--all").stdout
    result = check(sound, "--format", "json")
    assert len(found(result)) == 1000
    assert "R404: 234" in result.stderr


def test_json_has_the_shape_that_schema_describes(faulty: Path, sound: Path) -> None:
    """One array for one file or several, also when nothing was found."""
    described = json.loads(CliRunner().invoke(main, ["schema", "check"]).stdout_bytes)
    for files, paths in (([sound], set()), ([faulty, sound], {"fel.se"}), ([faulty], {"fel.se"})):
        result = check("--format", "json", *files)
        Draft202012Validator(described).validate(found(result))
        assert {one["path"] for one in found(result)} == paths


def test_codes_are_selected_and_ignored(faulty: Path) -> None:
    """By code, by how codes begin, by name; several in one option or in several."""

    def codes(*options: str) -> set[str]:
        return {one["code"] for one in found(check(faulty, "--format", "json", *options))}

    every = codes()
    assert {"R301", "R404", "R415", "V401"} <= every
    assert codes("--select", "R404,V401") == {"R404", "V401"}
    assert codes("--select", "R404", "--select", "unbalanced-voucher") == {"R404", "V401"}
    assert codes("--ignore", "R3, R4") == {one for one in every if one[:2] not in {"R3", "R4"}}
    assert codes("--select", "R4", "--ignore", "R404") == {
        one for one in every if one[:2] == "R4" and one != "R404"
    }


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code_is_refused(sound: Path, option: str) -> None:
    """With the nearest one, before anything is read."""
    for wrong, nearest in (("R999", "R9"), ("unbalanced-vouchers", "unbalanced-voucher")):
        result = check(sound, option, wrong)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr.count("\n") == 1
        assert wrong in result.stderr
        assert nearest in result.stderr


def test_exit_codes(faulty: Path, sound: Path) -> None:
    """0 without errors, 1 with errors, 2 when a file could not be checked."""
    write(sound, SIE + '#MOMSKOD 1 "x"\n')
    assert check(sound).exit_code == 0
    assert check(faulty).exit_code == 1
    assert check(faulty, "--ignore", "ALL").exit_code == 0
    write(sound, SIE.replace("20241231", "2024-12-31"))
    assert check(sound).exit_code == 0
    assert check(sound, "--strict").exit_code == 1
    missing = check(faulty, "saknas.se")
    assert missing.exit_code == 2
    assert "V401" in missing.stdout
    assert missing.stderr.startswith("Error: saknas.se")
    assert check().exit_code == 2
    nothing = check("saknas.se", "--format", "json")
    assert (nothing.exit_code, nothing.stdout) == (2, "")


def test_standard_input_is_a_file_too(faulty: Path) -> None:
    """Its name is -."""
    result = check("-", "--format", "json", stdin=faulty.read_bytes())
    assert {one["path"] for one in found(result)} == {"-"}
    assert result.exit_code == 1


@settings(
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.binary(max_size=200), st.integers(0, 600), st.sampled_from(["text", "json"]))
def test_any_bytes_end_without_a_traceback(data: bytes, at: int, output: str) -> None:
    """Whatever stands in a file: an exit code, no more than printable text of 80 columns."""
    whole = FAULTY.encode("cp437")
    spoilt = whole[:at] + data + whole[at:]
    result = check("-", "--format", output, "--all", stdin=spoilt)
    assert result.exit_code in {0, 1, 2}
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if output == "text":
        assert all(letter.isprintable() or letter in "\n\xa0" for letter in result.stdout)
        assert max(map(len, result.stdout.splitlines()), default=0) <= 80


def next_year(opening: str) -> str:
    """The year after, with another opening balance."""
    return (
        SIE.replace("#RAR -1 20230101 20231231", "#RAR -1 20240101 20241231")
        .replace("#RAR 0 20240101 20241231", "#RAR 0 20250101 20251231")
        .replace("#GEN 20250131", "#GEN 20260131")
        .replace("20241231 ", "20251231 ")
        .replace("#IB 0 1930 0.00", f"#IB 0 1930 {opening}")
        .replace("#UB -1 1930 0.00", "#UB -1 1930 1234.50")
        .replace("#RES -1 3010 0.00", "#RES -1 3010 -1234.50")
    )


def test_files_of_one_company_are_compared(sound: Path) -> None:
    """Last year's closing balance is this year's opening one; the line is shown."""
    other = write(sound.with_name("ny.se"), next_year("1000.00"))
    result = check(sound, other, "--select", "B308")
    assert result.stdout.count("B308") > 0
    assert "ny.se:" in result.stdout
    assert "#IB 0 1930 1000.00" in result.stdout
    write(other, next_year("1234.50"))
    assert "B308" not in check(sound, other, "--select", "B308").stdout
    assert "B308" not in check(other, "--select", "B308").stdout


def test_documents_of_many_files_are_let_go(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what files are compared by is kept of each: a folder may be larger than the memory."""
    alive: list[weakref.ref[object]] = []
    seen: list[int] = []
    read_each = reading.read_each

    def watched(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401, as what is watched
        for document in read_each(*arguments, **options):
            seen.append(sum(one() is not None for one in alive))
            alive.append(weakref.ref(document))
            yield document

    monkeypatch.setattr(reading, "read_each", watched)
    others = [write(sound.with_name(f"{n}.se"), next_year(f"{n}.00")) for n in range(5)]
    assert check(*others, "--select", "B308,R").exit_code in {0, 1}
    assert len(seen) == 5
    assert max(seen) <= 1
