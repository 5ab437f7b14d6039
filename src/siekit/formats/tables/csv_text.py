"""CSV: UTF-8, commas, a head line; the formulas that strangers write are made harmless.

A missing value is an empty cell, an empty text is a pair of quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from siekit.formats.tables.cells import (
    decimal_text,
    least_decimals,
    objects_as_sie,
    text_bytes,
    without_formulas,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

_NEEDS_QUOTES = '[",\r\n]|^ | $|^$'


class CsvWriter:
    """Writes one table as CSV."""

    def __init__(self, sink: BinaryIO, schemas: Mapping[str, pa.Schema]) -> None:
        """Write the head line."""
        import pyarrow as pa

        (schema,) = schemas.values()
        self._sink = sink
        names = _quoted(without_formulas(pa.array(schema.names, pa.string()))).to_pylist()
        sink.write(f"{','.join(names)}\n".encode())

    def write(self, name: str, batch: pa.RecordBatch) -> None:
        """Write these rows."""
        import pyarrow.compute as pc

        del name
        cells = [
            _cell(column, field) for column, field in zip(batch.columns, batch.schema, strict=True)
        ]
        rows = pc.binary_join_element_wise(*cells, ",", null_handling="replace")
        for part in text_bytes(pc.binary_join_element_wise(rows, "", "\n")):
            self._sink.write(part)

    def close(self) -> None:
        """There is nothing at the end of a CSV file."""


def _cell(column: pa.Array, field: pa.Field) -> pa.Array:
    """One column as the text that stands between the commas."""
    import pyarrow as pa

    if pa.types.is_decimal(field.type):
        return decimal_text(column, least_decimals(field))
    if pa.types.is_list(field.type):
        return _quoted(objects_as_sie(column))
    if pa.types.is_string(field.type):
        return _quoted(without_formulas(column))
    return column.cast(pa.string())


def _quoted(column: pa.Array) -> pa.Array:
    """Text in quotes where it needs them."""
    import pyarrow.compute as pc

    doubled = pc.replace_substring(column, '"', '""')
    quoted = pc.binary_join_element_wise('"', doubled, '"', "")
    return pc.if_else(pc.match_substring_regex(column, _NEEDS_QUOTES), quoted, column)
