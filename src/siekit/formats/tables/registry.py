"""The table formats that there are."""

from __future__ import annotations

from siekit.formats.tables.base import TableFormat

FORMATS: tuple[TableFormat, ...] = (
    TableFormat("csv", ".csv", "csv_text:CsvWriter"),
    TableFormat("json", ".json", "json_text:JsonWriter"),
    TableFormat("ndjson", ".ndjson", "json_text:NdjsonWriter"),
    TableFormat("parquet", ".parquet", "parquet_file:ParquetWriter", streams=False),
    TableFormat("arrow", ".arrow", "arrow_file:ArrowWriter"),
    TableFormat("xlsx", ".xlsx", "excel_book:ExcelWriter", streams=False, holds_several=True),
)

BY_NAME: dict[str, TableFormat] = {one.name: one for one in FORMATS}
BY_EXTENSION: dict[str, TableFormat] = {one.extension: one for one in FORMATS}
