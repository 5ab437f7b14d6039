"""A sequence of differences that are made as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

Entry = TypeVar("Entry")

AT_A_TIME = 500


class Entries(Sequence[Entry]):
    """One entry for each row of a table; two files may differ in a million rows."""

    def __init__(self, table: pa.Table, make: Callable[[pa.Table], list[Entry]]) -> None:
        """Take the rows, and what makes the entries of some of them."""
        self._table = table
        self._make = make

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[Entry]:
        for start in range(0, len(self), AT_A_TIME):
            yield from self._make(self._table.slice(start, AT_A_TIME))

    @overload
    def __getitem__(self, index: int) -> Entry: ...

    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...

    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step == 1:
                return self._make(self._table.slice(start, max(0, stop - start)))
            return [self[position] for position in range(start, stop, step)]
        return self._make(self._table.slice(range(len(self))[index], 1))[0]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(x == y for x, y in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Entries: {len(self):,}>"
