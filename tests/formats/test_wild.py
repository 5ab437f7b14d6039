"""What real programs do, row by row: a finding for what is odd, and the tables all the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

import siekit
from siekit.core.faults import Fault
from tests.formats.wild import as_expected, base_file, load_cases

if TYPE_CHECKING:
    from siekit import Document, Finding
    from tests.formats.wild import Case, Expected, Place

CASES = load_cases()

ROWS_OF_SECTION = {1: 15, 2: 25, 3: 21, 4: 21, 5: 7, 6: 13}
ROWS_OF_BALANCES = (5, 6, 7, 8, 9, 10, 11, 12)
"""Section 7 has rows that reading cannot tell, such as opening balances that do not add up."""

TESTED_ELSEWHERE = {
    "2.15": "test_not_sie.py",
    "2.25": "test_big_inputs.py",
}

every_case = pytest.mark.parametrize("case", CASES, ids=str)


def _read(case: Case, *, strict: bool = False) -> Document:
    """The document that a case gives."""
    return siekit.read(case.data, name=case.file, sie_type=case.sie_type, strict=strict)


@pytest.mark.parametrize("kind", ["1", "2", "3", "4E", "4I"])
def test_the_base_files_have_nothing_odd(kind: str) -> None:
    """A file as the standard wants it has no findings at all."""
    document = siekit.read(base_file(kind), name="prov.se")
    assert [finding.message() for finding in document.findings] == []
    assert document.header.sie_type == kind


@every_case
def test_exactly_the_expected_findings_come(case: Case) -> None:
    """Each oddity is told once, with its place, and nothing else is told."""
    document = _read(case)
    told = Counter((finding.code, finding.severity.value) for finding in document.findings)
    assert told == Counter((one.code, one.severity) for one in case.expect), _all(document)
    left = list(document.findings)
    for expected, place in case.placed:
        found = [finding for finding in left if _fits(finding, expected, place)]
        assert found, f"{expected} at {place} is not among {_all(document)}"
        left.remove(found[0])


@every_case
def test_the_tables_hold_what_the_case_says(case: Case) -> None:
    """An oddity marks a record; the record and its neighbours are read."""
    document = _read(case)
    for table, wanted in case.rows.items():
        rows = document[table].to_pylist()
        for row in wanted:
            fitting = [had for had in rows if all(as_expected(had[k], v) for k, v in row.items())]
            assert len(fitting) == 1, f"{table}: {len(fitting)} rows are {row} in {rows}"
    sizes = {table: document[table].num_rows for table in case.sizes}
    assert sizes == case.sizes
    header = document["header"].to_pylist()[0]
    for column, value in case.header.items():
        assert as_expected(header[column], value), f"{column}: {header[column]!r}, not {value!r}"


@every_case
def test_strict_mode_raises_severities_and_nothing_else(case: Case) -> None:
    """In strict mode warnings are errors; tables, header and places stay the same."""
    tolerant, strict = _read(case), _read(case, strict=True)
    told = Counter((finding.code, finding.severity.value) for finding in strict.findings)
    assert told == Counter((one.code, one.strict_severity) for one in case.expect)
    assert strict.header == tolerant.header
    assert strict.tables == tolerant.tables
    assert [_place(one) for one in strict.findings] == [_place(one) for one in tolerant.findings]
    assert strict.finding_counts == tolerant.finding_counts


@every_case
def test_every_line_is_accounted_for(case: Case) -> None:
    """Each line of an odd file is one thing exactly, and the Arrow data are sound."""
    document = _read(case)
    assert document.lines.adds_up
    for table in document.tables.values():
        table.validate(full=True)


@every_case
def test_findings_speak_both_languages(case: Case) -> None:
    """Sentences are whole: no placeholder is left, in English or in Swedish."""
    for finding in _read(case).findings:
        for lang in ("en", "sv"):
            for sentence in (finding.message(lang), finding.remedy(lang)):
                assert sentence
                # A lone dash stands for a fact that nobody gave; R503 tells of an absent record.
                assert "–" not in sentence.replace(" – ", " ") or finding.code == "R503", sentence


def test_every_row_of_the_notes_has_a_case() -> None:
    """A row of the notes on files in the wild that has no case would be forgotten."""
    rows = {
        f"{section}.{number}"
        for section, count in ROWS_OF_SECTION.items()
        for number in range(1, count + 1)
    }
    rows |= {f"7.{number}" for number in ROWS_OF_BALANCES}
    assert rows - {case.row for case in CASES} - TESTED_ELSEWHERE.keys() == set()


def test_every_fault_has_a_case() -> None:
    """A fault that no case provokes is either dead or untested."""
    provoked = {expected.code for case in CASES for expected in case.expect}
    assert {f"R{fault.value}" for fault in Fault} - provoked == set()


def test_case_names_are_unique() -> None:
    """Two cases of one name could not be told apart in a report."""
    doubled = {name: count for name, count in Counter(map(str, CASES)).items() if count > 1}
    assert doubled == {}


def _fits(finding: Finding, expected: Expected, place: Place | None) -> bool:
    """Whether a finding is the expected one, as far as the case says."""
    wanted: dict[str, object] = {"code": expected.code, "severity": expected.severity}
    if place is not None:
        wanted |= {"line": place.line, "column": place.column, "label": place.label}
    elif expected.place == "file":
        wanted |= {"line": None, "column": None}
    if expected.label is not None:
        wanted["label"] = None if expected.label == "∅" else expected.label
    if expected.value is not None:
        wanted["value"] = expected.value
    if expected.count is not None:
        wanted["count"] = expected.count
    return all(getattr(finding, name) == value for name, value in wanted.items())


def _place(finding: Finding) -> tuple[str, int | None, int | None, str | None, int]:
    """What strict mode must not change about a finding."""
    return finding.code, finding.line, finding.column, finding.value, finding.count


def _all(document: Document) -> list[tuple[object, ...]]:
    """The findings of a document, short enough for a failed test to show."""
    return [
        (f.code, f.severity.value, f.line, f.column, f.label, f.value, f.count)
        for f in document.findings
    ]
