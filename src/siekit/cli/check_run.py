"""Checks files one after the other, and keeps of each only what is told of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from siekit.lint.chain import SOURCES_KEPT, slimmed
from siekit.lint.config import Config
from siekit.lint.fixes.mending import mendable
from siekit.lint.places import Places
from siekit.lint.registry import RULES
from siekit.lint.report import FileReport
from siekit.lint.runner import check_many

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from siekit.document import Document
    from siekit.findings import Finding
    from siekit.lint.baseline import Baseline
    from siekit.lint.settings import Settings


class Checking:
    """One run over files; `report` tells what was found in them and between them."""

    def __init__(
        self,
        settings: Settings,
        *,
        config: Config | None = None,
        baseline: Baseline | None = None,
        excerpts: Callable[[FileReport], set[int]] | None = None,
    ) -> None:
        """Take the settings; `excerpts` says which lines of a file are to be shown."""
        self._settings = settings
        self._config = config or Config()
        self._baseline = baseline
        self._excerpts = excerpts
        self._reports: list[FileReport] = []
        self._slim: list[Document] = []
        self._room = SOURCES_KEPT
        self._alone = [rule for rule in RULES if not rule.several]
        self._several = [
            rule for rule in RULES if rule.several and settings.wants(rule.code, rule.name)
        ]

    def take(self, document: Document) -> None:
        """Check a file by itself; of the document only what files are compared by is kept."""
        (checked,) = check_many([document], settings=self._settings, rules=self._alone)
        found = self._asked_for(document.header.file, checked.findings, checked.finding_counts)
        if self._excerpts:
            found = replace(found, mendable=mendable(document, found.findings))
        self._reports.append(self._with_excerpts(found, document))
        if self._several:
            source = document.source or b""
            kept = len(source) <= self._room
            self._room -= len(source) if kept else 0
            self._slim.append(slimmed(document, len(self._slim) + 1, with_source=kept))

    def reports(self) -> list[FileReport]:
        """What was found in each file, also compared with the others."""
        if len(self._slim) < 2:  # noqa: PLR2004 - several are two
            return list(map(self._new, self._reports))
        compared = check_many(self._slim, settings=self._settings, rules=self._several)
        joined = []
        for report, one in zip(self._reports, compared, strict=True):
            more = self._asked_for(report.path, one.findings, one.finding_counts)
            joined.append(self._new(self._with_excerpts(_joined(report, more), one.document)))
        return joined

    def _asked_for(
        self, path: str, findings: Sequence[Finding], counts: Mapping[str, int]
    ) -> FileReport:
        """What was found, without the codes that the configuration leaves out for this file."""
        ignored = self._config.ignored_in(path)
        return FileReport(
            path=path,
            findings=[one for one in findings if one.code not in ignored],
            finding_counts={code: counts[code] for code in counts if code not in ignored},
        )

    def _new(self, report: FileReport) -> FileReport:
        """What the baseline does not know."""
        return self._baseline.without_known(report) if self._baseline else report

    def _with_excerpts(self, report: FileReport, document: Document) -> FileReport:
        """A report with the lines that it shows, as far as it does not have them."""
        if self._excerpts is None:
            return report
        wanted = self._excerpts(self._new(report)) - set(report.excerpts)
        if not wanted:
            return report
        columns = dict.fromkeys(wanted, 0)
        for finding in report.findings:
            if finding.line in wanted:
                columns[finding.line] = max(columns[finding.line], finding.column or 0)
        places = Places(document)
        lines = {line: places.text(line, column) for line, column in columns.items()}
        known = {line: text for line, text in lines.items() if text is not None}
        return replace(report, excerpts={**report.excerpts, **known})


def _joined(report: FileReport, more: FileReport) -> FileReport:
    """Both reports on one file as one, in line order."""
    if not more.findings:
        return report
    together = (*report.findings, *more.findings)
    return replace(
        report,
        findings=sorted(together, key=lambda one: (one.line or 0, one.column or 0, one.code)),
        finding_counts={**report.finding_counts, **more.finding_counts},
    )
