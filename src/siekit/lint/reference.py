"""The reference of all rules as one page of Markdown, made from the rules themselves."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from siekit.formats.sie4.explain_findings import (
    escaped,
    example_of,
    facts_of,
    finding_words,
    table_row,
)
from siekit.lint.explain import facts_of_rule
from siekit.lint.explain_words import WORDS
from siekit.lint.receivers import RECEIVERS
from siekit.lint.registry import RULES
from siekit.lint.rule_page import group_of, page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.lint.base import Rule


def markdown_reference(lang: str) -> str:
    """The page: an overview, the rules group by group, and what is known of receivers."""
    words, shared = WORDS[lang], finding_words(lang)
    lines = [f"# {words.title}", "", words.introduction, "", words.legend, ""]
    lines += _table(
        (shared.code, shared.name, shared.severity, shared.strict, shared.blocks),
        [_overview(rule, lang) for rule in RULES],
    )
    for group, rules in groupby(RULES, key=group_of):
        lines += ["", f"## {words.groups[group]}"]
        for rule in rules:
            lines += ["", *_section(rule, lang)]
    lines += ["", f"## {words.receivers_title}", "", words.receivers_introduction, ""]
    heads = (words.receiver, words.option, words.rule, words.source)
    return "\n".join([*lines, *_table(heads, list(_receivers()))]) + "\n"


def _overview(rule: Rule, lang: str) -> tuple[str, ...]:
    severity, strict, blocks, _ = (text for _, text in facts_of(rule.kind, finding_words(lang)))
    return (_link(rule, rule.code), f"`{rule.name}`", severity, strict, blocks)


def _section(rule: Rule, lang: str) -> list[str]:
    words, shared, page = WORDS[lang], finding_words(lang), page_of(rule)
    finding = example_of(rule.kind, rule.example)
    lines = [f"(rule-{rule.name})=", f"### {rule.code} `{rule.name}`", "", escaped(page.summary)]
    lines += ["", *(f"- {head}: {text}" for head, text in facts_of_rule(rule, lang))]
    if rule.several:
        lines.append(f"- {words.several}.")
    for paragraph in page.why:
        lines += ["", escaped(paragraph)]
    lines += ["", f"{shared.message}:", "", f"> {escaped(finding.message(lang))}"]
    lines += ["", f"{shared.remedy}: {escaped(finding.remedy(lang))}"]
    for head, text in ((words.example, page.example), (words.instead, page.instead)):
        lines += ["", f"{head}:", "", "```text", text, "```"]
    return lines


def _receivers() -> Iterator[tuple[str, ...]]:
    """One row for each limit of each receiver."""
    by_limit = {getattr(rule, "limit", ""): rule for rule in RULES}
    for receiver in RECEIVERS:
        for limit in receiver.limits:
            rule = by_limit[limit.name]
            link = _link(rule, f"{rule.code} {rule.name}")
            yield (receiver.title, f"`--target {receiver.name}`", link, limit.source)


def _link(rule: Rule, text: str) -> str:
    return f"[{text}](#rule-{rule.name})"


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    return [table_row(row) for row in (heads, ("---",) * len(heads), *rows)]
