"""The core's columns as Arrow arrays, without a copy and without a loop over rows."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import pyarrow as pa

from siekit.core.columns import CHUNK_ROWS
from siekit.schema import arrow_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siekit.core.columns import Chunk

DECIMAL = arrow_schema("transactions").field("amount").type
KIND = arrow_schema("transactions").field("kind").type
OBJECTS = arrow_schema("transactions").field("objects").type
PAIR = OBJECTS.value_type


def array(chunk: Chunk) -> pa.Array:
    """Return one chunk of a core column as an array."""
    return _MAKERS[chunk[0]](chunk)


def column(chunks: Sequence[dict[str, Chunk]], name: str, kind: pa.DataType) -> pa.ChunkedArray:
    """Return a column of all chunks of a table."""
    return pa.chunked_array([array(chunk[name]) for chunk in chunks], kind)


def constant(value: object, kind: pa.DataType, rows: int) -> pa.Array:
    """Return an array of one value; arrays up to a whole chunk share their memory."""
    if rows > CHUNK_ROWS:
        parts = [_chunk_of(value, kind)] * (rows // CHUNK_ROWS)
        return pa.concat_arrays([*parts, _chunk_of(value, kind).slice(0, rows % CHUNK_ROWS)])
    return _chunk_of(value, kind).slice(0, rows)


@lru_cache(maxsize=32)  # numbers of documents are among the values, and servers read many
def _chunk_of(value: object, kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(kind):
        codes = pa.repeat(pa.scalar(0, kind.index_type), CHUNK_ROWS)
        return pa.DictionaryArray.from_arrays(codes, pa.array([value], kind.value_type))
    return pa.repeat(pa.scalar(value, kind), CHUNK_ROWS)


def nulls(kind: pa.DataType, rows: int) -> pa.Array:
    """Return an array of nulls; arrays up to a whole chunk share their memory."""
    if rows > CHUNK_ROWS:
        return pa.nulls(rows, kind)
    return _chunk_of_nulls(kind).slice(0, rows)


@cache
def _chunk_of_nulls(kind: pa.DataType) -> pa.Array:
    return pa.nulls(CHUNK_ROWS, kind)


def empty_lists(rows: int) -> pa.Array:
    """Return rows without objects; up to a whole chunk they share their memory."""
    if rows > CHUNK_ROWS:
        return _empty_lists(rows)
    return _chunk_of_empty_lists().slice(0, rows)


@cache
def _chunk_of_empty_lists() -> pa.Array:
    return _empty_lists(CHUNK_ROWS)


def _empty_lists(rows: int) -> pa.Array:
    offsets = pa.repeat(pa.scalar(0, pa.int32()), rows + 1).buffers()[1]
    return pa.Array.from_buffers(OBJECTS, rows, [None, offsets], children=[pa.array([], PAIR)])


def _buffer(data: bytes | None) -> pa.Buffer | None:
    return None if data is None else pa.py_buffer(data)


def _plain(kind: pa.DataType) -> Callable[[Chunk], pa.Array]:
    """Return a maker of arrays whose values have one size."""

    def make(chunk: Chunk) -> pa.Array:
        _, rows, bits, data = chunk
        if data is None:
            return nulls(kind, rows)
        return pa.Array.from_buffers(kind, rows, [_buffer(bits), _buffer(data)])

    return make


def _text(chunk: Chunk) -> pa.Array:
    _, rows, bits, offsets, text = chunk
    if offsets is None:
        return nulls(pa.string(), rows)
    buffers = [_buffer(bits), _buffer(offsets), _buffer(text)]
    return pa.Array.from_buffers(pa.string(), rows, buffers)


def _objects(chunk: Chunk) -> pa.Array:
    _, rows, bits, offsets, dimensions, objects = chunk
    if offsets is None:
        return empty_lists(rows)
    pairs = pa.StructArray.from_arrays([array(dimensions), array(objects)], fields=list(PAIR))
    buffers = [_buffer(bits), _buffer(offsets)]
    return pa.Array.from_buffers(OBJECTS, rows, buffers, children=[pairs])


_MAKERS = {
    "int32": _plain(pa.int32()),
    "int64": _plain(pa.int64()),
    "decimal": _plain(DECIMAL),
    "text": _text,
    "objects": _objects,
}
