"""A report as text of fixed width, for a terminal; columns that do not fit follow below."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from siekit.reports.model import Line, LineKind, Words
from siekit.reports.render.shown import printable, shown, with_beneath
from siekit.reports.render.values import shown_money
from siekit.reports.render.words import (
    NO_NAME,
    NOTHING_HERE,
    UNMAPPED,
    difference_of,
    made_of,
    remarks,
    year_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.reports.model import Report
    from siekit.reports.render.base import Look
    from siekit.reports.render.shown import Shown

GAP = "  "
LEAST_LABEL = 26
LEAST_TEXT = 14
"""Letters that names of lines, and texts of rows, have at least; other columns go below."""

USUAL = 80


class TextRenderer:
    """Text for terminals: 80 columns, more where there are more."""

    name = "text"
    extension = ".txt"
    streams = True
    draws = False

    def render(self, reports: Sequence[Report], look: Look) -> bytes:
        """Return the reports one below the other."""
        text = "\n".join(line for report in reports for line in (*as_lines(report, look), ""))
        return text.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class _Table:
    """How wide everything is; `blocks` are the columns that stand beside each other."""

    shown: Shown
    look: Look
    cells: list[int]
    widths: dict[int, int]
    blocks: list[list[int]]
    label: int
    width: int


def as_lines(report: Report, look: Look) -> Iterator[str]:
    """Give the lines of a report."""
    table = _measured(report, look)
    yield from _head(report, look, table.width)
    for block in table.blocks:
        yield ""
        yield from _block(table, block)
    yield from _difference(report, look)
    for remark in remarks(report, look):
        yield from ("", *_wrapped(remark, look))


def _head(report: Report, look: Look, width: int) -> Iterator[str]:
    """Give title, company and year, and what the figures were made of."""
    company = printable(report.company or NO_NAME[look.lang])
    number = printable(report.orgnr or "")
    title = report.title[look.lang]
    year = year_of(report)
    yield f"{look.strong(title)}{year:>{max(width - len(title), len(year) + 1)}}"
    room = width - len(number) - 1
    yield f"{_cut(company, room):<{room}} {number}".rstrip()
    yield look.faint(made_of(report, look.lang))


def _measured(report: Report, look: Look) -> _Table:
    """Return how wide the columns of a report are, and which of them fit beside each other."""
    seen = shown(report, look)
    cells = [len(seen.head(column)) for column in seen.cell_columns]
    widths = {n: len(seen.head(report.columns[n])) for n in seen.values}
    names = [0]
    for lines in (*(section.lines for section in report.sections), _unmapped(report)):
        for line in with_beneath(lines, details=look.details):
            names.append(len(seen.label(line)) + len(_indent(line, seen)))
            for at, text in enumerate(seen.cell_texts(line)):
                cells[at] = max(cells[at], len(text))
            for n, text in zip(seen.values, seen.value_texts(line), strict=True):
                widths[n] = max(widths[n], len(text))
    beside = sum(cells) + len(GAP) * len(cells)
    least = LEAST_TEXT if cells else LEAST_LABEL
    blocks = _blocks(widths, look.width - beside - least)
    widest = beside + max(sum(widths[n] + len(GAP) for n in block) for block in blocks)
    full = max(min(look.width, USUAL), min(look.width, widest + max(names)))
    full = max(full, widest + least)
    return _Table(seen, look, cells, widths, blocks, least, full)


def _blocks(widths: dict[int, int], room: int) -> list[list[int]]:
    blocks: list[list[int]] = [[]]
    used = 0
    for number, width in widths.items():
        if blocks[-1] and used + width + len(GAP) > room:
            blocks.append([])
            used = 0
        blocks[-1].append(number)
        used += width + len(GAP)
    return blocks


def _block(table: _Table, block: Sequence[int]) -> Iterator[str]:
    """Give the lines of a table with some of the columns."""
    seen, look, report = table.shown, table.look, table.shown.report
    beside = sum(width + len(GAP) for width in (*table.cells, *(table.widths[n] for n in block)))
    label = table.width - beside
    cell_heads = zip(seen.cell_columns, table.cells, strict=True)
    heads = [
        *(f"{seen.head(column):<{width}}" for column, width in cell_heads),
        f"{'':<{label}}",
        *(f"{seen.head(report.columns[n]):>{table.widths[n]}}" for n in block),
    ]
    yield look.faint(GAP.join(heads).rstrip())
    yield look.faint("─" * table.width)
    if not any(section.lines for section in report.sections):
        yield from _wrapped(NOTHING_HERE[look.lang], look)
    for section in report.sections:
        title = printable(section.title[look.lang])
        if title and (len(report.sections) > 1 or seen.is_ledger):
            yield look.strong(_cut(title, table.width))
        for line in with_beneath(section.lines, details=look.details):
            yield from _line(table, line, block, label)
    if report.unmapped:
        yield from ("", look.strong(UNMAPPED[look.lang]))
    for line in _unmapped(report):
        yield from _line(table, line, block, label)


def _line(table: _Table, line: Line, block: Sequence[int], label: int) -> Iterator[str]:
    """Give one line of a table; a name that is too long goes on, a total stands over a rule."""
    seen, look = table.shown, table.look
    cells = zip(seen.cell_texts(line), table.cells, strict=True)
    one_row = seen.is_ledger or line.accounts == (line.key,)
    *names, name = _names(_indent(line, seen), seen.label(line), label, one_row=one_row)
    texts = zip(seen.value_texts(line, only=block), block, strict=True)
    parts = [
        *(f"{text:<{width}}" for text, width in cells),
        f"{name:<{label}}",
        *(f"{text:>{table.widths[n]}}" for text, n in texts),
    ]
    style = look.strong if line.kind is not LineKind.LINE else str
    for first in (*names, GAP.join(parts).rstrip()):
        yield style(first)
    if line.kind is LineKind.TOTAL:
        yield look.faint("═" * table.width)


def _names(indent: str, name: str, width: int, *, one_row: bool) -> list[str]:
    """Return a line's name: cut where it must be one row, else on more where it is long."""
    text = f"{indent}{name}"
    if one_row or len(text) <= width:
        return [_cut(text, width)]
    return wrap(name, width, initial_indent=indent, subsequent_indent=f"{indent}  ")


def _indent(line: Line, seen: Shown) -> str:
    return (" " if seen.is_ledger else "  ") * (line.level - 1)


def _unmapped(report: Report) -> tuple[Line, ...]:
    """Return the accounts that no line takes: they are always shown."""
    return tuple(
        Line(
            key=one.account,
            label=Words(one.name, one.name),
            accounts=(one.account,),
            values=one.values,
        )
        for one in report.unmapped
    )


def _difference(report: Report, look: Look) -> Iterator[str]:
    """Give by how much a balance sheet does not balance, and why."""
    if report.difference is None or not any(report.difference.values):
        return
    yield ""
    yield look.strong(difference_of(report, look.lang))
    for cause in report.difference.causes:
        amount = shown_money(cause.amount, look.lang, 2)
        yield from _wrapped(f"{amount}: {cause.text[look.lang]}", look)


def _wrapped(text: str, look: Look) -> list[str]:
    return wrap(printable(text), look.width) or [""]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"
