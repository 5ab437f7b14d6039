"""Vouchers that differ: changed, added, removed, renumbered, moved to another year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.comparison.alignment import unsettled
from siekit.comparison.difference import VOUCHER_CHANGES, FieldChange, VoucherChange
from siekit.comparison.entries import Entries
from siekit.comparison.matching import matches
from siekit.comparison.rows import row_changes

if TYPE_CHECKING:
    from siekit.comparison.side import Ledger
    from siekit.comparison.years import Years
    from siekit.model import Voucher

_FIELDS = ("series", "number", "date", "text", "registration_date", "signature")


def voucher_changes(
    a: Ledger, b: Ledger, years: Years
) -> tuple[Entries[VoucherChange], dict[str, int]]:
    """The vouchers that differ, by what happened to them, and how many there are of each."""
    found = _sorted(matches(a, b, unsettled(a, b), years.in_both))
    groups = pc.value_counts(found["change"]).to_pylist()
    counts = dict.fromkeys(VOUCHER_CHANGES, 0)
    counts |= {group["values"]: group["counts"] for group in groups}
    return Entries(found, partial(_made, a, b, years)), counts


def _sorted(found: pa.Table) -> pa.Table:
    """The changes in the order of `VOUCHER_CHANGES`, and within each in file order."""
    order = pc.index_in(found["change"], pa.array(VOUCHER_CHANGES, pa.string()))
    at = pc.coalesce(found["place_a"], found["place_b"])
    columns = [("order", "ascending"), ("at", "ascending")]
    sorting = pa.table({"order": order, "at": at})
    return found.take(pc.sort_indices(sorting, columns))


def _made(a: Ledger, b: Ledger, years: Years, part: pa.Table) -> list[VoucherChange]:
    """Some of the changes, with their vouchers."""
    places = [part[name].to_pylist() for name in ("place_a", "place_b")]
    known = [_known_years(ledger, at) for ledger, at in zip((a, b), places, strict=True)]
    vouchers = [ledger.vouchers(at) for ledger, at in zip((a, b), places, strict=True)]
    changes = part["change"].to_pylist()
    return [
        _change(change, one, other, (years.shown(year_a)[1], years.shown(year_b)[1]))
        for change, one, other, year_a, year_b in zip(changes, *vouchers, *known, strict=True)
    ]


def _known_years(ledger: Ledger, places: list[int | None]) -> list[int | None]:
    """The year of the voucher at each place."""
    at = pa.array(places, pa.int32())
    years: list[int | None] = pc.take(ledger.heads["year"], at).to_pylist()
    return years


def _change(
    change: str, a: Voucher | None, b: Voucher | None, years: tuple[str | None, str | None]
) -> VoucherChange:
    """One voucher that differs."""
    fields: tuple[FieldChange, ...] = ()
    if a and b:
        pairs = ((name, getattr(a, name) or None, getattr(b, name) or None) for name in _FIELDS)
        fields = tuple(FieldChange(*pair) for pair in pairs if pair[1] != pair[2])
    return VoucherChange(
        change=change,
        fiscal_year_a=years[0],
        fiscal_year_b=years[1],
        a=a,
        b=b,
        fields=fields,
        rows=row_changes(a, b),
    )
