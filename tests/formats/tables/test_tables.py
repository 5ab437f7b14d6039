"""Tables as files: exact, and harmless in spreadsheet programs."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from siekit.exceptions import ExtraNotInstalledError
from siekit.formats.tables import excel_book
from siekit.formats.tables.cells import FORMULA_STARTS
from siekit.formats.tables.registry import BY_NAME, FORMATS
from siekit.formats.tables.several import plain_schema, write_tables
from tests.hand_made import make_document, row, voucher

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from siekit.formats.tables.base import TableWriter

ROW = {
    "line": 5,
    "voucher_id": 1,
    "row_no": 1,
    "kind": "normal",
    "counts": True,
    "account": "0351",
    "objects": [{"dimension": 1, "object": '10"0'}, {"dimension": 6, "object": "P 1"}],
    "amount": Decimal("1234567.5"),
    "date": date(2025, 1, 2),
    "text": "Hyra, januari",
    "quantity": Decimal("2.500"),
    "signature": "",
}
"""Every type of column; `twin_row` is null."""


def written(name: str, rows: list[dict[str, Any]], table: str = "transactions") -> bytes:
    """The rows in that format."""
    schema = plain_schema(table)
    sink = io.BytesIO()
    writer = BY_NAME[name].open(sink, {table: schema})
    for one in rows:
        batch = pa.RecordBatch.from_pylist([{"document_id": 1, **one}], schema=schema)
        writer.write(table, batch)
    writer.close()
    return sink.getvalue()


def texts(*values: str) -> list[dict[str, Any]]:
    """Rows that differ in their text."""
    return [{**ROW, "text": value} for value in values]


def sheet(book: bytes, number: int = 1) -> str:
    """The XML of one sheet of a workbook."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_csv_has_plain_digits_and_sie_object_lists() -> None:
    """A missing value is an empty cell, an empty text a pair of quotes."""
    head, line = written("csv", [ROW]).decode().splitlines()
    assert head.split(",") == plain_schema("transactions").names
    assert line == (
        '1,5,1,1,normal,true,0351,"{1 ""10\\""0"" 6 ""P 1""}",1234567.50,2025-01-02,'
        '"Hyra, januari",2.5,"",'
    )


def test_csv_is_read_back_by_others() -> None:
    """Quotes and line ends inside of texts are no hindrance."""
    values = ['say "hej"', "two\nlines", " leading", "trailing ", "semi;colon", "å–Å"]
    text = written("csv", texts(*values)).decode()
    assert [line["text"] for line in csv.DictReader(io.StringIO(text))] == values


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_text_becomes_a_formula(start: str) -> None:
    """Whoever wrote the file must not be able to run a formula where it is opened."""
    value = f"{start}cmd|' /C calc'!A0"
    (line,) = csv.DictReader(io.StringIO(written("csv", texts(value)).decode(), newline=""))
    assert line["text"] == f"'{value}"
    assert "<f>" not in sheet(written("xlsx", texts(value)))
    assert "<t>&apos;" in (cells := sheet(written("xlsx", texts(value)))) or "<t>'" in cells


def test_a_negative_amount_is_no_formula() -> None:
    """Numbers keep their minus sign."""
    (line,) = csv.DictReader(
        io.StringIO(written("csv", [{**ROW, "amount": Decimal("-0.5")}]).decode())
    )
    assert line["amount"] == "-0.50"


@pytest.mark.parametrize("name", ["json", "ndjson"])
def test_json_has_decimals_as_strings(name: str) -> None:
    """Dates are ISO, what is missing is null, objects are objects."""
    text = written(name, [ROW, {**ROW, "amount": None, "objects": None}]).decode()
    rows = json.loads(text) if name == "json" else [*map(json.loads, text.splitlines())]
    assert list(rows[0]) == plain_schema("transactions").names
    assert rows[0]["amount"] == "1234567.50"
    assert rows[0]["quantity"] == "2.5"
    assert rows[0]["date"] == "2025-01-02"
    assert rows[0]["counts"] is True
    assert rows[0]["twin_row"] is None
    assert rows[0]["objects"] == [
        {"dimension": 1, "object": '10"0'},
        {"dimension": 6, "object": "P 1"},
    ]
    assert rows[1]["amount"] is None
    assert rows[1]["objects"] is None


def test_json_escapes_whatever_stands_in_a_text() -> None:
    """Quotes, backslashes and control characters come back as they were."""
    values = ['"', "C:\\temp\\", "\x00\x01\t\n\r\x1f", "=1+1", "\u2028å"]
    assert [line["text"] for line in json.loads(written("json", texts(*values)))] == values
    assert [line["text"] for line in json.loads(written("json", texts(values[1])))] == [values[1]]


def test_json_without_rows_is_an_empty_array() -> None:
    """A table without rows is no error."""
    assert json.loads(written("json", [])) == []
    assert written("ndjson", []) == b""
    assert written("csv", []).decode().count("\n") == 1


def test_parquet_and_arrow_have_the_very_types() -> None:
    """Nothing is made text or a float on the way."""
    schema = plain_schema("transactions")
    expected = pa.Table.from_pylist([{"document_id": 1, **ROW}], schema=schema)
    assert pq.read_table(io.BytesIO(written("parquet", [ROW]))).equals(expected)
    assert pa.ipc.open_file(written("arrow", [ROW])).read_all().equals(expected)


def test_parquet_has_few_row_groups() -> None:
    """A thousand small files do not become a thousand row groups."""
    assert pq.ParquetFile(io.BytesIO(written("parquet", [ROW] * 50))).num_row_groups == 1


def test_excel_has_real_numbers_and_dates() -> None:
    """Figures can be added up; an account number stays text."""
    cells = sheet(written("xlsx", [ROW]))
    assert re.search(r'r="I2" s="\d+"><v>1234567.5<', cells)
    assert re.search(r'r="J2" s="\d+"><v>45659<', cells)
    assert 'r="F2" t="b"><v>1<' in cells
    assert 'r="G2" t="inlineStr"><is><t>0351<' in cells
    assert 'r="N2"' not in cells


def test_excel_gets_as_text_what_it_would_round() -> None:
    """Excel keeps 15 digits, and has no days before 1900."""
    rows = [
        {**ROW, "amount": Decimal("12345678901234567890.12"), "date": date(1899, 12, 31)},
        {**ROW, "amount": Decimal("1234567890123.45")},
    ]
    cells = sheet(written("xlsx", rows))
    assert "<t>12345678901234567890.12<" in cells
    assert "<t>1899-12-31<" in cells
    assert "<v>1234567890123.45<" in cells


def test_excel_takes_no_text_for_markup() -> None:
    """Xlsxwriter writes a text between <r> and </r> as it stands."""
    assert '<t xml:space="preserve">&lt;r&gt;&amp;&lt;/r&gt;<' in sheet(
        written("xlsx", texts("<r>&</r>"))
    )


def test_a_full_sheet_is_continued_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel has 1,048,576 rows, the head included."""
    assert excel_book.ROWS_OF_A_SHEET == 1_048_576
    monkeypatch.setattr(excel_book, "ROWS_OF_A_SHEET", 3)
    book = written("xlsx", texts(*"abcde"))
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        workbook = archive.read("xl/workbook.xml").decode()
    assert re.findall('<sheet name="([^"]+)"', workbook) == [
        "transactions",
        "transactions 2",
        "transactions 3",
    ]
    assert [sheet(book, number).count("<row ") for number in (1, 2, 3)] == [3, 3, 2]


def test_without_xlsxwriter_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is a command that can be pasted."""
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(ExtraNotInstalledError, match=r"pip install 'siekit\[excel\]'"):
        written("xlsx", [])


def test_documents_are_numbered_from_one() -> None:
    """The number tells the rows of several files apart."""
    sink = io.BytesIO()

    def opened(names: Sequence[str]) -> Mapping[str, TableWriter]:
        return {name: BY_NAME["csv"].open(sink, {name: plain_schema(name)}) for name in names}

    documents = [
        make_document(vouchers=[voucher(1)], transactions=[row(1, "1"), row(1, "2")]),
        make_document(),
        make_document(transactions=[row(1, "3")]),
    ]
    assert write_tables(documents, ["transactions"], opened) == 3
    rows = list(csv.DictReader(io.StringIO(sink.getvalue().decode())))
    assert [(line["document_id"], line["amount"]) for line in rows] == [
        ("1", "1.00"),
        ("1", "2.00"),
        ("3", "3.00"),
    ]


def test_without_documents_nothing_is_opened() -> None:
    """What cannot be read leaves no empty file behind."""

    def opened(names: Sequence[str]) -> Mapping[str, TableWriter]:
        raise AssertionError(names)

    assert write_tables([], ["transactions"], opened) == 0


def test_every_format_has_its_own_ending() -> None:
    """The ending of OUT decides which format is written."""
    assert len({one.extension for one in FORMATS}) == len(FORMATS)
    assert all(one.extension == f".{one.name}" for one in FORMATS)
