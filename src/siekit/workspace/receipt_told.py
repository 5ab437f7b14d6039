"""A receipt in words, part by part: the same on a page, on paper and in a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from siekit.locale.figures import MISSING, count
from siekit.reports.model import Column, ColumnKind, FileRef, Line, Report, Section, Words
from siekit.reports.render.base import SWEDEN, Look
from siekit.reports.render.values import shown_money
from siekit.workspace.changing import STATE_WORDS_SV
from siekit.workspace.head_facts import MOST_SERIES
from siekit.workspace.orgnr_text import hyphened
from siekit.workspace.receipt_words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from decimal import Decimal

    from siekit.workspace.model import Upload
    from siekit.workspace.receipt import Receipt, Spell

NAME = "receipt"
ALSO_CALLED = {"CP437": "PC8"}
"""What the standard calls an encoding that has another name elsewhere."""


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of a receipt with (what, value) pairs beneath it."""

    key: str
    title: str
    pairs: tuple[tuple[str, str], ...]


def receipt_parts(receipt: Receipt, lang: str) -> list[Part]:
    """Return the parts of a receipt in a language, without those that have nothing to tell."""
    parts = ((key, tuple(make(receipt, lang))) for key, make in PARTS.items())
    return [Part(key, _word(f"part_{key}", lang), pairs) for key, pairs in parts if pairs]


def receipt_notes(receipt: Receipt, lang: str) -> list[str]:
    """Return how the file is compared with its receipt, and when that was made."""
    made = _moment(receipt.made_at, lang)
    return [
        _word("how_to_check", lang, sha256=receipt.upload.sha256),
        _word("made", lang, at=made, version=receipt.made_with, domain=receipt.domain),
    ]


def receipt_report(receipt: Receipt, lang: str) -> Report:
    """Return a receipt as a report in one language, for the renderers of paper."""
    upload = receipt.upload
    return Report(
        name=NAME,
        title=_same(_word("title", lang)),
        company=upload.company or upload.integration or upload.file,
        orgnr=hyphened(upload.orgnr) or upload.orgnr_raw,
        fiscal_year=upload.fiscal_year,
        source=NAME,
        unit=upload.currency or "SEK",
        columns=(),
        cell_columns=(Column("what", _same(""), ColumnKind.TEXT),),
        sections=tuple(
            Section(
                part.key,
                _same(part.title),
                tuple(
                    Line(key=f"{part.key}.{n}", label=_same(value), cells=(what,))
                    for n, (what, value) in enumerate(part.pairs)
                ),
            )
            for part in receipt_parts(receipt, lang)
        ),
        notes=tuple(map(_same, receipt_notes(receipt, lang))),
        files=(FileRef(upload.id, upload.file, upload.sha256),),
    )


def _file(receipt: Receipt, lang: str) -> Iterator[tuple[str, str]]:
    upload = receipt.upload
    source = f"source_{upload.source}"
    how = _word(source, lang) if source in WORDS else upload.source
    yield _word("file", lang), upload.file
    yield _word("size", lang), _word("bytes", lang, number=count(upload.size, lang))
    yield "SHA-256", upload.sha256
    yield _word("received", lang), _moment(upload.uploaded_at, lang)
    yield _word("by", lang), upload.uploaded_by
    yield _word("how", lang), how
    yield _word("number", lang), str(upload.id)
    yield _word("state", lang), _state(upload, lang)
    if upload.erased_at:
        yield _word("erased", lang), _moment(upload.erased_at, lang)


def _state(upload: Upload, lang: str) -> str:
    word = STATE_WORDS_SV[upload.state] if lang == "sv" else upload.state.value.lower()
    since = _word("since", lang, state=word, at=_moment(upload.state_at, lang))
    return f"{since}, {_word('in_reports' if upload.in_reports else 'not_in_reports', lang)}"


def _refused(receipt: Receipt, lang: str) -> Iterator[tuple[str, str]]:
    if receipt.refusal is not None:
        yield _word("reason", lang), receipt.refusal.text(lang)
        yield _word("code", lang), receipt.refusal.code


def _says(receipt: Receipt, lang: str) -> Iterator[tuple[str, str]]:
    upload, preview = receipt.upload, receipt.upload.preview
    if preview is None:
        return
    declared = preview["currency"]["declared"]
    year = f"{upload.first_day or MISSING} – {upload.last_day or MISSING}"
    encoding, stated = preview["encoding"]["found"], preview["encoding"]["declared"]
    agrees = stated in {None, encoding, ALSO_CALLED.get(encoding)}
    yield _word("company", lang), upload.company or MISSING
    yield _word("orgnr", lang), hyphened(upload.orgnr) or upload.orgnr_raw or MISSING
    yield _word("year", lang), year + (_word("derived", lang) if upload.year_derived else "")
    yield _word("sie_type", lang), preview["sie_type"]
    yield (
        _word("currency", lang),
        (preview["currency"]["code"] + ("" if declared else _word("standard", lang))),
    )
    yield _word("program", lang), _joined(preview["program"], "name", "version")
    yield _word("generated", lang), _joined(preview["generated"], "date", "signature")
    yield (
        _word("encoding", lang),
        (encoding + ("" if agrees else _word("stated", lang, stated=stated))),
    )
    if upload.integration:
        how = f"linked_{upload.linked_how or 'picked'}"
        yield _word("linked", lang), f"{upload.integration} ({_word(how, lang)})"
    for name in ("other_orgnr_confirmed_by", "currency_confirmed_by"):
        if getattr(upload, name):
            yield _word(name, lang), getattr(upload, name)


def _read(receipt: Receipt, lang: str) -> Iterator[tuple[str, str]]:
    preview = receipt.upload.preview
    if preview is None:
        return
    counts, dates = preview["counts"], preview["voucher_dates"]
    yield _word("lines", lang), count(preview["lines"]["total"], lang)
    yield _word("lines_not_taken", lang), _not_taken(receipt, lang)
    yield _word("other_records", lang), count(counts["other_records"], lang)
    yield _word("accounts", lang), count(counts["accounts"], lang)
    yield _word("vouchers", lang), count(counts["vouchers"], lang)
    yield _word("rows", lang), count(counts["transactions"], lang)
    for name in ("added", "removed"):
        if counts[name]:
            yield _word(name, lang), count(counts[name], lang)
    yield _word("dates", lang), f"{dates['first'] or MISSING} – {dates['last'] or MISSING}"
    if preview.get("covered_to"):
        yield _word("covered_to", lang), preview["covered_to"]


def _not_taken(receipt: Receipt, lang: str) -> str:
    number, lines = receipt.not_taken or 0, receipt.not_taken_lines
    if not number or not lines:
        return count(number, lang)
    named = ", ".join(map(str, lines)) + (" …" if number > len(lines) else "")
    return _word("which_lines", lang, number=count(number, lang), lines=named)


def _series(receipt: Receipt, lang: str) -> Iterator[tuple[str, str]]:
    preview = receipt.upload.preview
    if preview is None:
        return
    for one in preview["series"][:MOST_SERIES]:
        span = "" if one["first"] is None else f"{one['first']} – {one['last']}"
        number = _word(
            "voucher" if one["vouchers"] == 1 else "several_vouchers",
            lang,
            number=count(one["vouchers"], lang),
        )
        yield (
            one["series"] or _word("no_series", lang),
            (" · ".join(part for part in (span, number) if part)),
        )
    if preview.get("series_left_out"):
        yield _word("more_series", lang), count(preview["series_left_out"], lang)


def _sums(receipt: Receipt, lang: str) -> Iterator[tuple[str, str]]:
    preview = receipt.upload.preview
    if preview is None:
        return
    unit = preview["currency"]["code"]
    for name in ("debit", "credit"):
        yield _word(name, lang), _money(preview["totals"][name], lang, unit)
    if receipt.checks:
        yield _word("result", lang), _money(receipt.totals.result, lang, unit)
        yield _word("assets", lang), _money(receipt.totals.assets, lang, unit)


def _checks(receipt: Receipt, lang: str) -> Iterator[tuple[str, str]]:
    for check in receipt.checks:
        light = _word(f"light_{check['light']}", lang)
        yield check["title"][lang], f"{light}: {check['text'][lang]}"


def _findings(receipt: Receipt, lang: str) -> Iterator[tuple[str, str]]:
    if receipt.findings is None:
        return
    least = _word("at_least", lang) if receipt.findings_cut else ""
    for severity, number in receipt.findings.items():
        yield _word(f"severity_{severity}", lang), f"{least}{count(number, lang)}"


def _changes(receipt: Receipt, lang: str) -> Iterator[tuple[str, str]]:
    for one in receipt.changes:
        told = _word(f"action_{one.action}", lang, by=one.actor)
        if one.override_reason:
            told = f"{told} {_word('override', lang, reason=one.override_reason)}"
        _, superseded, number = one.reason.partition("superseded by upload ")
        if superseded:
            told = f"{told} {_word('superseded_by', lang, number=number)}"
        elif one.reason == "rollback":
            told = f"{told} {_word('by_rollback', lang)}"
        yield _moment(one.at, lang), told


def _spells(receipt: Receipt, lang: str) -> Iterator[tuple[str, str]]:
    for one in receipt.spells:
        yield _word("snapshot", lang, number=one.first), _spell(one, lang)


def _spell(one: Spell, lang: str) -> str:
    began = _moment(one.first_at, lang)
    if one.until is None or one.until_at is None:
        return _word("in_since", lang, at=began)
    return _word("in_until", lang, at=began, until=_moment(one.until_at, lang), number=one.until)


PARTS: Mapping[str, Callable[[Receipt, str], Iterator[tuple[str, str]]]] = {
    "file": _file,
    "refused": _refused,
    "says": _says,
    "read": _read,
    "series": _series,
    "sums": _sums,
    "checks": _checks,
    "findings": _findings,
    "changes": _changes,
    "snapshots": _spells,
}
"""What makes each part, in their order."""


def _word(key: str, lang: str, **values: object) -> str:
    return WORDS[key][lang].format(**values)


def _same(text: str) -> Words:
    return Words(text, text)


def _joined(facts: Mapping[str, Any], *names: str) -> str:
    return " ".join(str(facts[name]) for name in names if facts[name]) or MISSING


def _money(amount: Decimal | str | None, lang: str, unit: str) -> str:
    from decimal import Decimal

    if amount is None:
        return MISSING
    return f"{shown_money(Decimal(amount), lang, 2)} {unit}"


def _moment(moment: datetime, lang: str) -> str:
    return Look(lang=lang, made=moment, zone=ZoneInfo(SWEDEN)).made_at()
