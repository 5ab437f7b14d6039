"""Several files as one table with a line of totals, as text for people."""

from __future__ import annotations

import os.path
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING

from siekit.cli.columns import GAP, cut, cut_front, wrapped
from siekit.cli.terminal import printable
from siekit.locale.figures import MISSING, count, money, short_period
from siekit.locale.words import word
from siekit.model import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from siekit.cli.shown import Shown
    from siekit.cli.terminal import Screen

Table = dict[str, list[str]]
"""Columns by name, each with its head, a cell for each file, and its total."""

FILES_NAMED = 5

_NARROWEST = {"file": 14, "company": 10}
_TEXTS = ("file", "company", "type", "fiscal_year")
_DROPPED_FIRST = ("transactions", "credit", "warnings", "company", "type")


def comparison(seen: Sequence[Shown], to: Screen, lang: str) -> list[str]:
    """A line for each file and one with their totals, as many columns as there is room for."""
    folder = _common_folder(seen)
    head, *lines, totals = _rows(_fitted(_table(seen, folder, lang), to.width))
    above = [to.faint(cut(printable(word("folder", lang, folder=folder)), to.width))]
    rule = "─" * len(head)
    return [
        *(above if folder else []),
        to.strong(head),
        rule,
        *lines,
        rule,
        to.strong(totals),
        *_notes(seen, folder, to, lang),
    ]


def _common_folder(seen: Sequence[Shown]) -> str:
    """The folder that all files lie in, told once instead of in every line."""
    folders = [os.path.dirname(one.header.file) for one in seen]  # noqa: PTH120, a name in a zip
    if not all(folders) or len({os.path.isabs(folder) for folder in folders}) > 1:  # noqa: PTH117
        return ""
    return os.path.commonpath(folders)


def _name(one: Shown, folder: str) -> str:
    """The name of the file below the common folder."""
    return printable(
        one.header.file.removeprefix(folder).lstrip("/\\") if folder else one.header.file
    )


def _table(seen: Sequence[Shown], folder: str, lang: str) -> Table:
    """All columns that the table may have."""
    severities = [one.severities for one in seen]
    totals = [one.totals if one.counts.transactions else None for one in seen]
    files = [_name(one, folder) for one in seen]
    return {
        "file": [word("file", lang), *files, word("files", lang, n=count(len(seen), lang))],
        "company": [word("company", lang), *map(_company, seen), ""],
        "type": [word("type", lang), *(one.header.sie_type for one in seen), ""],
        "fiscal_year": [word("year", lang), *map(_year, seen), ""],
        "vouchers": _numbers("vouchers_short", [one.counts.vouchers for one in seen], lang),
        "transactions": _numbers("rows_short", [one.counts.transactions for one in seen], lang),
        "debit": _amounts("debit", [one.debit if one else None for one in totals], seen, lang),
        "credit": _amounts("credit", [one.credit if one else None for one in totals], seen, lang),
        "errors": _numbers("errors_short", [one["error"] for one in severities], lang),
        "warnings": _numbers("warnings_short", [one["warning"] for one in severities], lang),
    }


def _company(one: Shown) -> str:
    """The company's name, else its number."""
    company = one.header.company
    return printable(company.name or company.orgnr or company.orgnr_raw or MISSING)


def _year(one: Shown) -> str:
    """The file's own fiscal year."""
    years = [year for year in one.fiscal_years if year.year_no == 0]
    return short_period(years[0].start_date, years[0].end_date) if years else MISSING


def _numbers(key: str, values: Sequence[int], lang: str) -> list[str]:
    """A column of whole numbers with their sum."""
    return [word(key, lang), *(count(value, lang) for value in (*values, sum(values)))]


def _amounts(
    key: str, values: Sequence[Decimal | None], seen: Sequence[Shown], lang: str
) -> list[str]:
    """A column of amounts with their sum, if all can be added up and are of one currency."""
    one_currency = len({one.header.currency for one in seen}) == 1
    can_be_added = one_currency and not any(one.refusal for one in seen)
    known = [value for value in values if value is not None]
    total = reduce(EXACT.add, known, Decimal(0)) if can_be_added else None
    shown = (MISSING if value is None else money(value, lang) for value in (*values, total))
    return [word(key, lang), *shown]


def _fitted(table: Table, width: int) -> Table:
    """The columns that there is room for, file and company made as wide as they can be."""
    table = dict(table)
    for name in _DROPPED_FIRST:
        if _least(table) <= width:
            break
        table.pop(name, None)
    rooms = {
        name: min(_NARROWEST[name], _widest(table[name])) for name in _NARROWEST if name in table
    }
    spare = width - _least(table)
    while spare > 0:
        growing = [name for name, room in rooms.items() if room < _widest(table[name])]
        for name in growing[:spare]:
            rooms[name] += 1
        spare = spare - len(growing) if growing else 0
    for name, room in rooms.items():
        short = cut_front if name == "file" else cut
        table[name] = [short(cell, room) for cell in table[name]]
    return table


def _least(table: Table) -> int:
    """The room that the columns need at least."""
    widths = (
        min(_widest(cells), _NARROWEST.get(name, _widest(cells))) for name, cells in table.items()
    )
    return sum(widths) + len(GAP) * (len(table) - 1)


def _widest(cells: Iterable[str]) -> int:
    """The room that a column needs."""
    return max(map(len, cells))


def _rows(table: Table) -> list[str]:
    """The columns side by side, texts to the left and figures to the right."""
    aligned = []
    for name, cells in table.items():
        width = _widest(cells)
        aligned.append(
            [cell.ljust(width) if name in _TEXTS else cell.rjust(width) for cell in cells]
        )
    return [GAP.join(cells) for cells in zip(*aligned, strict=True)]


def _notes(seen: Sequence[Shown], folder: str, to: Screen, lang: str) -> list[str]:
    """What the figures do not say themselves."""
    notes = [f"{_name(one, folder)}: {one.refusal}" for one in seen if one.refusal]
    unbalanced = [one for one in seen if one.totals and one.totals.difference]
    for one in unbalanced[:FILES_NAMED]:
        amount = money(one.totals.difference, lang) if one.totals else MISSING
        notes.append(word("differ", lang, file=_name(one, folder), amount=amount))
    more = len(unbalanced) - FILES_NAMED
    if more > 0:
        notes.append(word("more_files_differ", lang, n=count(more, lang)))
    currencies = sorted({one.header.currency for one in seen})
    if len(currencies) > 1:
        notes.append(word("several_currencies", lang, names=", ".join(currencies)))
    if not notes:
        notes.append(word("all_balanced", lang))
    return [line for note in notes for line in wrapped(printable(note), to.width)]
