"""JSON and NDJSON: one object a row; decimals as strings, dates ISO, null for missing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

from siekit.formats.tables.cells import decimal_text, joined_lists, least_decimals, text_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

_CONTROL = r"[\x00-\x1f]"


class NdjsonWriter:
    """Writes one table with one JSON object a line."""

    def __init__(self, sink: BinaryIO, schemas: Mapping[str, pa.Schema]) -> None:
        """Take the output; nothing is written before the first row."""
        del schemas
        self._sink = sink

    def write(self, name: str, batch: pa.RecordBatch) -> None:
        """Write these rows."""
        import pyarrow.compute as pc

        del name
        for part in text_bytes(pc.binary_join_element_wise(_row_texts(batch), "", "\n")):
            self._sink.write(part)

    def close(self) -> None:
        """There is nothing at the end of an NDJSON file."""


class JsonWriter:
    """Writes one table as one JSON array, a row a line."""

    def __init__(self, sink: BinaryIO, schemas: Mapping[str, pa.Schema]) -> None:
        """Open the array."""
        del schemas
        self._sink = sink
        self._empty = True
        sink.write(b"[")

    def write(self, name: str, batch: pa.RecordBatch) -> None:
        """Write these rows."""
        import pyarrow.compute as pc

        del name
        for part in text_bytes(pc.binary_join_element_wise("", _row_texts(batch), ",\n")):
            # Every row has its comma in front of it; before the very first one is none.
            self._sink.write(part[1:] if self._empty else part)
            self._empty = False

    def close(self) -> None:
        """Close the array."""
        self._sink.write(b"]\n" if self._empty else b"\n]\n")


def _row_texts(batch: pa.RecordBatch) -> pa.Array:
    """Each row as the text of a JSON object."""
    import pyarrow.compute as pc

    fields = [
        pc.binary_join_element_wise(f"{_name(field.name)}:", _value(column, field), "")
        for column, field in zip(batch.columns, batch.schema, strict=True)
    ]
    return pc.binary_join_element_wise("{", pc.binary_join_element_wise(*fields, ","), "}", "")


def _name(name: str) -> str:
    """The name of a column as JSON writes it; a query may give it any."""
    return json.dumps(name, ensure_ascii=False)


def _value(column: pa.Array, field: pa.Field) -> pa.Array:
    """One column as the text of JSON values."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_decimal(field.type):
        text = _in_quotes(decimal_text(column, least_decimals(field)))
    elif pa.types.is_list(field.type):
        text = _object_lists(column)
    elif pa.types.is_string(field.type):
        text = _string(column)
    elif pa.types.is_date(field.type):
        text = _in_quotes(column.cast(pa.string()))
    else:
        text = column.cast(pa.string())
    return pc.fill_null(text, "null")


def _object_lists(column: pa.Array) -> pa.Array:
    """Object lists as arrays of objects."""
    import pyarrow as pa
    import pyarrow.compute as pc

    dimensions, objects = column.flatten().flatten()
    numbers = pc.fill_null(dimensions.cast(pa.string()), "null")
    names = pc.fill_null(_string(objects), "null")
    pairs = pc.binary_join_element_wise('{"dimension":', numbers, ',"object":', names, "}", "")
    return joined_lists(column, pairs, ",", "[", "]")


def _string(column: pa.Array) -> pa.Array:
    """Text as JSON strings."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pc.any(pc.match_substring_regex(column, _CONTROL)).as_py():
        texts = column.to_pylist()
        dumped = [None if text is None else json.dumps(text, ensure_ascii=False) for text in texts]
        return pa.array(dumped, pa.string())
    escaped = pc.replace_substring(pc.replace_substring(column, "\\", "\\\\"), '"', '\\"')
    return _in_quotes(escaped)


def _in_quotes(column: pa.Array) -> pa.Array:
    """Text between quotes."""
    import pyarrow.compute as pc

    return pc.binary_join_element_wise('"', column, '"', "")
