"""Findings for programs: SARIF and GitHub's workflow commands."""

from __future__ import annotations

import json
from typing import Any

import siekit
from siekit.lint.render.github import as_github
from siekit.lint.render.sarif import as_sarif
from siekit.lint.report import FileReport
from siekit.lint.runner import check_many

TEXT = """\
#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#FNAMN "100 %, AB"
#VER A 1 20240105 "Kassa"
{
#TRANS 1930 {} 100,00
#TRANS 3010 {} -90.00
}
"""


def report(path: str = "mina filer/bok:1,2.se", text: str = TEXT) -> FileReport:
    """What is found in the file."""
    (checked,) = check_many([siekit.read(text.encode("cp437"), name=path)])
    return FileReport(path=path, findings=checked.findings, finding_counts=checked.finding_counts)


def log(*reports: FileReport, lang: str = "en") -> dict[str, Any]:
    """The SARIF log as a program reads it."""
    made: dict[str, Any] = json.loads(as_sarif(reports, lang, "1.2.3"))
    return made


def test_sarif_has_what_the_standard_requires() -> None:
    """SARIF 2.1.0, 3.13: version and runs; each result has a rule, a message and a place."""
    made = log(report())
    assert made["version"] == "2.1.0"
    assert made["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = made["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("siekit", "1.2.3")
    identities = [rule["id"] for rule in driver["rules"]]
    assert identities == sorted(set(identities))
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"].startswith(rule["id"])
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    assert run["results"]
    for result in run["results"]:
        assert identities[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        ((place,),) = [[one["physicalLocation"] for one in result["locations"]]]
        assert place["artifactLocation"]["uri"] == "mina%20filer/bok%3A1%2C2.se"
        if "region" in place:
            assert all(number >= 1 for number in place["region"].values())
            assert "startLine" in place["region"]


def test_sarif_fingerprints_survive_inserted_lines() -> None:
    """So that a code host tells new results from old ones."""

    def marks(text: str) -> dict[str, list[str]]:
        (run,) = log(report(text=text))["runs"]
        found: dict[str, list[str]] = {}
        for result in run["results"]:
            found.setdefault(result["ruleId"], []).extend(result["partialFingerprints"].values())
        return found

    moved = marks(TEXT.replace("#VER", '#KONTO 1930 "Bank"\n#KONTO 3010 "Intäkt"\n#VER'))
    before = marks(TEXT)
    for code in ("R404", "V401"):
        assert moved[code] == before[code]


def test_sarif_says_the_exact_numbers() -> None:
    """Also where details are left out; known findings are counted."""
    one = report()
    counted = FileReport(
        path=one.path,
        findings=one.findings,
        finding_counts={**one.finding_counts, "R404": 4711},
        known=3,
    )
    (run,) = log(counted)["runs"]
    assert run["properties"]["findingCounts"][one.path]["R404"] == 4711
    assert run["properties"]["knownFindings"] == {one.path: 3}


def test_sarif_of_nothing_is_a_run_without_results() -> None:
    """A clean file says that it was checked."""
    clean = FileReport(path="a.se", findings=(), finding_counts={})
    (run,) = log(clean)["runs"]
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_sarif_addresses() -> None:
    """Absolute paths are whole addresses, others stay relative to the sources."""
    for path, address in (("/a b/c.se", "file:///a%20b/c.se"), ("-", "-"), ("ö.se", "%C3%B6.se")):
        (run,) = log(report(path))["runs"]
        artifact = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        assert artifact["uri"] == address
        assert ("uriBaseId" in artifact) is (path == "ö.se")


def test_swedish() -> None:
    """Sentences and the language of the log."""
    (run,) = log(report(), lang="sv")["runs"]
    assert run["language"] == "sv"
    assert "decimalkomma" in json.dumps(run["results"], ensure_ascii=False)
    assert "decimalkomma" in as_github([report()], "sv")


def test_github_commands_are_one_line_each_and_escaped() -> None:
    """Commas and colons in a path, and percent signs in a sentence, must not end anything."""
    lines = as_github([report()], "en").splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    (comma,) = [line for line in lines if "R404" in line]
    head, _, text = comma.removeprefix("::").partition("::")
    assert head.startswith("warning file=mina filer/bok%3A1%2C2.se,line=7,col=16,title=R404 ")
    assert text.startswith('The number "100,00" has a decimal comma')
    spoilt = report("a%\r\nb.se")
    assert "file=a%25%0D%0Ab.se" in as_github([spoilt], "en")


def test_github_says_what_is_left_out() -> None:
    """A command of its own."""
    one = report()
    counted = FileReport(
        path="a.se", findings=one.findings, finding_counts={**one.finding_counts, "R404": 1001}
    )
    assert "R404: 1000 more like these." in as_github([counted], "en")
