"""Putting columns together into the tables of the public schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from siekit.core.columns import CHUNK_ROWS
from siekit.formats.sie4.arrow import constant
from siekit.schema import arrow_schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def table(name: str, document_id: int, columns: Mapping[str, Any]) -> pa.Table:
    """Return a table of the schema from columns of any Arrow or Python kind, in any order."""
    schema = arrow_schema(name)
    rows = len(next(iter(columns.values())))
    columns = {"document_id": repeated(document_id, pa.int32(), rows), **columns}
    arrays = [_as_type(columns[field.name], field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _as_type(
    values: pa.ChunkedArray | pa.Array | Sequence[object], kind: pa.DataType
) -> pa.ChunkedArray | pa.Array:
    if isinstance(values, (pa.ChunkedArray, pa.Array)):
        return values if values.type == kind else values.cast(kind)
    return pa.array(values, kind)


def repeated(value: object, kind: pa.DataType, rows: int) -> pa.ChunkedArray:
    """Return a column of one value whose chunks share their memory."""
    whole, rest = divmod(rows, CHUNK_ROWS)
    sizes = [CHUNK_ROWS] * whole + ([rest] if rest or not whole else [])
    return pa.chunked_array([constant(value, kind, size) for size in sizes], kind)


def from_rows(name: str, document_id: int, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Return a table of the schema from a few rows; absent columns are null."""
    names = [field.name for field in arrow_schema(name)][1:]
    columns = {column: [row.get(column) for row in rows] for column in names}
    return table(name, document_id, columns)
