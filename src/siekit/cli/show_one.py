"""One file in full, as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.cli.columns import LABEL_WIDTH, columns, cut, cut_front, wrapped
from siekit.cli.show_findings import findings_in_brief
from siekit.cli.terminal import printable
from siekit.locale.evidence import evidence
from siekit.locale.figures import MISSING, count, money, period
from siekit.locale.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.cli.shown import Shown
    from siekit.cli.terminal import Screen
    from siekit.model import Header

SERIES_SHOWN = 12

_COUNTS = (
    ("accounts", "vouchers"),
    ("dimensions", "transactions"),
    ("objects", "added"),
    ("balances", "removed"),
    ("period_balances", "sru_codes"),
    ("fiscal_years", "other_records"),
)


def overview(one: Shown, to: Screen, lang: str, *, brief: bool) -> list[str]:
    """Everything about one file; `brief` adds its first findings."""
    lines = [
        to.faint(cut_front(printable(one.header.file), to.width)),
        *_head(one.header, to, lang),
        "",
    ]
    for name, text in _facts(one, lang):
        lines += _labelled(name, wrapped(printable(text), to.width - LABEL_WIDTH), to)
    for name, table in (
        (word("records", lang), _records(one, lang)),
        (word("series", lang), _series(one, lang)),
        (word("totals", lang), _totals(one, to, lang)),
        (word("lines", lang), _lines(one, lang)),
    ):
        if table:
            lines += ["", *_labelled(name, table, to)]
    if brief:
        lines += ["", *findings_in_brief(one, to, lang)]
    return lines


def _head(header: Header, to: Screen, lang: str) -> list[str]:
    """Name and organisation number of the company on one line, on two where it is long."""
    name = printable(header.company.name or word("no_name", lang))
    orgnr = printable(header.company.orgnr or header.company.orgnr_raw or word("no_orgnr", lang))
    room = to.width - len(name) - len(orgnr)
    if room > 1:
        return [f"{to.strong(name)}{'':{room}}{orgnr}"]
    return [*map(to.strong, wrapped(name, to.width)), orgnr.rjust(to.width)]


def _facts(one: Shown, lang: str) -> Iterator[tuple[str, str]]:
    """Who wrote the file, for which years, and how it was read."""
    header = one.header
    name = word("fiscal_years", lang)
    for year in one.fiscal_years:
        number = MISSING if year.year_no is None else f"{year.year_no:>2}".replace("-", "−")
        yield name, f"{number}   {period(year.start_date, year.end_date)}"
        name = ""
    if name:
        yield name, MISSING
    yield word("type", lang), f"{header.sie_type} ({evidence(header.sie_type_evidence, lang)})"
    program = " ".join(part for part in (header.program.name, header.program.version) if part)
    yield word("program", lang), program or MISSING
    yield word("generated", lang), _generated(header, lang)
    yield word("currency", lang), _currency(header, lang)
    key = "encoding_declared" if header.encoding_declared else "encoding_undeclared"
    declared = header.encoding_declared
    yield word("encoding", lang), word(key, lang, found=header.encoding, declared=declared)
    yield word("chart_type", lang), header.chart_type or header.chart_type_raw or MISSING
    yield word("covered_to", lang), str(header.covered_to or MISSING)
    if one.counts.vouchers:
        yield word("voucher_dates", lang), period(*one.voucher_dates)


def _generated(header: Header, lang: str) -> str:
    """When the file was written, and by whom."""
    generated = header.generated
    if generated.signature:
        return word("by", lang, date=generated.date or MISSING, name=generated.signature)
    return str(generated.date or MISSING)


def _currency(header: Header, lang: str) -> str:
    """The currency, and whether the file names it."""
    if header.currency_declared:
        return header.currency
    return word("currency_assumed", lang, currency=header.currency)


def _records(one: Shown, lang: str) -> list[str]:
    """How many records of each kind, in two columns."""
    rows = []
    for pair in _COUNTS:
        cells = []
        for key in pair:
            cells += [word(key, lang), count(getattr(one.counts, key), lang)]
        rows.append(cells)
    left = columns([row[:2] for row in rows])
    right = columns([row[2:] for row in rows])
    return [f"{first}    {second}" for first, second in zip(left, right, strict=True)]


def _series(one: Shown, lang: str) -> list[str]:
    """The number ranges of the voucher series."""
    if not one.series:
        return []
    rows = [[word(key, lang) for key in ("series", "first", "last", "vouchers")]]
    rows += [
        [
            cut(printable(series.series or MISSING), 16),
            cut(printable(series.first or MISSING), 14),
            cut(printable(series.last or MISSING), 14),
            count(series.vouchers, lang),
        ]
        for series in one.series[:SERIES_SHOWN]
    ]
    more = len(one.series) - SERIES_SHOWN
    rest = [word("more_series", lang, n=count(more, lang))] if more > 0 else []
    return columns(rows) + rest


def _totals(one: Shown, to: Screen, lang: str) -> list[str]:
    """Debit and credit, and their difference where there is one."""
    if one.totals is None:
        return wrapped(one.refusal, to.width - LABEL_WIDTH)
    if not one.counts.transactions:
        return []
    debit, credit = one.totals.debit, one.totals.credit
    rows = [[word("debit", lang), money(debit, lang)], [word("credit", lang), money(credit, lang)]]
    rows.append([word("difference", lang), money(one.totals.difference, lang)])
    *lines, difference = columns(rows)
    return [*lines, to.severity(difference, "error") if one.totals.difference else difference]


def _lines(one: Shown, lang: str) -> list[str]:
    """Where the lines of the file went."""
    keys = ("rows", "header", "braces", "blank", "other", "rejected", "total")
    figures = [count(getattr(one.lines, key), lang) for key in keys]
    return columns([[word(key, lang) for key in keys], figures], left=0)


def _labelled(label: str, lines: list[str], to: Screen) -> list[str]:
    """Lines with a label before the first one and room before the others."""
    heads = [to.faint(label) + " " * (LABEL_WIDTH - len(label))]
    indent = " " * LABEL_WIDTH
    return [(heads.pop() if heads else indent) + line for line in lines]
