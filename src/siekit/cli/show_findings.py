"""The findings of a file, as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.cli.columns import cut, wrapped
from siekit.cli.terminal import printable
from siekit.locale.figures import count
from siekit.locale.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.cli.shown import Shown
    from siekit.cli.terminal import Screen
    from siekit.findings import Finding

KINDS_SHOWN = 5

_ORDER = ("error", "warning", "info")
_INDENT = "  "


def findings_in_brief(one: Shown, to: Screen, lang: str) -> list[str]:
    """How many findings there are, and the worst of them: one line for each kind."""
    lines = [summary(one, to, lang)]
    first: dict[str, Finding] = {}
    for finding in one.findings:
        first.setdefault(finding.code, finding)
    worst = sorted(first.values(), key=lambda finding: _ORDER.index(finding.severity.value))
    width = max((len(_place(finding, lang)) for finding in worst[:KINDS_SHOWN]), default=0)
    for finding in worst[:KINDS_SHOWN]:
        more = one.finding_counts[finding.code] - 1
        tail = f" {word('more_like_it', lang, n=count(more, lang))}" if more else ""
        head = f"{_INDENT}{_place(finding, lang):>{width}}  "
        message = printable(" ".join(finding.message(lang).split()))
        lines.append(
            head
            + cut(f"{finding.code} {message}", to.width - len(head) - len(tail))
            + to.faint(tail)
        )
    hidden = sum(one.severities.values()) - min(len(worst), KINDS_SHOWN)
    if hidden > 0:
        advice = word("all_findings", lang, file=printable(one.header.file))
        lines.append(to.faint(cut(_INDENT + advice, to.width)))
    return lines


def all_findings(one: Shown, to: Screen, lang: str, *, named: bool) -> Iterator[str]:
    """Every finding in line order with its remedy; `named` says which file they are of."""
    if named:
        yield to.strong(cut(printable(one.header.file), to.width))
    yield summary(one, to, lang)
    for finding in one.findings:
        severity = finding.severity.value
        head = f"{finding.code} {_place(finding, lang)} {word(severity, lang)}"
        yield ""
        yield _INDENT + to.severity(head, severity)
        for text in (finding.message(lang), finding.remedy(lang)):
            for line in wrapped(printable(text), to.width - 2 * len(_INDENT)):
                yield 2 * _INDENT + line
    yield from _left_out(one, lang)


def summary(one: Shown, to: Screen, lang: str) -> str:
    """How many findings of each severity."""
    parts = [
        to.severity(f"{count(number, lang)} {word(_plural(severity, number), lang)}", severity)
        for severity, number in one.severities.items()
        if number
    ]
    label = to.faint(word("findings", lang))
    return f"{label}  {', '.join(parts) or word('none', lang)}"


def _left_out(one: Shown, lang: str) -> Iterator[str]:
    """Of which codes there are more findings than are kept."""
    kept: dict[str, int] = {}
    for finding in one.findings:
        kept[finding.code] = kept.get(finding.code, 0) + 1
    for code, number in one.finding_counts.items():
        if number > kept.get(code, 0):
            yield ""
            shown, total = count(kept.get(code, 0), lang), count(number, lang)
            yield _INDENT + word("shown_of", lang, code=code, shown=shown, n=total)


def _place(finding: Finding, lang: str) -> str:
    """Where the finding is."""
    if finding.line is None:
        return word("whole_file", lang)
    return word("line", lang, n=finding.line)


def _plural(severity: str, number: int) -> str:
    """The key of the word for that many findings."""
    return severity if number == 1 else f"{severity}s"
