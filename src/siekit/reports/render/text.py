"""A report as text of fixed width, for a terminal; columns that do not fit follow below."""

from __future__ import annotations

import unicodedata
from textwrap import wrap
from typing import TYPE_CHECKING

from siekit.reports.model import LineKind
from siekit.reports.render.values import shown_money, shown_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.reports.model import Column, Line, Report
    from siekit.reports.render.base import Look

GAP = "  "
LEAST_LABEL = 24
"""Letters that the names of lines have at least; columns that leave fewer go below."""

SOURCES = {
    "balances": ("the file's own balances", "filens egna saldon"),
    "rows": ("opening balances and rows", "ingående balanser och transaktioner"),
    "periods": ("opening balances and period balances", "ingående balanser och periodsaldon"),
}

DIFFERENCES = {
    "balance-sheet": ("The balance sheet does not balance", "Balansräkningen balanserar inte"),
    "cash-flow": (
        "Cash moved by another amount than the lines explain",
        "Likvida medel ändrades med ett annat belopp än raderna förklarar",
    ),
}


class TextRenderer:
    """Text for terminals: 80 columns, more where there are more."""

    name = "text"
    extension = ".txt"
    streams = True

    def render(self, reports: Sequence[Report], look: Look) -> bytes:
        """Return the reports one below the other."""
        text = "\n".join(line for report in reports for line in (*as_lines(report, look), ""))
        return text.encode()


def as_lines(report: Report, look: Look) -> Iterator[str]:
    """Give the lines of a report."""
    yield from _head(report, look)
    for block in _blocks(report, look):
        yield ""
        yield from _table(report, block, look)
    yield from _unmapped(report, look)
    yield from _difference(report, look)
    for note in report.notes:
        yield from ("", *_wrapped(note[look.lang], look))


def _head(report: Report, look: Look) -> Iterator[str]:
    """Give title, company and year, and what the figures were made of."""
    swedish = look.lang == "sv"
    company = printable(report.company or ("Företag utan namn" if swedish else "No company name"))
    number = printable(report.orgnr or "")
    title = report.title[look.lang]
    year = (report.fiscal_year or "").replace("/", " – ")
    yield f"{look.strong(title)}{year:>{max(look.width - len(title), len(year) + 1)}}"
    room = look.width - len(number) - 1
    yield f"{_cut(company, room):<{room}} {number}".rstrip()
    source = SOURCES.get(report.source, (report.source, report.source))[swedish]
    made = f"{report.unit} · {'från' if swedish else 'from'} {source}"
    yield look.faint(made)


def _blocks(report: Report, look: Look) -> list[Sequence[int]]:
    """Return which columns stand beside each other; those that do not fit come below."""
    widths = _widths(report, look)
    cells = sum(_cell_widths(report, look)) + len(GAP) * len(report.cell_columns)
    room = look.width - LEAST_LABEL - cells
    blocks: list[list[int]] = [[]]
    used = 0
    for number, width in enumerate(widths):
        if blocks[-1] and used + width + len(GAP) > room:
            blocks.append([])
            used = 0
        blocks[-1].append(number)
        used += width + len(GAP)
    return list(blocks)


def _widths(report: Report, look: Look) -> list[int]:
    """Return the width of each column of values."""
    decimals = look.decimals_of(report)
    return [
        max(
            [len(_head_of(column, look))]
            + [
                len(shown_value(line.values[number], column, look.lang, decimals))
                for line in report.lines()
                if number < len(line.values)
            ]
        )
        for number, column in enumerate(report.columns)
    ]


def _cell_widths(report: Report, look: Look) -> list[int]:
    return [
        max(
            [len(_head_of(column, look))]
            + [
                len(printable(shown_value(line.cells[number], column, look.lang, 2)))
                for line in report.lines()
                if number < len(line.cells)
            ]
        )
        for number, column in enumerate(report.cell_columns)
    ]


def _head_of(column: Column, look: Look) -> str:
    """Return the head of a column; a whole year is told by its ends."""
    return column.head[look.lang].replace(" – ", "–")


def _table(report: Report, block: Sequence[int], look: Look) -> Iterator[str]:
    """Give the lines of a table with some of the columns."""
    widths = _widths(report, look)
    cells = _cell_widths(report, look)
    beside = sum(cells) + len(GAP) * len(cells) + sum(widths[n] + len(GAP) for n in block)
    label = max(look.width - beside, LEAST_LABEL)
    heads = [
        *(f"{_head_of(c, look):<{w}}" for c, w in zip(report.cell_columns, cells, strict=True)),
        f"{'':<{label}}",
        *(f"{_head_of(report.columns[n], look):>{widths[n]}}" for n in block),
    ]
    rule = "─" * (beside + label)
    yield look.faint(GAP.join(heads).rstrip())
    yield look.faint(rule)
    for section in report.sections:
        if section.title[look.lang] and len(report.sections) > 1:
            yield look.strong(_cut(printable(section.title[look.lang]), look.width))
        for line in section.lines:
            yield from _line(report, line, block, look, (cells, label, widths))


def _line(
    report: Report,
    line: Line,
    block: Sequence[int],
    look: Look,
    sizes: tuple[Sequence[int], int, Sequence[int]],
) -> Iterator[str]:
    """Give one line of a table; a total stands under a rule."""
    cells, label, widths = sizes
    decimals = look.decimals_of(report)
    parts = [
        f"{printable(shown_value(cell, column, look.lang, 2)):<{width}}"
        for cell, column, width in zip(
            line.cells or [None] * len(cells), report.cell_columns, cells, strict=True
        )
    ]
    indent = "  " * (line.level - 1)
    key = f"{line.key} " if line.accounts == (line.key,) else ""
    name = _cut(f"{indent}{printable(key + line.label[look.lang])}", label)
    parts.append(f"{name:<{label}}")
    for number in block:
        value = line.values[number] if number < len(line.values) else None
        text = shown_value(value, report.columns[number], look.lang, decimals)
        missing = value is None and line.kind is LineKind.SUBTOTAL and bool(report.cell_columns)
        parts.append(f"{'' if missing else text:>{widths[number]}}")
    text = GAP.join(parts).rstrip()
    if line.kind is LineKind.LINE:
        yield text
        return
    yield look.strong(text)
    if line.kind is LineKind.TOTAL:
        yield look.faint("═" * min(len(text), look.width))


def _unmapped(report: Report, look: Look) -> Iterator[str]:
    """Give the accounts that no line takes: they are always shown."""
    if not report.unmapped:
        return
    decimals = look.decimals_of(report)
    yield ""
    yield look.strong(
        "Konton utanför räkningens rader"
        if look.lang == "sv"
        else "Accounts that no line of the statement takes"
    )
    for one in report.unmapped:
        values = GAP.join(shown_money(value, look.lang, decimals) for value in one.values)
        name = _cut(printable(f"{one.account} {one.name}"), max(look.width - len(values) - 2, 20))
        yield f"{name:<{look.width - len(values)}}{values}"


def _difference(report: Report, look: Look) -> Iterator[str]:
    """Give by how much a balance sheet does not balance, and why."""
    if report.difference is None or not any(report.difference.values):
        return
    first = shown_money(next(filter(None, report.difference.values)), look.lang, 2)
    yield ""
    told = DIFFERENCES.get(report.name, DIFFERENCES["balance-sheet"])[look.lang == "sv"]
    yield look.strong(f"{told}: {first} {report.unit}.")
    for cause in report.difference.causes:
        amount = shown_money(cause.amount, look.lang, 2)
        yield from _wrapped(f"{amount}: {cause.text[look.lang]}", look)


def _wrapped(text: str, look: Look) -> list[str]:
    return wrap(printable(text), look.width) or [""]


def printable(text: str) -> str:
    """Return a stranger's text without what could steer a terminal."""
    if text.isprintable():
        return text
    return "".join(
        " " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter for letter in text
    ).replace("\x1b", " ")


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"
