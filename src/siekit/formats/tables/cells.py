"""Columns as columns of text, for the formats that are text.

Everything here works on whole columns at once: a table may have two million rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

MONEY_DECIMALS = {"amount": 2}
"""Columns that are shown with at least so many decimals; other decimals need none."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A text cell that begins so is taken for a formula by spreadsheet programs."""

_STARTS_A_FORMULA = r"^([=+\-@\t\r])"
_SCALE = 6


def least_decimals(field: pa.Field) -> int:
    """How many decimals a column of numbers is shown with at least; a field may say it."""
    said = (field.metadata or {}).get(b"decimals")
    return MONEY_DECIMALS.get(field.name, 0) if said is None else int(said)


def decimal_text(column: pa.Array, decimals: int) -> pa.Array:
    """Exact digits, without needless zeros but with at least so many decimals."""
    import pyarrow as pa
    import pyarrow.compute as pc

    text = column.cast(pa.string())
    needed = pc.utf8_slice_codeunits(text, 0, stop=decimals - _SCALE)
    spare = pc.utf8_rtrim(pc.utf8_slice_codeunits(text, decimals - _SCALE), "0")
    joined = pc.binary_join_element_wise(needed, spare, "")
    return pc.utf8_rtrim(joined, ".") if decimals == 0 else joined


def without_formulas(column: pa.Array) -> pa.Array:
    """Text with an apostrophe before what a spreadsheet program would take for a formula."""
    import pyarrow.compute as pc

    return pc.replace_substring_regex(column, _STARTS_A_FORMULA, r"'\1")


def objects_as_sie(column: pa.Array) -> pa.Array:
    """Object lists as a SIE file writes them: {1 "100" 6 "P1"}."""
    import pyarrow as pa
    import pyarrow.compute as pc

    dimensions, objects = column.flatten().flatten()
    escaped = pc.replace_substring(pc.fill_null(objects, ""), '"', '\\"')
    pairs = pc.binary_join_element_wise(dimensions.cast(pa.string()), ' "', escaped, '"', "")
    return joined_lists(column, pairs, " ", "{", "}")


def joined_lists(
    column: pa.Array, elements: pa.Array, between: str, before: str, after: str
) -> pa.Array:
    """The texts of the elements of a column of lists, joined list by list."""
    import pyarrow as pa
    import pyarrow.compute as pc

    lengths = pc.fill_null(column.value_lengths(), 0)
    ends = pc.cumulative_sum(lengths)
    offsets = pa.concat_arrays([pa.array([0], pa.int32()), ends.cast(pa.int32())])
    lists = pa.ListArray.from_arrays(offsets, elements)
    joined = pc.binary_join_element_wise(before, pc.binary_join(lists, between), after, "")
    return pc.if_else(column.is_valid(), joined, None)


def text_bytes(lines: pa.Array) -> Iterable[memoryview]:
    """The bytes of a column of text, one text behind the other, without copying them."""
    import pyarrow as pa

    if not len(lines):
        return
    _, offsets, data = lines.buffers()
    ends = pa.Array.from_buffers(pa.int32(), len(lines) + 1, [None, offsets], offset=lines.offset)
    if data is not None:
        yield memoryview(data)[ends[0].as_py() : ends[-1].as_py()]
