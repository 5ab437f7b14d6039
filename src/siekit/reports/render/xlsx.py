"""Reports as an Excel workbook: real numbers, one sheet a report, nothing that is a formula."""

from __future__ import annotations

import io
from datetime import UTC
from typing import TYPE_CHECKING, Any

from siekit.exceptions import ExtraNotInstalledError, SiekitError
from siekit.reports.render.shown import shown
from siekit.reports.render.xlsx_names import SheetNames
from siekit.reports.render.xlsx_sheet import SheetWriter
from siekit.reports.render.xlsx_styles import Styles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.reports.model import Report
    from siekit.reports.render.base import Look

SAFE = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "in_memory": True,
}
MOST_IN_MEMORY = 50_000
"""Lines up to which a workbook is put together in memory; larger ones row by row."""


class XlsxRenderer:
    """Excel: numbers that can be added, frozen heads, accounts folded beneath their lines."""

    name = "xlsx"
    extension = ".xlsx"
    streams = False
    draws = True

    def render(self, reports: Sequence[Report], look: Look) -> bytes:
        """Return the workbook; the same reports and time give the same bytes."""
        xlsxwriter = _xlsxwriter()
        sink = io.BytesIO()
        many = sum(1 for report in reports for _ in report.lines()) > MOST_IN_MEMORY
        book = xlsxwriter.Workbook(sink, {**SAFE, "constant_memory": many, "in_memory": not many})
        made = look.moment().astimezone(UTC).replace(tzinfo=None)  # what the format wants
        title = reports[0].title[look.lang] if reports else "siekit"
        book.set_properties({"title": title, "author": "siekit", "created": made})
        styles = Styles(book)
        names = SheetNames()
        for report in reports:
            SheetWriter(book, styles, names, shown(report, look), look).write()
        if not reports:
            book.add_worksheet("siekit")
        try:
            book.close()
        except xlsxwriter.exceptions.XlsxWriterException as error:
            message = f"The workbook could not be made: {error}. Write csv instead."
            swedish = f"Excelboken gick inte att göra, ”{error}”. Ta csv i stället."
            raise SiekitError(message, swedish=swedish) from error
        return sink.getvalue()


def _xlsxwriter() -> Any:  # noqa: ANN401 - the module of an extra, which mypy does not follow
    try:
        import xlsxwriter
    except ImportError as error:
        message = "Excel files need an extra package: pip install 'siekit[excel]'"
        swedish = "Excelfiler kräver ett extra paket: pip install 'siekit[excel]'"
        raise ExtraNotInstalledError(message, swedish=swedish) from error
    return xlsxwriter
