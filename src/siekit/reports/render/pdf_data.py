"""What a PDF is made from: the texts of reports as plain data, in letters that its font has."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from siekit.reports.render.shown import printable, shown, with_beneath
from siekit.reports.render.svg import chart_svg
from siekit.reports.render.svg_pen import Pen
from siekit.reports.render.values import shown_money
from siekit.reports.render.words import (
    CONTENTS,
    FILE_LINE,
    FILES,
    MADE,
    NO_NAME,
    NOTHING_HERE,
    OF,
    PAGE,
    UNMAPPED,
    difference_of,
    made_of,
    name_of_names,
    remarks,
    year_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.reports.model import Line, Report
    from siekit.reports.render.base import Look
    from siekit.reports.render.shown import Shown

FONT = "Libertinus Serif"
UNKNOWN = "\ufffd"
HAS_LETTERS = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x2B0, 0x377),
    (0x391, 0x3A1),
    (0x3A3, 0x3FF),
    (0x400, 0x4FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x202F, 0x203E),
    (0x20A0, 0x20C0),
    (0x2190, 0x22FF),
    (0x2500, 0x25FF),
    (ord(UNKNOWN), ord(UNKNOWN)),
)
"""Letters that the fonts of typst are known to have; PDF/A refuses others."""

SHORT_HASH = 16
PORTRAIT, LANDSCAPE = 112, 215
"""Letters that fit beside each other, in 8.5 and in 7 points."""

EM_A_LETTER = 0.48
"""How wide a digit of the bold font is, with some room."""

LINE_LETTERS = 6
HEAD_LETTERS = 12
"""Heads of columns that are longer go on below."""

NAME_LETTERS, TEXT_LETTERS = 34, 26
GAP = 3


def pdf_data(reports: Sequence[Report], look: Look) -> dict[str, Any]:
    """Return reports as the template wants them."""
    moment = look.moment()
    first = reports[0] if reports else None
    title = "siekit" if first is None else f"{first.title[look.lang]} {first.company or ''}"
    return {
        "lang": look.lang,
        "title": in_letters(title.strip()),
        "made": [*moment.timetuple()[:6]],
        "contents": CONTENTS[look.lang],
        "page": PAGE[look.lang],
        "of": OF[look.lang],
        "reports": [_report(report, look) for report in reports],
    }


def in_letters(text: str) -> str:
    """Return a stranger's text in letters that the font has, others as �."""
    return "".join(
        letter if any(low <= ord(letter) <= high for low, high in HAS_LETTERS) else UNKNOWN
        for letter in printable(text)
    )


def _report(report: Report, look: Look) -> dict[str, Any]:
    seen = shown(report, look)
    wide, tables = _tables(report, seen, look)
    company = " · ".join(
        part for part in (report.company or NO_NAME[look.lang], report.orgnr) if part
    )
    return {
        "title": report.title[look.lang],
        "entry": in_letters(f"{report.title[look.lang]} · {company} · {year_of(report)}"),
        "company": in_letters(company),
        "year": year_of(report),
        "made_of": in_letters(" · ".join((year_of(report), made_of(report, look.lang)))),
        "foot": in_letters(_foot(report, look)),
        "wide": wide,
        "ledger": seen.is_ledger,
        "charts": _charts(report, look),
        "difference": _difference(report, look),
        "tables": [*tables, *_unmapped(report, seen)],
        "remarks": [in_letters(one) for one in _remarks(report, look)],
        "files": [
            in_letters(f"{FILES[look.lang]}: {one.file} · SHA-256 {one.sha256}")
            for one in report.files
        ],
    }


def _remarks(report: Report, look: Look) -> Iterator[str]:
    if not any(section.lines for section in report.sections):
        yield NOTHING_HERE[look.lang]
    yield from remarks(report, look)


def _foot(report: Report, look: Look) -> str:
    made = f"{MADE[look.lang]} {look.made_at()}"
    if not report.files:
        return made
    file = report.files[0]
    return f"{file.file} · SHA-256 {file.sha256[:SHORT_HASH]}… · {made}"


def _charts(report: Report, look: Look) -> list[dict[str, str]]:
    pen = Pen(
        ink="#1d2126",
        faint="#5b6470",
        line="#d8d5cd",
        fill="#1f5a7d",
        paper="#ffffff",
        font=FONT,
        lang=look.lang,
        currency=report.unit,
    )
    return [
        {
            "title": in_letters(chart.title[look.lang]),
            "alt": in_letters(chart.title[look.lang]),
            "svg": in_letters(chart_svg(chart, pen, ident=chart.key)),
            "note": in_letters(chart.note[look.lang]) if chart.note else "",
        }
        for chart in report.charts
    ]


def _tables(report: Report, seen: Shown, look: Look) -> tuple[bool, list[dict[str, Any]]]:
    """Return the tables of a report, and whether they need the page to lie."""
    lines = [[*with_beneath(section.lines, details=look.details)] for section in report.sections]
    cells, widths = _widths(seen, chain.from_iterable(lines))
    name = TEXT_LETTERS if seen.is_ledger else NAME_LETTERS
    beside = sum(cells) + GAP * len(cells) + name
    wide = beside + sum(width + GAP for width in widths) > PORTRAIT
    blocks = _blocks(seen, widths, (LANDSCAPE if wide else PORTRAIT) - beside)
    of = dict(zip(seen.values, widths, strict=True))
    return wide, [
        {
            **_table(report, seen, lines, block, wide=wide),
            "widths": _ems(cells, [of[n] for n in block], wide=wide, places=seen.has_places()),
        }
        for block in blocks
    ]


def _ems(cells: Sequence[int], widths: Sequence[int], *, wide: bool, places: bool) -> list[float]:
    """Return how wide columns are in letters of the font; 0 takes what is left.

    Measured here, because typst would lay out every cell of a long ledger to find it out.
    """
    gap = 0.9 if wide else 1.1
    numbers = [*widths, *([LINE_LETTERS] if places else [])]
    texts = [(0 if at == 0 else gap) + letters * EM_A_LETTER for at, letters in enumerate(cells)]
    return [*texts, 0, *(gap + letters * EM_A_LETTER for letters in numbers)]


def _widths(seen: Shown, lines: Iterator[Line]) -> tuple[list[int], list[int]]:
    cells = [len(seen.head(column)) for column in seen.cell_columns]
    widths = [min(len(seen.head(column)), HEAD_LETTERS) for column in seen.columns]
    for line in lines:
        cells = [max(*pair) for pair in zip(cells, map(len, seen.cell_texts(line)), strict=True)]
        widths = [max(*pair) for pair in zip(widths, map(len, seen.value_texts(line)), strict=True)]
    return cells, widths


def _blocks(seen: Shown, widths: Sequence[int], room: int) -> list[list[int]]:
    blocks: list[list[int]] = [[]]
    used = 0
    for number, width in zip(seen.values, widths, strict=True):
        if blocks[-1] and used + width + GAP > room:
            blocks.append([])
            used = 0
        blocks[-1].append(number)
        used += width + GAP
    return blocks


def _table(
    report: Report, seen: Shown, lines: Sequence[Sequence[Line]], block: list[int], *, wide: bool
) -> dict[str, Any]:
    places = seen.has_places()
    heads = [
        *(seen.head(column) for column in seen.cell_columns),
        name_of_names(report, seen.lang) if seen.cells else "",
        *(seen.head(report.columns[n]) for n in block),
        *([FILE_LINE[seen.lang]] if places else []),
    ]
    titled = len(report.sections) > 1 or seen.is_ledger
    return {
        "cells": len(seen.cells),
        "heads": [in_letters(head) for head in heads],
        "size": 7 if wide else 8.5,
        "gap": 6 if wide else 9,
        "sections": [
            {
                "title": in_letters(section.title[seen.lang]) if titled else "",
                "rows": [_row(seen, line, block, places=places) for line in own],
            }
            for section, own in zip(report.sections, lines, strict=True)
        ],
    }


def _row(seen: Shown, line: Line, block: list[int], *, places: bool) -> list[Any]:
    texts = [
        *map(in_letters, seen.cell_texts(line)),
        in_letters(seen.label(line)),
        *seen.value_texts(line, only=block),
    ]
    if places:
        texts.append(seen.place(line))
    return [line.kind.value, line.level, texts]


def _unmapped(report: Report, seen: Shown) -> Iterator[dict[str, Any]]:
    """Give the accounts that no line takes, as a table of their own."""
    if not report.unmapped:
        return
    rows = [
        ["line", 1, [in_letters(f"{one.account} {one.name}"), *seen.texts(one.values)]]
        for one in report.unmapped
    ]
    heads = [UNMAPPED[seen.lang], *(in_letters(seen.head(column)) for column in report.columns)]
    sections = [{"title": "", "rows": rows}]
    letters = [
        max(HEAD_LETTERS, *(len(seen.texts(one.values)[at]) for one in report.unmapped))
        for at in range(len(report.columns))
    ]
    widths = _ems((), letters, wide=True, places=False)
    table = {"cells": 0, "heads": heads, "size": 7, "gap": 6, "sections": sections}
    yield {**table, "widths": widths}


def _difference(report: Report, look: Look) -> list[str]:
    if report.difference is None or not any(report.difference.values):
        return []
    causes = [
        f"{shown_money(one.amount, look.lang, 2)}: {one.text[look.lang]}"
        for one in report.difference.causes
    ]
    return [in_letters(one) for one in (difference_of(report, look.lang), *causes)]
