"""The looks of cells in a workbook, each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.model import ColumnKind, LineKind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from siekit.reports.model import Column

TEXT = "text"
HAIR, THIN, DOUBLE = 7, 1, 6
"""Borders by Excel's numbers."""

FAINT = "#5B6470"


def number_format(column: Column, decimals: int) -> str:
    """Return how a column's numbers look; Excel puts the reader's own point and spaces in.

    A zero is shown as zero, and minus is a minus sign.
    """
    if column.kind is ColumnKind.PERCENT:
        return '0.0" %";\u22120.0" %";0.0" %"'
    if column.kind is ColumnKind.COUNT:
        return "#,##0;\u2212#,##0;0"
    if column.kind is ColumnKind.QUANTITY:
        return "#,##0.######;\u2212#,##0.######;0"
    fraction = f".{'0' * decimals}" if decimals else ""
    return f"#,##0{fraction};\u2212#,##0{fraction};0{fraction}"


class Styles:
    """Formats of a workbook by what they are for."""

    def __init__(self, book: Workbook) -> None:
        """Keep the workbook that formats are added to."""
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def of(
        self, kind: LineKind, *, form: str = TEXT, level: int = 1, faint: bool = False
    ) -> Format:
        """Return the format of a cell in a line of that weight; `form` is a number format."""
        more: dict[str, object] = {"valign": "top"}
        if form != TEXT:
            more |= {"num_format": form, "align": "right"}
        elif level > 1:
            more |= {"indent": level - 1}
        if kind is not LineKind.LINE:
            more |= {"bold": True}
        if kind is LineKind.TOTAL:
            more |= {"top": THIN, "bottom": DOUBLE}
        elif kind is LineKind.SUBTOTAL and form != TEXT:
            more |= {"top": HAIR}
        if faint:
            more |= {"font_color": FAINT}
        return self.make(**more)

    def make(self, **properties: object) -> Format:
        """Return a format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(properties))
        return self._made[key]
