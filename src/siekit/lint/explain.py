"""The manual page of any kind of finding: of reading, of a rule or of writing."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.formats.sie4.explain_findings import (
    example_of,
    facts_of,
    finding_words,
    indented,
)
from siekit.lint.explain_words import WORDS
from siekit.lint.kinds import BY_CODE, alike, find
from siekit.lint.rule_page import page_of, receivers_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.lint.base import Rule
    from siekit.lint.explain_words import RuleWords
    from siekit.lint.kinds import Described

ALL_TYPES = 5
"""How many types of files there are; a rule of all of them does not say so."""

EXAMPLE = "unbalanced-voucher"


def explain(code_or_name: str, lang: str) -> str:
    """The manual page of a kind of finding as plain text of 80 columns.

    Raises `UsageError`, which names what looks alike, when there is no such finding.
    """
    finding_words(lang)
    described = find(code_or_name)
    if described is None:
        raise UsageError(_unknown(code_or_name, WORDS[lang]))
    return "\n\n".join(_parts(described, lang)) + "\n"


def facts_of_rule(rule: Rule, lang: str) -> list[tuple[str, str]]:
    """What a rule is, one heading and one value each."""
    words = WORDS[lang]
    facts = facts_of(rule.kind, finding_words(lang))
    if len(rule.sie_types) < ALL_TYPES:
        facts.append((words.file_types, ", ".join(sorted(rule.sie_types))))
    if rule.targets:
        facts.append((words.receivers, receivers_of(rule)))
    return facts


def _parts(described: Described, lang: str) -> Iterator[str]:
    kind, rule = described.kind, described.rule
    shared, finding = finding_words(lang), example_of(kind, described.example)
    yield f"{kind.code} {kind.name}"
    if rule and lang == "en":
        yield indented(page_of(rule).summary).replace("\n  ", "\n").strip()
    facts = facts_of_rule(rule, lang) if rule else facts_of(kind, shared)
    width = max(len(head) for head, _ in facts) + 2
    yield "\n".join(f"{head:<{width}}{text}" for head, text in facts)
    if rule and rule.several:
        yield f"{WORDS[lang].several}."
    yield f"{shared.message}\n{indented(finding.message(lang))}"
    yield f"{shared.remedy}\n{indented(finding.remedy(lang))}"
    if rule:
        yield from _sections(rule, lang)


def _sections(rule: Rule, lang: str) -> Iterator[str]:
    """Why the rule is there, a file that breaks it, and one that does not."""
    words, page = WORDS[lang], page_of(rule)
    # The page is written once, in English; a reader in Swedish has message and remedy above.
    paragraphs = page.why if lang == "en" else (page.summary, *page.why)
    yield "\n".join([words.why, "\n\n".join(map(indented, paragraphs))])
    yield f"{words.example}\n{indent(page.example, '  ')}"
    yield f"{words.instead}\n{indent(page.instead, '  ')}"


def _unknown(code_or_name: str, words: RuleWords) -> str:
    near = alike(code_or_name)
    if near:
        advice = words.close.format(names=", ".join(near))
    else:
        first: dict[str, str] = {}
        for code in BY_CODE:
            first.setdefault(code[0], code)
        advice = words.no_close.format(
            letters=", ".join(first), codes=", ".join(first.values()), example=EXAMPLE
        )
    return f"{words.unknown.format(name=code_or_name.strip())} {advice}"
