"""Reading back what was written, and the first place where it is not the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from siekit.exceptions import SiekitError
from siekit.formats.sie4.reading import read_document
from siekit.formats.sie4.write.identification import values_of
from siekit.formats.sie4.write.tables import FIELDS, sayable
from siekit.formats.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.document import Document
    from siekit.formats.sie4.write.tables import Tables
    from siekit.model import Header

BESIDES = {
    "balances": ("kind",),
    "period_balances": ("kind",),
    "transactions": ("kind", "voucher_id"),
}
"""Columns that a record says with its label or its place."""

SORTED = ("types", "units")
"""Records whose order says nothing: an account has one of each."""


def read_back(data: bytes, sie_type: str, encoding: str | None = None) -> Document:
    """Return the document that the bytes hold, in a given encoding or in the one they show."""
    source = Source("<written>", data)
    return read_document(source, sie_type=sie_type, strict=False, document_id=1, encoding=encoding)


def check_same(header: Header, tables: Tables, others: list[str], read: Document) -> None:
    """Raise `SiekitError` at the first place where a document does not say what it should."""
    for place, wanted, found in _differences(header, tables, others, read):
        message = (
            f"The file was not written: read back, {place} is {found!r} instead of {wanted!r}. "
            "This is a fault of siekit. Report it, with the file if you can share it."
        )
        raise SiekitError(message)


def _differences(
    header: Header, tables: Tables, others: list[str], read: Document
) -> Iterator[tuple[str, object, object]]:
    """Give each place where something else was read, what should stand there, what does."""
    sie_type = read.header.sie_type
    if (header.flag or 0) != read.header.flag:
        yield "#FLAGGA", header.flag, read.header.flag
    wanted, found = (values_of(one, sie_type) for one in (header, read.header))
    if wanted != found:
        yield next(_first_pair(wanted, found))
    again = sayable(read.tables).with_tables({"period_balances": read["period_balances"]})
    for name in FIELDS:
        yield from _table_differences(name, tables[name], again[name])
    raw = read["other_records"]["raw"].to_pylist()
    if sorted(raw) != sorted(others):
        yield "the list of other records", others, raw


def _first_pair(
    wanted: Sequence[tuple[str, object]], found: Sequence[tuple[str, object]]
) -> Iterator[tuple[str, object, object]]:
    """Give the first record that differs."""
    for one, other in zip([*wanted, ("", None)], [*found, ("", None)], strict=False):
        if one != other:
            yield one[0] or other[0], one[1], other[1]


def _table_differences(
    name: str, wanted: pa.Table, found: pa.Table
) -> Iterator[tuple[str, object, object]]:
    if name in SORTED:
        wanted, found = wanted.sort_by("account"), found.sort_by("account")
    if wanted.num_rows != found.num_rows:
        yield f"the number of rows of {name}", wanted.num_rows, found.num_rows
        return
    for column in (*(one.name for one in FIELDS[name]), *BESIDES.get(name, ())):
        values, others = (_comparable(one[column]) for one in (wanted, found))
        if not values.equals(others):
            row = _first_difference(values, others)
            yield f"{column} in row {row + 1} of {name}", values[row].as_py(), others[row].as_py()


def _comparable(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return words as texts: two dictionaries of the same words may be in another order."""
    return values.cast(pa.string()) if pa.types.is_dictionary(values.type) else values


def _first_difference(values: pa.ChunkedArray, others: pa.ChunkedArray) -> int:
    """Return the first row in which two columns differ, found by halving."""
    start, stop = 0, len(values)
    while stop - start > 1:
        middle = (start + stop) // 2
        part = slice(start, middle)
        same = values[part].equals(others[part])
        start, stop = (middle, stop) if same else (start, middle)
    return start


def same_rows(wanted: pa.Table, found: pa.Table, names: tuple[str, ...]) -> list[bool]:
    """Tell for each row of two short tables of one length whether the named columns agree."""
    rows, others = (
        list(zip(*(_comparable(table[name]).to_pylist() for name in names), strict=True))
        for table in (wanted, found)
    )
    return [one == other for one, other in zip(rows, others, strict=True)]
