"""Findings as workflow commands: GitHub shows them beside the lines of the files.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.findings import Finding
    from siekit.lint.report import FileReport

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_github(reports: Sequence[FileReport], lang: str) -> str:
    """A line for each finding, and one for those of a code that are only counted."""
    return "".join(f"{line}\n" for report in reports for line in _lines(report, lang))


def _lines(report: FileReport, lang: str) -> Iterator[str]:
    for finding in report.findings:
        text = f"{finding.message(lang)} {finding.remedy(lang)}"
        places = {"file": report.path, "line": finding.line, "col": finding.column}
        yield _command(finding, places, text)
    last = {finding.code: finding for finding in report.findings}
    for code, number in report.left_out.items():
        yield _command(last[code], {"file": report.path}, f"{code}: {number} more like these.")


def _command(finding: Finding, places: dict[str, str | int | None], text: str) -> str:
    """One command; what is not known is left out."""
    properties = {**places, "title": f"{finding.code} {finding.name}"}
    written = ",".join(
        f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None
    )
    return f"::{COMMANDS[finding.severity]} {written}::{_data(text)}"


def _data(text: str) -> str:
    """Text without what would end the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property, which a colon or a comma would end too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
