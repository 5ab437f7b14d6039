"""The vouchers of one document with their rows, each voucher by its place among the others."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.comparison.difference import OUTSIDE
from siekit.records import Vouchers
from siekit.schema import arrow_schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.comparison.years import Years
    from siekit.document import Document
    from siekit.model import Voucher


class Ledger:
    """Vouchers and rows; both have a `place` from 0, and rows stand in the order of places.

    `heads` have their `year` in the numbers of the first document.
    """

    def __init__(self, heads: pa.Table, rows: pa.Table, years: pa.ChunkedArray) -> None:
        """Take the vouchers, their rows in any order, and the year of each voucher."""
        numbers = _counted(heads.num_rows)
        self.heads = heads.append_column("place", numbers).append_column("year", years)
        self.rows = _placed(rows, heads["voucher_id"])

    @cached_property
    def starts(self) -> pa.Array:
        """For each place where its rows begin; then the number of all rows."""
        runs = pc.run_end_encode(self.rows["place"].combine_chunks())
        ends = _behind_zero(runs.run_ends)
        if len(runs.values) == self.heads.num_rows:
            return ends
        lengths = pc.subtract(ends[1:], ends[:-1])
        at = pc.index_in(_counted(self.heads.num_rows), runs.values)
        return _behind_zero(pc.cumulative_sum(pc.fill_null(pc.take(lengths, at), 0)))

    @cached_property
    def counts(self) -> pa.Array:
        """How many rows each voucher has."""
        return pc.subtract(self.starts[1:], self.starts[:-1])

    def vouchers(self, places: Sequence[int | None]) -> list[Voucher | None]:
        """The vouchers at those places with their rows; None where there is no place."""
        wanted = [place for place in places if place is not None]
        at = pa.array(wanted, pa.int32())
        begins = pc.take(self.starts, at).to_pylist()
        ends = pc.take(self.starts, pc.add(at, 1)).to_pylist()
        spans = chain.from_iterable(map(range, begins, ends))
        names = [field.name for field in arrow_schema("transactions")]
        rows = self.rows.select(names).take(pa.array(spans, pa.int32()))
        heads = self.heads.take(at)
        made = iter(Vouchers(heads, rows))
        return [None if place is None else next(made) for place in places]


def ledgers(a: Document, b: Document, years: Years) -> tuple[Ledger, Ledger]:
    """The vouchers of both documents.

    Where one of them has rows outside of vouchers, each gets a voucher for these in front.
    """
    loose = any(_are_loose(document) for document in (a, b))
    one, other = (_with_outside(document) if loose else document["vouchers"] for document in (a, b))
    return (
        Ledger(one, a["transactions"], one["year_no"].cast(pa.int16())),
        Ledger(other, b["transactions"], years.renumbered(other["year_no"])),
    )


def _are_loose(document: Document) -> bool:
    """Whether some rows belong to no voucher."""
    rows, ids = document["transactions"]["voucher_id"], document["vouchers"]["voucher_id"]
    if rows.null_count:
        return True
    span = pc.min_max(rows).as_py()
    if span["min"] is None:
        return False
    if ids.equals(pa.chunked_array([_counted(len(ids), first=1)])):
        return not 1 <= span["min"] <= span["max"] <= len(ids)
    return not pc.all(pc.is_in(rows, ids.combine_chunks())).as_py()


def _with_outside(document: Document) -> pa.Table:
    """The vouchers, behind one that takes the rows outside of them."""
    heads = document["vouchers"]
    row = {"document_id": document.document_id, "line": 0, "voucher_id": OUTSIDE}
    return pa.concat_tables([pa.Table.from_pylist([row], heads.schema), heads])


def _counted(number: int, *, first: int = 0) -> pa.Array:
    """That many numbers, one after the other."""
    ones = pa.repeat(pa.scalar(1, pa.int32()), number)
    return pc.cumulative_sum(ones, start=first - 1)


def _behind_zero(ends: pa.Array) -> pa.Array:
    """The ends of spans, with the beginning of the first one in front."""
    return pa.concat_arrays([pa.array([0], pa.int32()), ends])


def _placed(rows: pa.Table, ids: pa.ChunkedArray) -> pa.Table:
    """The rows with the place of their voucher, in the order of places."""
    if ids.equals(pa.chunked_array([_counted(len(ids), first=1)])):
        place = pc.subtract(rows["voucher_id"], pa.scalar(1, pa.int32()))
    else:
        place = pc.index_in(rows["voucher_id"], ids.combine_chunks())
        if place.null_count:
            place = pc.fill_null(place, 0)
            at = rows.column_names.index("voucher_id")
            voucher_id = pc.take(ids, place)
            rows = rows.set_column(at, "voucher_id", voucher_id)
    rows = rows.append_column("place", place)
    if _rises(place):
        return rows
    return rows.take(pc.sort_indices(rows.select(["place"]), [("place", "ascending")]))


def _rises(places: pa.ChunkedArray) -> bool:
    """Whether no place is below the one before it."""
    whole = places.combine_chunks()
    return len(whole) < 2 or bool(pc.all(pc.greater_equal(whole[1:], whole[:-1])).as_py())  # noqa: PLR2004
