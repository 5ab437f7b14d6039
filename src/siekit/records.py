"""Typed records out of Arrow tables: lists of them, and vouchers one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar, overload

from siekit.model import ObjectRef, Transaction, Voucher
from siekit.schema import OBJECTS, find_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

Record = TypeVar("Record")

_VOUCHERS_AT_A_TIME = 1_000


def records(kind: type[Record], table: pa.Table, name: str) -> list[Record]:
    """The rows of the table of that name as records of that kind."""
    return [kind(*values) for values in zip(*_columns(table, name), strict=True)]


class Vouchers(Sequence[Voucher]):
    """The vouchers of a document, each made with its rows when it is asked for.

    The rows of the transactions table must stand in the order of their vouchers, as they do in
    every format; rows outside of vouchers are left out.
    """

    def __init__(self, vouchers: pa.Table, transactions: pa.Table) -> None:
        """Take the two tables; nothing is computed before the first voucher is asked for."""
        self._vouchers = vouchers
        self._all_rows = transactions
        self._rows: pa.Table | None = None
        self._starts: list[int] = []

    def __len__(self) -> int:
        return int(self._vouchers.num_rows)

    def __iter__(self) -> Iterator[Voucher]:
        for start in range(0, len(self), _VOUCHERS_AT_A_TIME):
            yield from self._some(start, min(start + _VOUCHERS_AT_A_TIME, len(self)))

    @overload
    def __getitem__(self, index: int) -> Voucher: ...

    @overload
    def __getitem__(self, index: slice) -> list[Voucher]: ...

    def __getitem__(self, index: int | slice) -> Voucher | list[Voucher]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step == 1:
                return self._some(start, max(start, stop))
            return [self[position] for position in range(start, stop, step)]
        position = range(len(self))[index]
        return self._some(position, position + 1)[0]

    def __repr__(self) -> str:
        return f"<Vouchers: {len(self):,}>"

    def _some(self, start: int, stop: int) -> list[Voucher]:
        """The vouchers from start to before stop."""
        rows, starts = self._placed()
        first = starts[start]
        parts = rows.slice(first, starts[stop] - first)
        columns = _columns(parts, "transactions", without=("voucher_id",))
        made = [Transaction(*values) for values in zip(*columns, strict=True)]
        heads = zip(*_columns(self._vouchers.slice(start, stop - start), "vouchers"), strict=True)
        spans = pairwise(starts[start : stop + 1])
        return [
            Voucher(*(*head, tuple(made[begin - first : end - first])))
            for head, (begin, end) in zip(heads, spans, strict=True)
        ]

    def _placed(self) -> tuple[pa.Table, list[int]]:
        """The rows inside vouchers, and where those of each voucher start; the end comes last."""
        if self._rows is None:
            inside = self._all_rows
            if inside["voucher_id"].null_count:
                inside = inside.filter(inside["voucher_id"].is_valid())
            self._starts = _starts(self._vouchers["voucher_id"], inside["voucher_id"])
            self._rows = inside
        return self._rows, self._starts


def _starts(vouchers: pa.ChunkedArray, rows: pa.ChunkedArray) -> list[int]:
    """For each voucher the position of its first row; then the number of rows."""
    import pyarrow.compute as pc

    runs = pc.run_end_encode(rows.combine_chunks())
    lengths: dict[int, int] = {}
    begin = 0
    for voucher, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        lengths[voucher] = end - begin
        begin = end
    starts = [0]
    for voucher in vouchers.to_pylist():
        starts.append(starts[-1] + lengths.get(voucher, 0))
    return starts


def _columns(table: pa.Table, name: str, *, without: tuple[str, ...] = ()) -> list[list[Any]]:
    """The columns of a table as Python lists, in the order of the schema."""
    return [
        _object_lists(table[column.name])
        if column.type == OBJECTS
        else table[column.name].to_pylist()
        for column in find_table(name).columns
        if column.name not in {"document_id", *without}
    ]


def _object_lists(column: pa.ChunkedArray) -> list[tuple[ObjectRef, ...]]:
    """A column of object lists; equal objects are the same record."""
    seen: dict[tuple[int, str], ObjectRef] = {}
    lists: list[tuple[ObjectRef, ...]] = []
    for chunk in column.chunks:
        elements = chunk.flatten()
        pairs = zip(*(field.to_pylist() for field in elements.flatten()), strict=True)
        refs = [seen.setdefault(pair, ObjectRef(*pair)) for pair in pairs]
        begin = 0
        for length in chunk.value_lengths().to_pylist():
            end = begin + (length or 0)
            lists.append(tuple(refs[begin:end]))
            begin = end
    return lists
