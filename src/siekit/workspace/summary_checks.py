"""The checks of an upload's summary: green, yellow or red, each with the findings it rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from siekit.exceptions import UnreadableAmountError
from siekit.findings import Severity
from siekit.locale.figures import MISSING, count, money, period
from siekit.locale.language import LANGUAGES
from siekit.workspace.check_kinds import (
    CHECKS,
    KEY_OF_CODE,
    KEY_OF_MISSING,
    TO_LOOK_AT,
    TOLD_FIRST,
)
from siekit.workspace.checks_of_others import company_check, currency_check, other_checks
from siekit.workspace.counted_words import counted
from siekit.workspace.findings_kept import as_json, told, weight
from siekit.workspace.model import Check, Light
from siekit.workspace.not_testable import why_not

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from siekit.document import Document
    from siekit.findings import Finding
    from siekit.lint.runner import Checked
    from siekit.workspace.check_kinds import CheckKind
    from siekit.workspace.installation import Installation
    from siekit.workspace.model import Integration, Upload

MOST = 10
"""Findings that one check keeps in the catalogue; all of them are with the upload's tables."""


def make_checks(installation: Installation, upload: Upload, checked: Checked) -> list[Check]:
    """Return the checks of an upload by its findings, its integration and what is active now."""
    from siekit.workspace.lookup import find_integration

    with installation.catalogue.read() as connection:
        integration = find_integration(connection, upload.domain_id, upload.integration_id or 0)
    facts = facts_of(checked.document, upload, integration)
    sorted_out: dict[str, list[Finding]] = defaultdict(list)
    for finding in checked.findings:
        sorted_out[_key(finding)].append(finding)
    made = []
    for kind in CHECKS:
        exact = _how_many(sorted_out[kind.key], checked.finding_counts)
        check = _check(kind, sorted_out[kind.key], exact, facts, checked.document)
        if kind.key == "company":
            check = company_check(check, upload, integration)
        if kind.key == "currency":
            check = currency_check(check, upload, integration)
        made.append(check)
    return [*made, *other_checks(installation, upload, checked.document.tables)]


def key_of(code: str) -> str:
    """Return the key of the check that a finding's code belongs to."""
    return KEY_OF_CODE.get(code, "form")


def _key(finding: Finding) -> str:
    missing = dict(finding.facts).get("missing") if finding.code == "R220" else None
    return KEY_OF_MISSING.get(missing or "") or key_of(finding.code)


def _how_many(found: Sequence[Finding], exact: Mapping[str, int]) -> int:
    """Return how many there are, also where only the first of a code were kept."""
    kept = Counter(one.code for one in found)
    return sum(
        most if code == "R220" else max(most, exact.get(code, 0)) for code, most in kept.items()
    )


def facts_of(
    document: Document, upload: Upload, integration: Integration
) -> Mapping[str, Mapping[str, str]]:
    """Return what the sentences of the checks tell of a document, in each language."""
    return {lang: _facts(document, upload, integration, lang) for lang in LANGUAGES}


def _facts(
    document: Document, upload: Upload, integration: Integration, lang: str
) -> dict[str, str]:
    header, counts = document.header, document.counts
    first, last = document.voucher_dates
    own = document["balances"]
    try:
        debit = money(document.totals.debit, lang)
    except UnreadableAmountError:
        debit = MISSING
    return {
        "vouchers": count(counts.vouchers, lang),
        "accounts": count(counts.accounts, lang),
        "balance_accounts": count(len(own["account"].unique()), lang),
        "period_balances": count(counts.period_balances, lang),
        "series": count(len({one.series for one in document.series}), lang),
        "debit": debit,
        "first_voucher": str(first or MISSING),
        "last_voucher": str(last or MISSING),
        "year": period(upload.first_day, upload.last_day),
        "orgnr": upload.orgnr_raw or MISSING,
        "currency": header.currency,
        "integration": integration.name,
        "encoding": header.encoding,
        "checksum": str(header.checksum_declared),
    }


def _check(
    kind: CheckKind,
    found: Sequence[Finding],
    exact: int,
    facts: Mapping[str, Mapping[str, str]],
    document: Document,
) -> Check:
    ordered = sorted(found, key=_weight)
    light = _light(ordered)
    grey = why_not(kind.key, document) if light is Light.GREEN else None
    if grey is not None:
        text: Mapping[str, str] = grey
        light = Light.YELLOW if grey.get("light") == "yellow" else Light.GREY
    elif light is Light.GREEN:
        text = _filled(kind.good, facts, exact)
    else:
        text = _with_first(_filled(kind.bad, facts, exact), ordered[0])
    return Check(
        key=kind.key,
        light=light,
        blocks=any(one.kind.blocks_activation for one in ordered),
        title=kind.title,
        text={lang: text[lang] for lang in LANGUAGES},
        findings=tuple(as_json(one) for one in ordered[:MOST]),
        count=exact,
    )


def _light(found: Sequence[Finding]) -> Light:
    if any(one.kind.blocks_activation or one.severity is Severity.ERROR for one in found):
        return Light.RED
    looks = any(one.severity is Severity.WARNING or one.code in TO_LOOK_AT for one in found)
    return Light.YELLOW if looks else Light.GREEN


def _weight(finding: Finding) -> tuple[int, bool, int, bool, int]:
    remark = finding.severity is Severity.INFO
    looks = int(remark) + int(remark and finding.code not in TO_LOOK_AT)
    blocking, severity, line = weight(finding)
    return looks, blocking, severity, finding.code not in TOLD_FIRST, line


def _filled(
    sentences: Mapping[str, str], facts: Mapping[str, Mapping[str, str]], exact: int
) -> dict[str, Any]:
    return {
        lang: counted(sentences[lang], {**facts[lang], "count": count(exact, lang)})
        for lang in LANGUAGES
    }


def _with_first(text: Mapping[str, str], first: Finding) -> dict[str, str]:
    return {lang: f"{text[lang]} {told(first, lang)}" for lang in LANGUAGES}
