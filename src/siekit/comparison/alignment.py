"""Vouchers that are equal and have the same number: found column by column.

Two exports of a ledger are mostly the same, so nearly all of their vouchers are settled here,
without a hash and without a Python object. What is not found equal here may still be equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from siekit.comparison.side import Ledger

KEYS = ("year", "series", "number", "occurrence")
HEAD = ("date", "text", "registration_date", "signature")
ROW = ("kind", "account", "objects", "amount", "date", "text", "quantity", "signature")

SMALLEST = 256
"""Rows that are looked at together where a column cannot be compared row by row."""


def unsettled(a: Ledger, b: Ledger) -> tuple[pa.Array, pa.Array]:
    """The places in both ledgers of the vouchers that were not found equal."""
    of_a, of_b = (ledger.heads["place"].combine_chunks() for ledger in (a, b))
    partner = _partners(a, b)
    if partner is None:
        return of_a, of_b
    settled = _heads_alike(a, b, partner)
    odd = _unequal(*_rows_beside(a, b, partner, settled))
    if len(odd):
        settled = pc.and_(settled, pc.invert(pc.is_in(of_a, odd)))
    others = settled if partner.equals(of_b) else pc.is_in(of_b, partner.filter(settled))
    return of_a.filter(pc.invert(settled)), of_b.filter(pc.invert(others))


def _partners(a: Ledger, b: Ledger) -> pa.Array | None:
    """For each voucher of `a` the place of the one with its number; None where that is unclear."""
    if all(a.heads[name].equals(b.heads[name]) for name in KEYS):
        return b.heads["place"].combine_chunks()
    found = pc.index_in(_keys(a), _keys(b))
    known = found.drop_null()
    return found if pc.count_distinct(known).as_py() == len(known) else None


def _keys(ledger: Ledger) -> pa.Array:
    """Year, series, number and occurrence as one text; it only says where to look first."""
    parts = [pc.fill_null(ledger.heads[name].cast(pa.string()), "") for name in KEYS]
    return pc.binary_join_element_wise(*parts, "\t").combine_chunks()


def _heads_alike(a: Ledger, b: Ledger, partner: pa.Array) -> pa.Array:
    """Whether each voucher of `a` has a partner with as many rows and equal fields."""
    alike = pc.equal(a.counts, pc.take(b.counts, partner))
    alike = pc.fill_null(alike, fill_value=False)
    same_order = partner.equals(b.heads["place"].combine_chunks())
    for name in HEAD:
        one, other = a.heads[name], b.heads[name]
        if not same_order:
            other = pc.take(other, partner)
        if not one.equals(other):
            alike = pc.and_(alike, _equal(one, other))
    return alike.combine_chunks() if isinstance(alike, pa.ChunkedArray) else alike


def _equal(one: pa.ChunkedArray, other: pa.ChunkedArray) -> pa.Array:
    """Whether the values are equal, row by row; null is equal to null."""
    both_null = pc.and_(pc.is_null(one), pc.is_null(other))
    equal = pc.or_(pc.fill_null(pc.equal(one, other), fill_value=False), both_null)
    return equal.combine_chunks()


def _rows_beside(
    a: Ledger, b: Ledger, partner: pa.Array, wanted: pa.Array
) -> tuple[pa.Table, pa.Table]:
    """The rows of the wanted vouchers of `a`, and of their partners in the same order."""
    columns = ["place", *ROW]
    one, other = a.rows.select(columns), b.rows.select(columns)
    same_order = partner.equals(b.heads["place"].combine_chunks())
    if same_order and pc.all(wanted).as_py():
        return one, other
    one = one.filter(pc.take(wanted, one["place"]))
    if same_order:
        return one, other.filter(pc.take(wanted, other["place"]))
    turn = pc.index_in(b.heads["place"].combine_chunks(), partner.filter(wanted))
    at = pc.take(turn, other["place"].combine_chunks())
    other, at = other.filter(pc.is_valid(at)), at.drop_null()
    if not pc.all(pc.greater_equal(at[1:], at[:-1])).as_py():
        other = other.take(pc.sort_indices(pa.table({"at": at}), [("at", "ascending")]))
    return one, other


def _unequal(one: pa.Table, other: pa.Table) -> pa.Array:
    """The places of rows in `one` that differ from the rows beside them; some too many."""
    places = one["place"]
    odd: list[pa.Array] = []
    for name in ROW:
        left, right = one[name], other[name]
        if left.equals(right):
            continue
        if pa.types.is_nested(left.type):
            odd += _blocks(left, right, places)
            continue
        if pa.types.is_dictionary(left.type):
            left, right = left.cast(pa.string()), right.cast(pa.string())
        odd.append(places.filter(pc.invert(_equal(left, right))).combine_chunks())
    return pc.unique(pa.concat_arrays(odd)) if odd else pa.array([], pa.int32())


def _blocks(
    left: pa.ChunkedArray, right: pa.ChunkedArray, places: pa.ChunkedArray
) -> list[pa.Array]:
    """The places of the blocks of rows in which a column of lists is not equal."""
    waiting, odd = [(0, len(left))], []
    while waiting:
        begin, rows = waiting.pop()
        if left.slice(begin, rows).equals(right.slice(begin, rows)):
            continue
        if rows <= SMALLEST:
            odd.append(places.slice(begin, rows).combine_chunks())
            continue
        half = rows // 2
        waiting += [(begin, half), (begin + half, rows - half)]
    return odd
