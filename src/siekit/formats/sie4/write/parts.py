"""Arrow arrays as parts that the core writes: their buffers, without a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pyarrow as pa

if TYPE_CHECKING:
    from siekit.core.fields import Part

PAIR_FIELDS = 2
"""Fields of an object: its dimension and its number."""


def text_part(array: pa.Array) -> Part:
    """Return texts: offsets and UTF-8."""
    bits, offsets, data = array.buffers()
    return ("text", len(array), _bits(array, bits), array.offset, _view(offsets, "i"), _view(data))


def integer_part(array: pa.Array) -> Part:
    """Return 32-bit integers, or dates as days from 1970."""
    whole = array.cast(pa.int32()) if pa.types.is_int8(array.type) else array
    bits, data = whole.buffers()
    return ("int32", len(whole), _bits(whole, bits), whole.offset, _view(data, "i"))


def decimal_part(array: pa.Array) -> Part:
    """Return decimals as pairs of 64-bit halves, the low one first."""
    bits, data = array.buffers()
    return ("decimal", len(array), _bits(array, bits), array.offset, _view(data, "q"))


def objects_part(array: pa.Array) -> Part:
    """Return lists of pairs: offsets, dimensions and object numbers."""
    bits, offsets = array.buffers()[:2]
    # Flattened fields are null where a pair as a whole is.
    dimensions, numbers = array.values.flatten()
    parts = (_view(offsets, "i"), integer_part(dimensions), text_part(numbers))
    return ("objects", len(array), _bits(array, bits), array.offset, *parts)


def label_codes(array: pa.Array, codes: dict[str, int]) -> memoryview:
    """Return for each row of a column of words the number of its label; a null is the first."""
    filled = array.indices.fill_null(0) if array.null_count else array.indices
    table = bytes(codes.get(word, 0) for word in array.dictionary.to_pylist()).ljust(256, b"\0")
    data = memoryview(filled.buffers()[1])[filled.offset : filled.offset + len(filled)]
    return memoryview(bytes(data).translate(table))


def _bits(array: pa.Array, bits: pa.Buffer | None) -> memoryview | None:
    return _view(bits) if bits is not None and array.null_count else None


def _view(buffer: pa.Buffer | None, kind: Literal["B", "i", "q"] = "B") -> memoryview:
    """Return a buffer as numbers of one kind; a rest too small for one is left out."""
    if buffer is None:
        return memoryview(b"" if kind == "B" else bytes(8)).cast(kind)
    view = memoryview(buffer).cast("B")
    size = memoryview(bytes(16)).cast(kind).itemsize
    return view[: len(view) // size * size].cast(kind)
