"""The findings of a file, as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.cli.columns import GAP, LABEL_WIDTH, columns, cut, cut_front, wrapped
from siekit.cli.terminal import printable
from siekit.locale.figures import count
from siekit.locale.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.cli.shown import Shown
    from siekit.cli.terminal import Screen
    from siekit.findings import Finding

KINDS_SHOWN = 5

_ORDER = ("error", "warning", "info")
_INDENT = "  "


def findings_in_brief(one: Shown, to: Screen, lang: str) -> list[str]:
    """How many findings there are, and the worst of them: one line for each kind."""
    worst = [findings[0] for findings in _by_kind(one)[:KINDS_SHOWN]]
    heads = columns([_brief_head(finding, lang) for finding in worst], left=2) if worst else []
    lines = [summary(one, to, lang)]
    for head, finding in zip(heads, worst, strict=True):
        more = one.finding_counts[finding.code] - 1
        tail = f" {word('more_like_it', lang, n=count(more, lang))}" if more else ""
        room = to.width - len(_INDENT) - len(head) - len(GAP) - len(tail)
        message = cut(printable(" ".join(finding.message(lang).split())), room)
        shown = to.severity(head, finding.severity.value)
        lines.append(f"{_INDENT}{shown}{GAP}{message}{to.faint(tail)}")
    if worst:
        lines.append(to.faint(_INDENT + word("all_findings", lang)))
    return lines


def all_findings(one: Shown, to: Screen, lang: str, *, named: bool) -> Iterator[str]:
    """Every finding with its remedy, the worst kinds first; `named` says of which file."""
    if named:
        yield to.strong(cut_front(printable(one.header.file), to.width))
    yield summary(one, to, lang)
    for findings in _by_kind(one):
        first = findings[0]
        severity = first.severity.value
        yield ""
        yield _INDENT + to.severity(f"{first.code} {first.name}: {word(severity, lang)}", severity)
        yield from _places(findings, to, lang)
        left_out = one.finding_counts[first.code] - len(findings)
        if left_out > 0:
            shown = word("left_out", lang, n=count(left_out, lang))
            yield 2 * _INDENT + to.faint(shown)


def _places(findings: Sequence[Finding], to: Screen, lang: str) -> Iterator[str]:
    """What was found in each place; a remedy that holds for all of them stands at the end."""
    remedies = [finding.remedy(lang) for finding in findings]
    shared = len(set(remedies)) == 1
    width = max(len(_place(finding, lang)) for finding in findings)
    for finding, remedy in zip(findings, remedies, strict=True):
        text = finding.message(lang) if shared else f"{finding.message(lang)} {remedy}"
        yield from _hanging(f"{_place(finding, lang):>{width}}", text, to)
    if shared:
        yield from _hanging("→", remedies[0], to)


def _hanging(head: str, text: str, to: Screen) -> Iterator[str]:
    """Text beside a head, its further lines below its first one."""
    indent = 2 * _INDENT
    room = to.width - len(indent) - len(head) - len(GAP)
    for line in wrapped(printable(text), room):
        yield f"{indent}{head}{GAP}{line}"
        head = " " * len(head)


def _by_kind(one: Shown) -> list[list[Finding]]:
    """The findings of each kind together: errors first, else in file order."""
    kinds: dict[str, list[Finding]] = {}
    for finding in one.findings:
        kinds.setdefault(finding.code, []).append(finding)
    return sorted(kinds.values(), key=lambda findings: _ORDER.index(findings[0].severity.value))


def summary(one: Shown, to: Screen, lang: str) -> str:
    """How many findings of each severity."""
    parts = [
        to.severity(f"{count(number, lang)} {word(_plural(severity, number), lang)}", severity)
        for severity, number in one.severities.items()
        if number
    ]
    label = word("findings", lang)
    room = " " * (LABEL_WIDTH - len(label))
    return f"{to.faint(label)}{room}{', '.join(parts) or word('none', lang)}"


def _brief_head(finding: Finding, lang: str) -> list[str]:
    """Severity, code and place."""
    return [word(finding.severity.value, lang), finding.code, _place(finding, lang)]


def _place(finding: Finding, lang: str) -> str:
    """Where the finding is."""
    if finding.line is None:
        return word("whole_file", lang)
    return word("line", lang, n=finding.line)


def _plural(severity: str, number: int) -> str:
    """The key of the word for that many findings."""
    return severity if number == 1 else f"{severity}s"
