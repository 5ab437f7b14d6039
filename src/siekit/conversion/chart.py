"""The chart of a file: only what is used when asked for, and all of it declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.conversion.notes import CHANGED, LEFT_OUT
from siekit.formats.sie4.making import in_schema, joined

if TYPE_CHECKING:
    from siekit.conversion.work import Work

FIGURES = ("transactions", "balances", "period_balances")
STANDARD_DIMENSIONS = frozenset({1, 2, 6, 7, 8, 9, 10})
"""Dimensions that need not be declared (SIE 4B 8.17)."""


def used_accounts_only(work: Work) -> None:
    """Leave out the accounts, with their SRU codes, that no figure needs."""
    used = pa.array(sorted(_used(work)), pa.string())
    table = work.tables["accounts"]
    gone = table.filter(pc.invert(pc.is_in(table["account"], used)))
    work.notes.add(LEFT_OUT, "unused-accounts", pc.sum(gone["declared"]).as_py() or 0)
    for name in ("accounts", "sru_codes"):
        work.filter(name, pc.is_in(work.tables[name]["account"], used))


def declare(work: Work, sie_type: str) -> None:
    """Declare what is used and not declared, where the type wants it.

    The standard wants a name, and the only one that is known is the number.
    """
    if sie_type != "4I":
        _declare_accounts(work)
    if sie_type == "3":
        _declare_objects(work)


def _used(work: Work) -> set[str]:
    used: set[str | None] = set()
    for name in FIGURES:
        used.update(pc.unique(work.tables[name]["account"]).to_pylist())
    return {account for account in used if account}


def _declare_accounts(work: Work) -> None:
    table = work.tables["accounts"]
    declared = set(table.filter(table["declared"])["account"].to_pylist())
    missing = sorted(_used(work) - declared)
    if not missing:
        return
    old = {row["account"]: row for row in table.to_pylist() if not row["declared"]}
    rows = pa.table(
        {
            "account": pa.array(missing, pa.string()),
            "name": pa.array(missing, pa.string()),
            "type": pa.array([old.get(one, {}).get("type") for one in missing], pa.string()),
            "type_raw": pa.array(
                [old.get(one, {}).get("type_raw") for one in missing], pa.string()
            ),
            "unit": pa.array([old.get(one, {}).get("unit") for one in missing], pa.string()),
            "declared": pa.array([True] * len(missing)),
        }
    )
    kept = table.filter(pc.invert(pc.is_in(table["account"], rows["account"].combine_chunks())))
    _add(work, "accounts", kept, rows)
    work.notes.add(CHANGED, "accounts-named", len(missing), label="#KONTO", account=missing[0])


def _declare_objects(work: Work) -> None:
    """Declare objects that figures name, and their dimensions where these are not standard."""
    pairs: set[tuple[int, str]] = set()
    for name in FIGURES:
        flat = work.tables[name]["objects"].combine_chunks().flatten()
        numbers = zip(
            flat.field("dimension").to_pylist(), flat.field("object").to_pylist(), strict=True
        )
        pairs.update((one, other) for one, other in set(numbers) if one is not None and other)
    table = work.tables["objects"].filter(work.tables["objects"]["declared"])
    known = set(zip(table["dimension"].to_pylist(), table["object"].to_pylist(), strict=True))
    missing = sorted(pairs - known)
    rows = pa.table(
        {
            "dimension": pa.array([one for one, _ in missing], pa.int32()),
            "object": pa.array([other for _, other in missing], pa.string()),
            "name": pa.array([other for _, other in missing], pa.string()),
            "declared": pa.array([True] * len(missing), pa.bool_()),
        }
    )
    _add(work, "objects", table, rows)
    work.notes.add(CHANGED, "objects-named", len(missing), label="#OBJEKT")
    table = work.tables["dimensions"].filter(work.tables["dimensions"]["declared"])
    used = {one for one, _ in pairs} - set(table["dimension"].to_pylist()) - STANDARD_DIMENSIONS
    rows = pa.table(
        {
            "dimension": pa.array(sorted(used), pa.int32()),
            "name": pa.array([str(one) for one in sorted(used)], pa.string()),
            "declared": pa.array([True] * len(used), pa.bool_()),
        }
    )
    _add(work, "dimensions", table, rows)
    work.notes.add(CHANGED, "dimensions-named", len(used), label="#DIM")


def _add(work: Work, name: str, kept: pa.Table, rows: pa.Table) -> None:
    made = in_schema(name, rows, work.document.document_id)
    work.tables[name] = joined(name, [kept, made])
