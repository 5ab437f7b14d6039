"""Baselines: what is known is only counted, whatever line it has moved to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import siekit
from siekit.exceptions import UsageError
from siekit.findings import Finding, FindingKind, Severity
from siekit.lint.baseline import fingerprints, name_of, read_baseline, write_baseline
from siekit.lint.report import FileReport
from siekit.lint.runner import check_many

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
#FLAGGA 0
#PROGRAM "Kassan" 1.0
#FORMAT PC8
#SIETYP 4
#FNAMN "Övningsbolaget AB"
#VER A 1 20240105 "Kassa"
{
#TRANS 1930 {} 100,00
#TRANS 3010 {} -90.00
}
#VER A 2 20240230 "Kassa"
{
#TRANS 1930 {} 100,00
#TRANS 3010 {} -100.00
}
"""


def kind(code: str = "R404") -> FindingKind:
    """A kind of finding."""
    return FindingKind(
        code=code,
        name="decimal-comma",
        severity=Severity.WARNING,
        blocks_activation=False,
        clause="",
        message={"en": "{value}"},
        remedy={"en": "-"},
    )


def finding(value: str, line: int, **facts: str) -> Finding:
    """A finding on a line."""
    return Finding(
        kind(), Severity.WARNING, line=line, label="#TRANS", value=value, facts=(*facts.items(),)
    )


def report(text: str, path: str) -> FileReport:
    """What is found in a text."""
    (checked,) = check_many([siekit.read(text.encode("cp437"), name=path)])
    return FileReport(path=path, findings=checked.findings, finding_counts=checked.finding_counts)


def made(*findings: Finding, more: int = 0, path: str = "a.se") -> FileReport:
    """A report of findings, some of which are only counted."""
    counts = {"R404": len(findings) + more} if findings else {}
    return FileReport(path=path, findings=findings, finding_counts=counts)


def test_known_findings_survive_inserted_lines(tmp_path: Path) -> None:
    """Above, below and between; a new one among them is told."""
    path = str(tmp_path / "a.se")
    before = report(TEXT, path)
    kept = tmp_path / "known.json"
    assert write_baseline(kept, [before]) == sum(before.finding_counts.values())
    baseline = read_baseline(kept)
    for moved in (
        TEXT,
        TEXT.replace("#VER A 1", '#KONTO 1930 "Bank"\n#KONTO 3010 "Intäkt"\n#VER A 1'),
        TEXT.replace("\n", "\n\n"),
    ):
        now = baseline.without_known(report(moved, path))
        assert {one.code for one in now.findings} <= {"R507"} - set(before.finding_counts)
        assert now.finding_counts == {}
        assert now.known > 0
    worse = TEXT.replace("-100.00", "-100,0")
    fresh = baseline.without_known(report(worse, path))
    assert [one.value for one in fresh.findings] == ["-100,0"]
    assert fresh.finding_counts == {"R404": 1}


def test_equal_findings_are_told_apart_by_counting(tmp_path: Path) -> None:
    """A third one of the same kind is new; one that went away is gone."""
    kept = tmp_path / "known.json"
    path = str(tmp_path / "a.se")
    write_baseline(kept, [made(finding("1,5", 8), finding("1,5", 13), path=path)])
    baseline = read_baseline(kept)
    now = baseline.without_known(made(*(finding("1,5", n) for n in (9, 14, 20)), path=path))
    assert (len(now.findings), now.known, now.gone) == (1, 2, 0)
    now = baseline.without_known(made(finding("1,5", 9), path=path))
    assert (len(now.findings), now.known, now.gone) == (0, 1, 1)
    now = baseline.without_known(made(path=path))
    assert (len(now.findings), now.known, now.gone) == (0, 0, 2)


def test_findings_that_were_only_counted_are_known_by_their_number(tmp_path: Path) -> None:
    """More of them than before are told by one that stands for all."""
    kept = tmp_path / "known.json"
    path = str(tmp_path / "a.se")
    details = [finding(f"{n},5", n) for n in range(1, 11)]
    write_baseline(kept, [made(*details, more=40, path=path)])
    baseline = read_baseline(kept)
    same = baseline.without_known(made(*details, more=40, path=path))
    assert (same.finding_counts, same.known, same.gone) == ({}, 50, 0)
    worse = baseline.without_known(made(*details, more=45, path=path))
    assert worse.finding_counts == {"R404": 5}
    assert len(worse.findings) == 1
    assert worse.severities[Severity.WARNING] == 5
    better = baseline.without_known(made(*details, more=0, path=path))
    assert (better.finding_counts, better.known, better.gone) == ({}, 10, 0)
    shifted = baseline.without_known(made(finding("0,1", 1), *details[:9], more=41, path=path))
    assert shifted.finding_counts["R404"] >= 1
    assert [one.value for one in shifted.findings] == ["0,1"]
    assert shifted.gone == 0


def test_a_fingerprint_is_made_of_what_was_found() -> None:
    """Not of lines, columns, or facts that name a line."""
    one = finding("1,5", 8, kept_line="7", account="1930")
    other = finding("1,5", 9, kept_line="8", account="1930")
    assert fingerprints([one]) == fingerprints([other])
    assert fingerprints([one]) != fingerprints([finding("1,5", 8, account="1940")])
    assert len(set(fingerprints([one, other]))) == 2


def test_files_are_named_from_the_folder_of_the_baseline(tmp_path: Path) -> None:
    """So it may be run from anywhere; what was not checked now stays."""
    folder = tmp_path / "bolag"
    folder.mkdir()
    kept = tmp_path / "known.json"
    first, second = str(folder / "a.se"), str(folder / "b.se")
    write_baseline(kept, [made(finding("1,5", 8), path=first)])
    write_baseline(kept, [made(finding("2,5", 8), path=second)])
    assert sorted(json.loads(kept.read_text())["files"]) == ["bolag/a.se", "bolag/b.se"]
    assert name_of("-", tmp_path) == "-"
    elsewhere = read_baseline(kept).without_known(made(finding("1,5", 8), path=second))
    assert (len(elsewhere.findings), elsewhere.gone) == (1, 1)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"siekit_baseline": 2, "files": {}}',
        b'{"siekit_baseline": 1, "files": {"a": 1}}',
        b'{"siekit_baseline": 1, "files": {"a": {"findings": {"R404": 1}, "more": {}}}}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, content: bytes) -> None:
    """One sentence with the file; it is never written over."""
    kept = tmp_path / "known.json"
    kept.write_bytes(content)
    with pytest.raises(UsageError, match=r"known\.json"):
        read_baseline(kept)
    if b'"files": {"a"' not in content:
        with pytest.raises(UsageError, match=r"known\.json"):
            write_baseline(kept, [])
        assert kept.read_bytes() == content


def test_a_missing_baseline_is_told_with_the_way_to_make_it(tmp_path: Path) -> None:
    """The command that writes it."""
    with pytest.raises(UsageError, match="--write-baseline"):
        read_baseline(tmp_path / "known.json")
