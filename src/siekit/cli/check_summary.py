"""The sum of a check: how many findings of each severity, what they stop, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.cli.columns import cut_front, wrapped
from siekit.cli.terminal import printable
from siekit.lint.report import ORDER
from siekit.locale.figures import count
from siekit.locale.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from siekit.cli.terminal import Screen
    from siekit.findings import Severity
    from siekit.lint.report import FileReport


def summary(report: FileReport, to: Screen, lang: str) -> Iterator[str]:
    """How many findings a file has, in one line, and which of them block its activation."""
    said = severities(report.severities, to, lang)
    plain = severities(report.severities, None, lang)
    if report.known and not any(report.severities.values()):
        said = plain = word("nothing_new", lang)
    path = cut_front(printable(report.path), max(20, to.width - len(plain) - 2))
    yield f"{to.strong(path)}: {said}"
    if report.blocking:
        names = ", ".join(
            f"{kind.code} {kind.name} ({count(report.finding_counts[kind.code], lang)})"
            for kind in report.blocking
        )
        yield from wrapped(word("blocks", lang, names=names), to.width)
    if report.known or report.gone:
        yield from wrapped(_baseline(report, lang), to.width)
    if any(report.severities.values()):
        yield ""


def closing(reports: Sequence[FileReport], to: Screen, lang: str) -> Iterator[str]:
    """The sum over several files, and the one thing to do next."""
    if len(reports) > 1:
        total = {one: sum(report.severities[one] for report in reports) for one in ORDER}
        clean = sum(not any(report.severities.values()) for report in reports)
        files = word("files", lang, n=count(len(reports), lang))
        yield f"{to.strong(files)}: {severities(total, to, lang)}"
        if clean:
            yield word("clean_files", lang, n=count(clean, lang))
    step = _next_step(reports, lang)
    if step:
        yield from wrapped(step, to.width)


def severities(counts: Mapping[Severity, int], to: Screen | None, lang: str) -> str:
    """How many findings of each severity; in colours where there is a screen."""
    parts = []
    for severity in ORDER:
        number = counts[severity]
        if number:
            key = severity.value if number == 1 else f"{severity.value}s"
            part = f"{count(number, lang)} {word(key, lang)}"
            parts.append(to.severity(part, severity.value) if to else part)
    return ", ".join(parts) or word("nothing_found", lang)


def _baseline(report: FileReport, lang: str) -> str:
    """What the baseline has to do with it."""
    known = word("known", lang, n=count(report.known, lang)) if report.known else ""
    gone = word("gone", lang, n=count(report.gone, lang)) if report.gone else ""
    return " ".join(part for part in (known, gone) if part)


def _next_step(reports: Sequence[FileReport], lang: str) -> str:
    """The one thing to do next, none where nothing was found."""
    mendable = sum(report.mendable for report in reports)
    if mendable:
        return word("may_mend", lang, n=count(mendable, lang))
    worst = sorted(
        (ORDER.index(findings[0].severity), place, findings[0].code)
        for place, report in enumerate(reports)
        for findings in report.by_code[:1]
    )
    return word("explain_it", lang, code=worst[0][2]) if worst else ""
