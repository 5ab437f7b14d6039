"""The manual page of a finding, made from its kind: for the terminal and for the docs."""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.findings import Finding
from siekit.formats.sie4.explain_finding_words import WORDS
from siekit.formats.sie4.fault_kinds import ENTRIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from siekit.findings import FindingKind
    from siekit.formats.sie4.explain_finding_words import FindingWords
    from siekit.formats.sie4.fault_kinds.base import Entry

WIDTH = 80

_BY_NAME = {entry.kind.name: entry for entry in ENTRIES}
_BY_CODE = {entry.kind.code: entry for entry in ENTRIES}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$])")


def explain_finding(code_or_name: str, lang: str) -> str:
    """The manual page of a kind of finding as plain text of 80 columns.

    Raises UsageError, which names findings that look alike, when there is no such finding.
    """
    words = finding_words(lang)
    entry = _find(code_or_name, words)
    example = example_of(entry.kind, entry.example)
    facts = facts_of(entry.kind, words)
    width = max(len(head) for head, _ in facts) + 2
    parts = (
        f"{entry.kind.code} {entry.kind.name}",
        "\n".join(f"{head:<{width}}{text}" for head, text in facts),
        f"{words.message}\n{indented(example.message(lang))}",
        f"{words.remedy}\n{indented(example.remedy(lang))}",
    )
    return "\n\n".join(parts) + "\n"


def markdown_reference(lang: str) -> str:
    """The reference of all kinds of findings as one page of MyST Markdown."""
    words = finding_words(lang)
    lines = [f"# {words.title}", "", words.introduction, "", words.legend, ""]
    heads = (words.code, words.name, words.severity, words.strict, words.blocks)
    lines += [table_row(heads), table_row(("---",) * len(heads))]
    lines += [table_row(_overview(entry.kind, words)) for entry in _sorted()]
    for hundred, entries in groupby(_sorted(), key=lambda entry: entry.fault // 100):
        lines += ["", f"## {words.groups[hundred]}"]
        for entry in entries:
            lines += ["", *_section(entry, lang)]
    return "\n".join(lines) + "\n"


def finding_words(lang: str) -> FindingWords:
    """The words of a language; `UsageError` for one that has none."""
    if lang not in WORDS:
        message = f"Findings are explained in {' and '.join(WORDS)}, not in {lang!r}."
        raise UsageError(message)
    return WORDS[lang]


def _find(code_or_name: str, words: FindingWords) -> Entry:
    wanted = code_or_name.strip()
    name = wanted.lower().replace("_", "-").replace(" ", "-")
    entry = _BY_CODE.get(wanted.upper()) or _BY_NAME.get(name)
    if entry is not None:
        return entry
    alike = get_close_matches(wanted.upper(), _BY_CODE) or get_close_matches(name, _BY_NAME)
    codes = sorted(_BY_CODE)
    advice = (
        words.close.format(names=", ".join(alike))
        if alike
        else words.no_close.format(first=codes[0], last=codes[-1])
    )
    message = f"{words.unknown.format(name=wanted)} {advice}"
    raise UsageError(message)


def _sorted() -> list[Entry]:
    return sorted(ENTRIES, key=lambda entry: entry.fault)


def example_of(kind: FindingKind, values: Mapping[str, str]) -> Finding:
    """A finding of a kind with values to show it with, all of them given as facts."""
    example = dict(values)
    return Finding(
        kind,
        kind.severity,
        label=example.pop("label", None),
        value=example.pop("value", None),
        line=int(example.pop("line", "1")),
        count=int(example.pop("count", "1")),
        facts=tuple(example.items()),
    )


def facts_of(kind: FindingKind, words: FindingWords) -> list[tuple[str, str]]:
    """What the kind is, one heading and one value each."""
    return [
        (words.severity, words.severities[kind.severity]),
        (words.strict, words.severities[kind.severity.when_strict()]),
        (words.blocks, words.yes if kind.blocks_activation else words.no),
        (words.standard, kind.clause or words.no_clause),
    ]


def indented(text: str) -> str:
    """The text in lines of 80 columns, set in from the margin."""
    return fill(
        text,
        WIDTH,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _overview(kind: FindingKind, words: FindingWords) -> tuple[str, ...]:
    severity, strict, blocks, _ = (text for _, text in facts_of(kind, words))
    link = f"[{kind.code}](#{words.anchor}-{kind.name})"
    return (link, f"`{kind.name}`", severity, strict, blocks)


def _section(entry: Entry, lang: str) -> list[str]:
    words = WORDS[lang]
    kind, example = entry.kind, example_of(entry.kind, entry.example)
    lines = [f"({words.anchor}-{kind.name})=", f"### {kind.code} `{kind.name}`", ""]
    lines += [f"- {head}: {text}" for head, text in facts_of(kind, words)]
    lines += ["", f"{words.message}:", "", f"> {escaped(example.message(lang))}", ""]
    return [*lines, f"{words.remedy}: {escaped(example.remedy(lang))}"]


def table_row(cells: Sequence[str]) -> str:
    """One row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    """The text with the characters that Markdown gives a meaning made plain."""
    plain = _SPECIAL.sub(r"\\\1", text)
    # A "#" at the start would make a heading of the sentence.
    return f"\\{plain}" if plain.startswith("#") else plain
