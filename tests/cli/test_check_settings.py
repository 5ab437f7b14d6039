"""`siekit check`: configuration and baselines, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

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


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An own folder with one file in it."""
    monkeypatch.chdir(tmp_path)
    Path("bok.si").write_bytes(SIE.encode("cp437"))


def check(*arguments: str) -> Result:
    """Run the command in this process."""
    runner = CliRunner(env={"LC_ALL": "C.UTF-8"})
    return runner.invoke(main, ["check", "bok.si", "--select", "R3,R4,V401,T", *arguments])


def codes(*arguments: str) -> list[str]:
    """What is found, as codes."""
    found = CliRunner().invoke(main, ["check", "bok.si", "--format", "json", *arguments])
    return sorted({one["code"] for one in json.loads(found.stdout_bytes)})


def configure(text: str, name: str = "siekit.toml") -> None:
    """Write a configuration in the current folder."""
    Path(name).write_text(text, encoding="utf-8")


def test_the_configuration_counts_and_options_count_more() -> None:
    """The one that is nearest, the one that is named, or none."""
    configure('[check]\nselect = ["R4"]\n')
    assert codes() == ["R404"]
    assert codes("--select", "R3") == ["R301"]
    assert {"R301", "R404"} <= set(codes("--no-config"))
    configure('[check]\nselect = ["R3"]\n', "andra.toml")
    assert codes("--config", "andra.toml") == ["R301"]
    Path("siekit.toml").unlink()
    configure('[tool.siekit.check]\nselect = ["R4"]\nstrict = true\n', "pyproject.toml")
    assert codes() == ["R404"]
    assert CliRunner().invoke(main, ["check", "bok.si"]).exit_code == 1


def test_severities_and_files_of_the_configuration() -> None:
    """An error becomes a note, a note an error; a file may be spared."""
    configure('[check]\nselect = ["R4"]\nseverity = { R404 = "error" }\n')
    assert CliRunner().invoke(main, ["check", "bok.si"]).exit_code == 1
    configure('[check]\nper-file-ignores = { "*.si" = ["R"] }\n')
    assert [one for one in codes() if one[0] == "R"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--config", "saknas.toml"], "saknas.toml"),
        (["--target", "fortnocks"], "fortnox"),
        (["--baseline", "saknas.json"], "--write-baseline"),
        (["--diff", "--format", "json"], "--diff"),
        (["-", "bok.si", "--fix"], "standard output"),
    ],
)
def test_what_cannot_be_meant_ends_in_one_sentence(arguments: list[str], said: str) -> None:
    """Exit code 2, nothing on the standard output, nothing written."""
    before = {path: path.read_bytes() for path in Path().iterdir()}
    result = check(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert said in result.stderr
    assert {path: path.read_bytes() for path in Path().iterdir()} == before


def test_a_mistake_in_the_configuration_ends_in_one_sentence() -> None:
    """With the file and the line."""
    configure('[check]\nignore = ["R998"]\n')
    result = check()
    assert result.exit_code == 2
    assert "siekit.toml, line 2" in result.stderr
    assert result.stdout == ""


def test_known_findings_are_only_counted() -> None:
    """Until there is a new one; those that are gone are told."""
    written = check("--strict", "--write-baseline", "kand.json")
    assert written.exit_code == 0
    assert "Findings: 2." in written.stdout
    assert check("--strict").exit_code == 1
    known = check("--strict", "--baseline", "kand.json")
    assert known.exit_code == 0
    assert "Known findings of the baseline, not shown: 2." in known.stdout
    configure('[check]\nbaseline = "kand.json"\n')
    assert check("--strict").exit_code == 0
    Path("bok.si").write_bytes(SIE.replace("-1234.50", "-1234,5").encode("cp437"))
    worse = check("--strict")
    assert worse.exit_code == 1
    assert "-1234,5" in worse.stdout
    assert "R301" not in worse.stdout
    Path("bok.si").write_bytes(SIE.replace("1234,50", "1234.50").encode("cp437"))
    assert "Findings of the baseline that are gone: 1" in " ".join(check().stdout.split())


def test_no_baseline_is_written_when_a_file_failed() -> None:
    """It would say that nothing is known of that file."""
    result = check("saknas.si", "--write-baseline", "kand.json")
    assert result.exit_code == 2
    assert not Path("kand.json").exists()


def test_targets_have_rules_of_their_own() -> None:
    """Only when they are named."""
    Path("bok.si").write_bytes(SIE.replace("Dagskassa", "D" * 60).encode("cp437"))
    assert [one for one in codes() if one[0] == "T"] == []
    assert "T701" in codes("--target", "fortnox")


def test_sarif_and_github_are_written_for_programs() -> None:
    """UTF-8 on the standard output, and nothing else there."""
    log = json.loads(check("--format", "sarif").stdout_bytes)
    assert {one["ruleId"] for one in log["runs"][0]["results"]} == {"R301", "R404"}
    lines = check("--format", "github").stdout.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("::warning file=bok.si,line=") for line in lines)
