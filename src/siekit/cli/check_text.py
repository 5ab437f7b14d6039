"""What `siekit check` found, as text for people: errors first, each with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.cli.check_excerpt import excerpt
from siekit.cli.check_summary import closing, summary
from siekit.cli.columns import GAP, cut, cut_front, wrapped
from siekit.cli.terminal import printable
from siekit.findings import Severity
from siekit.locale.figures import count
from siekit.locale.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.cli.terminal import Screen
    from siekit.findings import Finding
    from siekit.lint.report import FileReport

WHOLE = 2
"""Findings of one code that are shown with their lines."""

BRIEF = 5
"""Findings of one code that are shown in one line each, after those."""


class Telling:
    """How findings are told: to which screen, in which language, how much of them."""

    def __init__(self, to: Screen, lang: str, *, everything: bool, quiet: bool) -> None:
        """Take the screen and the language; `everything` limits nothing, `quiet` tells errors."""
        self.to = to
        self.lang = lang
        self.everything = everything
        self.quiet = quiet

    def text(self, reports: Sequence[FileReport]) -> Iterator[str]:
        """The lines for all files, then the sum of it."""
        lines = [line for report in reports for line in self._file(report)]
        if not self.quiet:
            lines += closing(reports, self.to, self.lang)
        while lines and not lines[-1]:
            lines.pop()
        yield from lines

    def excerpts_wanted(self, report: FileReport) -> set[int]:
        """The numbers of the lines that are shown."""
        lines = set()
        for findings in report.by_code:
            if self._shows(findings[0]):
                shown = findings if self.everything else findings[:WHOLE]
                lines |= {one.line for one in shown if one.line is not None}
        return lines

    def _shows(self, finding: Finding) -> bool:
        """Whether findings of that kind are shown with their lines."""
        if self.quiet:
            return finding.severity is Severity.ERROR
        return self.everything or finding.severity is not Severity.INFO

    def _file(self, report: FileReport) -> Iterator[str]:
        """The findings of a file, worst first: notes in short, at the end."""
        shown = [findings for findings in report.by_code if self._shows(findings[0])]
        for findings in shown:
            yield from self._kind(report, findings)
            yield ""
        if self.quiet:
            return
        notes = [findings for findings in report.by_code if not self._shows(findings[0])]
        for findings in notes:
            yield self._note(report, findings)
        if notes:
            yield ""
        yield from summary(report, self.to, self.lang)

    def _kind(self, report: FileReport, findings: Sequence[Finding]) -> Iterator[str]:
        """All findings of one code; a remedy that holds for all of them stands once."""
        first = findings[0]
        severity = first.severity.value
        head = f"{word(severity, self.lang)} {first.code} {first.name}"
        yield self.to.severity(self.to.strong(head), severity)
        whole = findings if self.everything else findings[:WHOLE]
        remedies = {one.remedy(self.lang) for one in whole}
        for place, finding in enumerate(whole):
            if finding.line is not None or not place:
                yield self._where(report, finding)
            yield from self._whole(report, finding)
            if len(remedies) > 1:
                yield from self._hanging(
                    f"  = {word('help', self.lang)}: ", finding.remedy(self.lang)
                )
        brief = findings[len(whole) :][:BRIEF]
        yield from self._briefly(brief)
        left = len(findings) - len(whole) - len(brief)
        unseen = report.left_out.get(first.code, 0)
        if left + unseen > 0:
            key = "left_out" if self.everything or not left else "left_out_all"
            yield self.to.faint(f"  {word(key, self.lang, n=count(left + unseen, self.lang))}")
        if len(remedies) == 1:
            yield from self._hanging(f"  = {word('help', self.lang)}: ", remedies.pop())

    def _whole(self, report: FileReport, finding: Finding) -> Iterator[str]:
        """One finding: its line with carets, and what is said of it."""
        line = report.excerpts.get(finding.line or 0)
        if line is not None:
            number = str(finding.line)
            blank = self.to.faint(f" {'':{len(number)}} |")
            shown = excerpt(line, finding, self.to.width - len(number) - 4)
            carets = " " * shown.start + self.to.severity(
                "^" * shown.length, finding.severity.value
            )
            yield blank
            yield f"{self.to.faint(f' {number} |')} {shown.text}".rstrip()
            yield f"{blank} {carets}"
        yield from self._hanging("  ", finding.message(self.lang))

    def _where(self, report: FileReport, finding: Finding) -> str:
        """The file, and line and column as far as they are known."""
        arrow = "  --> "
        place = "".join(f":{part}" for part in _place(finding))
        path = cut_front(printable(report.path), self.to.width - len(arrow) - len(place))
        return f"{self.to.faint(arrow)}{path}{place}"

    def _briefly(self, findings: Sequence[Finding]) -> Iterator[str]:
        """Findings in one line each."""
        places = [":".join(map(str, _place(one))) or "–" for one in findings]
        width = max(map(len, places), default=0)
        for place, finding in zip(places, findings, strict=True):
            head = f"  {place:>{width}}{GAP}"
            message = printable(" ".join(finding.message(self.lang).split()))
            yield head + cut(message, self.to.width - len(head))

    def _note(self, report: FileReport, findings: Sequence[Finding]) -> str:
        """One line for all notes of one code."""
        first = findings[0]
        more = report.finding_counts[first.code] - 1
        tail = f" {word('more_like_it', self.lang, n=count(more, self.lang))}" if more else ""
        head = f"{word('info', self.lang)} {first.code}{GAP}"
        message = printable(" ".join(first.message(self.lang).split()))
        room = self.to.width - len(head) - len(tail)
        return f"{head}{cut(message, room)}{self.to.faint(tail)}"

    def _hanging(self, head: str, text: str) -> Iterator[str]:
        """Text beside a head, its further lines below its first one."""
        for line in wrapped(printable(text), self.to.width - len(head)):
            yield head + line
            head = " " * len(head)


def _place(finding: Finding) -> list[int]:
    """Line and column, as far as they are known."""
    return [number for number in (finding.line, finding.column) if number is not None]
