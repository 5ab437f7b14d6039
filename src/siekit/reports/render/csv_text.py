"""Reports as CSV: a row a line, exact digits, no text that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.formats.tables.cells import FORMULA_STARTS
from siekit.locale.figures import plain_money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.reports.model import Line, Report
    from siekit.reports.render.base import Look


class CsvRenderer:
    """CSV in UTF-8 with a comma, one head a report."""

    name = "csv"
    extension = ".csv"
    streams = True
    draws = False

    def render(self, reports: Sequence[Report], look: Look) -> bytes:
        """Return the reports below each other."""
        sink = io.StringIO()
        writer = csv.writer(sink, lineterminator="\r\n")
        for number, report in enumerate(reports):
            if number:
                writer.writerow([])
            writer.writerows(_rows(report, look.lang))
        return sink.getvalue().encode()


def _rows(report: Report, lang: str) -> Iterator[list[str]]:
    cells = [column.head[lang] for column in report.cell_columns]
    values = [column.key for column in report.columns]
    yield ["section", "key", "kind", *cells, "label", *values]
    for section in report.sections:
        for line in section.lines:
            yield [section.key, *_line(line, lang, len(cells))]
    for one in report.unmapped:
        blank = [""] * len(cells)
        amounts = map(_text, one.values)
        yield ["unmapped", one.account, "line", *blank, _safe(one.name), *amounts]


def _line(line: Line, lang: str, cells: int) -> list[str]:
    beside = [_safe("" if cell is None else str(cell)) for cell in line.cells]
    beside += [""] * (cells - len(beside))
    return [
        _safe(line.key),
        line.kind.value,
        *beside,
        _safe(line.label[lang]),
        *map(_text, line.values),
    ]


def _text(value: object) -> str:
    return plain_money(value) if isinstance(value, Decimal) else ""


def _safe(text: str) -> str:
    """Return a text with an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
