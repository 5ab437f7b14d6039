"""Findings as SARIF 2.1.0, which code hosts and editors read (OASIS, March 2020)."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from siekit.findings import Severity
from siekit.lint.baseline import fingerprints
from siekit.lint.explain import explain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from siekit.findings import Finding, FindingKind
    from siekit.lint.report import FileReport

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
FINGERPRINT = "siekitFinding/v1"

STDIN = "-"


def as_sarif(reports: Sequence[FileReport], lang: str, version: str) -> str:
    """One run over all files; the rules are those that found something."""
    kinds = {one.code: one.kind for report in reports for one in report.findings}
    codes = sorted(kinds)
    places = {code: place for place, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "siekit",
                "version": version,
                "semanticVersion": version,
                "rules": [_rule(kinds[code], lang) for code in codes],
            }
        },
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "results": [result for report in reports for result in _results(report, places, lang)],
        "properties": {
            "findingCounts": {report.path: dict(report.finding_counts) for report in reports},
            "knownFindings": {report.path: report.known for report in reports if report.known},
        },
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(kind: FindingKind, lang: str) -> dict[str, Any]:
    """One kind of finding with its manual page."""
    sentence = kind.message.get(lang, kind.message["en"])
    return {
        "id": kind.code,
        "name": "".join(part.capitalize() for part in kind.name.split("-")),
        "shortDescription": {"text": kind.name},
        "fullDescription": {"text": sentence.replace("{{", "{").replace("}}", "}")},
        "help": {"text": explain(kind.code, lang)},
        "defaultConfiguration": {"level": LEVELS[kind.severity]},
        "properties": {"blocksActivation": kind.blocks_activation, "clause": kind.clause},
    }


def _results(report: FileReport, places: Mapping[str, int], lang: str) -> Iterator[dict[str, Any]]:
    marks = fingerprints(report.findings)
    for finding, mark in zip(report.findings, marks, strict=True):
        location: dict[str, Any] = {"artifactLocation": _artifact(report.path)}
        if finding.line is not None:
            location["region"] = _region(finding)
        yield {
            "ruleId": finding.code,
            "ruleIndex": places[finding.code],
            "level": LEVELS[finding.severity],
            "message": {"text": f"{finding.message(lang)} {finding.remedy(lang)}"},
            "locations": [{"physicalLocation": location}],
            "partialFingerprints": {FINGERPRINT: mark},
        }


def _region(finding: Finding) -> dict[str, int]:
    region = {"startLine": finding.line or 1}
    if finding.column is not None:
        region["startColumn"] = finding.column
    return region


def _artifact(path: str) -> dict[str, str]:
    """Where a file is, as an address; a relative one is left relative."""
    if path.startswith(STDIN):
        return {"uri": quote(path)}
    pure = PurePath(path)
    if pure.is_absolute():
        return {"uri": pure.as_uri()}
    return {"uri": quote(pure.as_posix(), safe="/"), "uriBaseId": "%SRCROOT%"}
