"""Opening balances beside the closing balances of the file of the year before."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from siekit.findings import Finding
from siekit.lint.kinds import KINDS
from siekit.locale.figures import plain_money
from siekit.model import EXACT
from siekit.workspace.findings_kept import as_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from siekit.workspace.model import Upload
    from siekit.workspace.parquet_store import ParquetStore

CODE = "B308"


def openings_that_differ(
    store: ParquetStore, before: Upload, tables: Mapping[str, pa.Table]
) -> list[dict[str, Any]] | None:
    """Return a finding for each account that opens otherwise than it closes in the file before.

    None when that cannot be told: a file without such balances, or one that ends within its year.
    """
    if before.id not in store or _is_partial(before):
        return None
    closings = _balances(store.at_hand(before.id, ["balances"])["balances"], "closing")
    openings = _balances(tables["balances"], "opening")
    if not closings or not openings:
        return None
    return [
        as_json(_finding(account, closings.get(account), openings.get(account), before.file))
        for account in sorted(closings.keys() | openings.keys())
        if _differ(closings.get(account), openings.get(account))
    ]


_Balance = tuple[Decimal | None, int]
_NOTHING: _Balance = (Decimal(0), 0)


def _differ(closing: _Balance | None, opening: _Balance | None) -> bool:
    one, other = (closing or _NOTHING)[0], (opening or _NOTHING)[0]
    return one is not None and other is not None and one != other


def _finding(
    account: str, closing: _Balance | None, opening: _Balance | None, file: str
) -> Finding:
    closes = (closing or _NOTHING)[0] or Decimal(0)
    opens, line = opening or _NOTHING
    opens = opens or Decimal(0)
    kind = KINDS[CODE]
    return Finding(
        kind=kind,
        severity=kind.severity,
        line=line or None,
        label="#IB" if line else None,
        value=account,
        facts=(
            ("closing", plain_money(closes)),
            ("opening", plain_money(opens)),
            ("difference", plain_money(EXACT.subtract(opens, closes))),
            ("file", file),
        ),
    )


def _balances(table: pa.Table, kind: str) -> dict[str, _Balance]:
    """Return the own balances of accounts in year 0 with their lines."""
    own = pc.and_(pc.equal(table["kind"].cast("string"), kind), pc.equal(table["year_no"], 0))
    rows = table.filter(pc.and_(own, table["counts"])).select(["account", "amount", "line"])
    return {
        row["account"]: (row["amount"], row["line"])
        for row in rows.to_pylist()
        if row["account"] is not None
    }


def _is_partial(upload: Upload) -> bool:
    covered = (upload.preview or {}).get("covered_to")
    return bool(covered and upload.last_day and covered < upload.last_day.isoformat())
