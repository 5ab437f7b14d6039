"""Answers of queries in the few types that every table format can write."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from siekit.exceptions import UsageError
from siekit.schema import arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MONEY = arrow_schema("transactions").field("amount").type
OBJECT_LIST = arrow_schema("transactions").field("objects").type
AS_THEY_ARE = (pa.types.is_integer, pa.types.is_date, pa.types.is_boolean, pa.types.is_string)
"""Kinds of columns that every format can write."""

ROWS_LOOKED_AT = 200_000
"""Rows of an answer whose numbers decide what kind of numbers its columns hold."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that comes bit by bit; all bits are of the schema."""

    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]

    def table(self) -> pa.Table:
        """All of it."""
        return pa.Table.from_batches(self.batches, self.schema)


def plain(table: pa.Table) -> pa.Table:
    """Return an answer with unique names, and columns of text, numbers, days and object lists.

    Exact numbers stay exact; what no file can hold as it is becomes text.
    """
    columns = [_column(one) for one in table.columns]
    names = _unique(table.column_names)
    fields = [_field(name, one.type) for name, one in zip(names, columns, strict=True)]
    return pa.table(columns, pa.schema(fields))


def plain_answer(reader: pa.RecordBatchReader) -> Answer:
    """Return the same of an answer that comes bit by bit: its first rows decide the types."""
    first: list[pa.RecordBatch] = []
    rows = 0
    for batch in reader:
        first.append(batch)
        rows += batch.num_rows
        if rows >= ROWS_LOOKED_AT:
            break
    head = plain(pa.Table.from_batches(first, reader.schema))
    return Answer(head.schema, _batches(head, reader))


def _batches(head: pa.Table, rest: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    yield from head.to_batches()
    for batch in rest:
        made = plain(pa.Table.from_batches([batch]))
        for place, field in enumerate(head.schema):
            made = made.set_column(place, field, _as(made.column(place), field))
        yield from made.to_batches()


def _as(column: pa.ChunkedArray, field: pa.Field) -> pa.ChunkedArray:
    """Return a later part of a column in the type of its first; never another number."""
    try:
        return column.cast(field.type)
    except pa.ArrowInvalid:
        message = (
            f"The column {field.name} has numbers of different kinds: {field.type} first, "
            f"{column.type} later. Write cast({field.name} as varchar) in the query."
        )
        raise UsageError(message) from None


def _field(name: str, kind: pa.DataType) -> pa.Field:
    """Return a column's field; what is no quantity is taken for money, which has two decimals."""
    field = pa.field(name, kind)
    if pa.types.is_decimal(kind) and "quantity" not in name.lower():
        return field.with_metadata({"decimals": "2"})
    return field


def _unique(names: Sequence[str]) -> list[str]:
    """Return names of which no two are equal: a, a_2, a_3."""
    made: list[str] = []
    for name in names:
        number, unique = 1, name
        while unique in made:
            number += 1
            unique = f"{name}_{number}"
        made.append(unique)
    return made


def _column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _column(column.cast(kind.value_type))
    if pa.types.is_decimal(kind):
        return _decimal(column)
    if pa.types.is_floating(kind):
        finite = pc.is_finite(column)
        return pc.if_else(finite, column.cast(pa.float64()), None)
    if any(is_kind(kind) for is_kind in AS_THEY_ARE) or kind.equals(OBJECT_LIST):
        return column
    return pa.chunked_array([[_text(value) for value in column.to_pylist()]], pa.string())


def _decimal(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return whole numbers as such, others with six decimals, as text where neither can be."""
    wanted = pa.int64() if column.type.scale == 0 else MONEY
    try:
        return column.cast(wanted)
    except pa.ArrowInvalid:
        return column.cast(pa.string())


def _text(value: Any) -> str | None:  # noqa: ANN401 - whatever a query gives
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
