"""Excel workbooks: a sheet for each table, real dates and numbers, never a formula."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any, BinaryIO

from siekit.exceptions import ExtraNotInstalledError, SiekitError
from siekit.formats.tables.cells import MONEY_DECIMALS, objects_as_sie, without_formulas
from siekit.locale.figures import plain_money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyarrow as pa
    from xlsxwriter.worksheet import Worksheet

ROWS_OF_A_SHEET = 1_048_576
"""What a sheet of Excel can hold, its head included."""

_DIGITS_OF_EXCEL = 15
_LETTERS_OF_A_CELL = 32_767
_FIRST_DAY_OF_EXCEL = date(1900, 3, 1)
_WIDTHS = {"text": 30, "name": 30, "raw": 60, "company": 30, "file": 30, "voucher_key": 30}
_WIDTH = 13


class ExcelWriter:
    """Writes tables to one workbook, row after row, with little memory."""

    def __init__(self, sink: BinaryIO, schemas: Mapping[str, pa.Schema]) -> None:
        """Make a sheet with a head for each table."""
        try:
            import xlsxwriter
        except ImportError as error:
            message = "Excel files need an extra package: pip install 'siekit[excel]'"
            raise ExtraNotInstalledError(message) from error
        self._book = xlsxwriter.Workbook(sink, {"constant_memory": True})
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._money = self._book.add_format({"num_format": "#,##0.00####"})
        self._sheets = {name: _Sheet(self, name, schema.names) for name, schema in schemas.items()}

    def write(self, name: str, batch: pa.RecordBatch) -> None:
        """Write these rows, on a further sheet where the first is full."""
        columns = [_values(column) for column in batch.columns]
        self._sheets[name].write(zip(*columns, strict=True))

    def close(self) -> None:
        """Pack the workbook."""
        from xlsxwriter.exceptions import FileSizeError

        try:
            self._book.close()
        except FileSizeError as error:
            message = "The workbook would be larger than 4 GB. Export as parquet or csv instead."
            raise SiekitError(message) from error

    def new_page(self, name: str, columns: list[str]) -> Worksheet:
        """A new sheet with the names of the columns."""
        page = self._book.add_worksheet(name)
        page.freeze_panes(1, 0)
        for position, column in enumerate(columns):
            page.set_column(position, position, _WIDTHS.get(column, _WIDTH))
            page.write_string(0, position, column, self._head)
        return page

    def write_cell(
        self, page: Worksheet, place: tuple[int, int], value: object, *, money: bool
    ) -> None:
        """Write one value as what it is; what Excel cannot hold exactly is written as text."""
        if isinstance(value, bool):
            page.write_boolean(*place, value)
        elif isinstance(value, int):
            page.write_number(*place, value)
        elif isinstance(value, date) and value >= _FIRST_DAY_OF_EXCEL:
            page.write_datetime(*place, value, self._day)
        elif isinstance(value, Decimal):
            digits = plain_money(value)
            if len(digits.strip("-0.").replace(".", "")) > _DIGITS_OF_EXCEL:
                page.write_string(*place, digits)
            else:
                page.write_number(*place, float(digits), self._money if money else None)
        else:
            page.write_string(*place, _text(value))


class _Sheet:
    """The rows of one table, over as many sheets as they need."""

    def __init__(self, book: ExcelWriter, name: str, columns: list[str]) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._pages = 1
        self._row = 1
        self._money = [column in MONEY_DECIMALS for column in columns]
        self._page = book.new_page(name, columns)

    def write(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write these rows."""
        for values in rows:
            if self._row == ROWS_OF_A_SHEET:
                self._pages += 1
                self._page = self._book.new_page(f"{self._name} {self._pages}", self._columns)
                self._row = 1
            for position, value in enumerate(values):
                if value is not None:
                    place = (self._row, position)
                    self._book.write_cell(self._page, place, value, money=self._money[position])
            self._row += 1


def _values(column: pa.Array) -> list[Any]:
    """A column as Python values, its texts safe to show."""
    import pyarrow as pa

    if pa.types.is_list(column.type):
        return list(objects_as_sie(column).to_pylist())
    if pa.types.is_string(column.type):
        return list(without_formulas(column).to_pylist())
    return list(column.to_pylist())


def _text(value: object) -> str:
    """The text of a cell, in a form that is neither refused nor taken for markup."""
    text = str(value)[:_LETTERS_OF_A_CELL]
    if text.startswith("<r>") and text.endswith("</r>"):
        # xlsxwriter writes such a text as it stands, for markup of its own.
        return f'<r><t xml:space="preserve">{escape(text, quote=False)}</t></r>'
    return text
