"""Documents that are made from tables: the file is written, and read back as its reader will.

What a reader derives (keys, fiscal years of vouchers, which rows count) is thus never made up
by whoever makes the tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from siekit.document import Document
from siekit.formats.sie4.reading import read_document
from siekit.formats.source import Source
from siekit.formats.writing import to_bytes
from siekit.model import Header, LineAccount
from siekit.schema import TABLES, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from siekit.formats.written import Written

NO_LINES = LineAccount(total=0, rows=0, header=0, braces=0, blank=0, other=0, rejected=0)
DRAFT = Header(
    file="<made>",
    sha256="",
    size=0,
    format="sie4",
    sie_type="4I",
    sie_type_evidence="made so",
    flag=0,
    encoding="CP437",
    encoding_declared="PC8",
    line_end="CRLF",
)
"""The header of a document that was never a file, with nothing about a company."""


class Finished(NamedTuple):
    """A file as bytes, with what its writing told, and the document that was read from it."""

    written: Written
    document: Document


def draft(header: Header, tables: Mapping[str, pa.Table | Sequence[Mapping[str, Any]]]) -> Document:
    """Return a document of tables or rows, with nothing in it that a reader derives."""
    made = {
        table.name: _table(table.name, tables.get(table.name, ()))
        for table in TABLES
        if table.name != "header"
    }
    made["header"] = _table("header", [header.as_row()])
    return Document(header=header, tables=made, findings=(), finding_counts={}, lines=NO_LINES)


def finish(
    document: Document,
    *,
    name: str,
    encoding: str | None = None,
    checksum: bool = False,
    keep_unknown: bool = False,
) -> Finished:
    """Return the file of a document, and the document as it is read from that file.

    Raises `NotWritableError` where `siekit.write` does.
    """
    written = to_bytes(document, encoding=encoding, checksum=checksum, keep_unknown=keep_unknown)
    read = read_document(
        Source(name, written.data),
        sie_type=document.header.sie_type,
        strict=False,
        document_id=document.document_id,
        encoding=written.encoding,
    )
    return Finished(written, read)


def in_schema(name: str, table: pa.Table, document_id: int) -> pa.Table:
    """Return a table with the columns of the schema; those that are not there are null."""
    schema = arrow_schema(name)
    number = pa.scalar(document_id, pa.int32())
    columns = []
    for field in schema:
        if field.name == "document_id":
            columns.append(pa.chunked_array([pa.repeat(number, table.num_rows)]))
        elif field.name not in table.column_names:
            columns.append(pa.chunked_array([pa.nulls(table.num_rows, field.type)]))
        else:
            columns.append(_as_type(table[field.name], field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def joined(name: str, tables: Iterable[pa.Table]) -> pa.Table:
    """Return the rows of tables of the schema, one after the other."""
    given = [arrow_schema(name).empty_table(), *tables]
    # Chunks of dictionary columns may differ in their words.
    return pa.concat_tables(given).unify_dictionaries()


def _as_type(values: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    if values.type == kind:
        return values
    if pa.types.is_dictionary(kind):
        values = values.cast(pa.string()).dictionary_encode()
    return values.cast(kind)


def _table(name: str, rows: pa.Table | Sequence[Mapping[str, Any]]) -> pa.Table:
    if isinstance(rows, pa.Table):
        return rows
    numbered = [{"document_id": 1, **row} for row in rows]
    return pa.Table.from_pylist(numbered, schema=arrow_schema(name))
