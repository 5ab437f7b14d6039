"""Run the rules over documents: findings of reading and of rules together."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from siekit.findings import Finding
from siekit.formats.reading import as_document
from siekit.lint.context import Context
from siekit.lint.places import Places
from siekit.lint.registry import RULES
from siekit.lint.settings import Settings
from siekit.locale.figures import plain_money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from siekit.document import Document
    from siekit.formats.source import Readable
    from siekit.lint.base import Rule

NOT_FACTS = frozenset({"document_id", "line", "label", "value", "number", "found"})
"""What a hit says beside the values for its sentences."""

USUAL = Settings()


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one document: details in line order, and exact numbers by code."""

    document: Document
    findings: tuple[Finding, ...]
    finding_counts: Mapping[str, int]


def check(document: Document | Readable, *, settings: Settings = USUAL) -> list[Finding]:
    """Return what is odd about a document: the findings of reading it and of all rules.

    What is no document is read first, as `siekit.read` does. In line order, those of the whole
    file first, at most 1,000 of each code. A changed copy (`Document.with_changes`) keeps the
    findings of the reading it came from.
    """
    return list(check_many([as_document(document)], settings=settings)[0].findings)


def check_many(
    documents: Sequence[Document], *, settings: Settings = USUAL, rules: Iterable[Rule] = RULES
) -> list[Checked]:
    """Return what is odd about each document, also compared with the others of its company.

    The documents must have different numbers, as those of `read_many` have.
    """
    collectors = {one.document_id: _Collector(one, settings) for one in documents}
    wanted = list(_wanted(rules, documents, settings))
    with Context(documents, settings) as context:
        for rule, hits in _found(wanted, context):
            for hit in hits:
                collector = collectors[hit["document_id"]]
                if collector.document.header.sie_type in rule.sie_types:
                    collector.add(rule, hit)
    return [collector.checked() for collector in collectors.values()]


def _found(
    rules: Sequence[Rule], context: Context
) -> Iterator[tuple[Rule, Iterable[Mapping[str, Any]]]]:
    """Give the hits of each rule; those that need no sums look while the sums are made."""
    aside = [rule for rule in rules if not rule.needs_sums()]
    with ThreadPoolExecutor(1) as beside:
        looked = beside.submit(lambda: [(rule, list(rule.hits(context))) for rule in aside])
        for rule in rules:
            if rule.needs_sums():
                yield rule, rule.hits(context)
        yield from looked.result()


def _wanted(
    rules: Iterable[Rule], documents: Sequence[Document], settings: Settings
) -> Iterator[Rule]:
    """Give the rules that have something to look at and are asked for."""
    types = {document.header.sie_type for document in documents}
    for rule in rules:
        if rule.targets and not rule.targets & set(settings.targets):
            continue
        if rule.several and len(documents) < 2:  # noqa: PLR2004 - several are two
            continue
        if types & rule.sie_types and settings.wants(rule.code, rule.name):
            yield rule


class _Collector:
    """The findings of one document as they come."""

    def __init__(self, document: Document, settings: Settings) -> None:
        self.document = document
        self._settings = settings
        self._places = Places(document)
        wanted = [one for one in document.findings if settings.wants(one.code, one.name)]
        self._findings = [
            replace(one, severity=settings.severity(one.code, one.severity)) for one in wanted
        ]
        names = {one.code: one.name for one in document.findings}
        self._counts = Counter(
            {
                code: number
                for code, number in document.finding_counts.items()
                if settings.wants(code, names.get(code, ""))
            }
        )

    def add(self, rule: Rule, hit: Mapping[str, Any]) -> None:
        """Take what a rule found."""
        self._counts[rule.code] = hit.get("found") or self._counts[rule.code] + 1
        line, value = hit.get("line"), hit.get("value")
        self._findings.append(
            Finding(
                kind=rule.kind,
                severity=self._settings.severity(rule.code, rule.severity),
                line=line,
                column=self._places.column(line, value),
                label=hit.get("label"),
                value=value,
                count=hit.get("number") or 1,
                facts=tuple(_facts(hit)),
            )
        )

    def checked(self) -> Checked:
        """Return the findings in the order of the lines, those of the whole file first."""
        ordered = sorted(self._findings, key=lambda one: (one.line or 0, one.column or 0, one.code))
        return Checked(self.document, tuple(ordered), dict(sorted(self._counts.items())))


def _facts(hit: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the values for the sentences as text; those that are null are not known."""
    for name, fact in hit.items():
        if name not in NOT_FACTS and fact is not None:
            yield name, _as_text(fact)


def _as_text(fact: object) -> str:
    if isinstance(fact, Decimal):
        return plain_money(fact)
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, list):
        return ", ".join(_as_text(one) for one in fact)
    return str(fact)
