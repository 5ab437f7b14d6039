"""What is in a file, as a tree to look at before it is linked; large ones are cut, and say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from siekit.locale.figures import plain_money
from siekit.workspace.actors import Role
from siekit.workspace.lookup import find_upload
from siekit.workspace.refusals import Refusal
from siekit.workspace.shown_text import shown_text
from siekit.workspace.states import PARSED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from siekit.document import Document
    from siekit.workspace.workspace import Workspace

MOST_ACCOUNTS = 100
"""Accounts of one class that the tree has."""

MOST_OBJECTS = 100
"""Objects of one dimension that the tree has."""

MOST = 100
"""Dimensions, series and labels that the tree has."""

TABLES = (
    "accounts",
    "balances",
    "dimensions",
    "objects",
    "other_records",
    "period_balances",
    "sru_codes",
    "transactions",
    "vouchers",
)
"""The tables that a tree is made of."""

OTHER = ""
"""The class of accounts that do not begin with a digit."""

_LABELS = {
    ("balances", "opening"): "#IB",
    ("balances", "closing"): "#UB",
    ("balances", "result"): "#RES",
    ("period_balances", "actual"): "#PSALDO",
    ("period_balances", "budget"): "#PBUDGET",
    ("transactions", "normal"): "#TRANS",
    ("transactions", "added"): "#RTRANS",
    ("transactions", "removed"): "#BTRANS",
}


def contents(ws: Workspace, upload_id: int) -> dict[str, Any] | None:
    """Return the tree of what is in the file of an upload, None where nobody could read it.

    And where its tables are lost, until `siekit workspace rebuild` makes them anew.

    `classes` are its accounts by their first digit, with names and the figures of the file's own
    year; `dimensions` have their objects, `series` their vouchers and dates; `records` are counted
    by label, as are the `unknown` ones. What a list leaves out is counted in `left_out`, with the
    `next_line` of the file where it goes on.
    """
    ws.actor.require(Role.VIEWER)
    with ws.catalogue.read() as connection:
        upload = find_upload(connection, ws.domain_id, upload_id)
    if upload.state in PARSED:
        try:
            return contents_of(ws.installation.tables.at_hand(upload.id, TABLES))
        except Refusal as refusal:
            if refusal.code != "tables_missing":
                raise
            return None
    kept = (upload.preview or {}).get("contents")
    return None if kept is None else {name: kept[name] for name in kept if name != "not_taken"}


def contents_of(tables: Mapping[str, pa.Table] | Document) -> dict[str, Any]:
    """Return the tree of the tables of a document, as plain JSON."""
    return {
        "classes": _classes(tables["accounts"], tables["balances"]),
        "dimensions": _dimensions(tables["dimensions"], tables["objects"]),
        "series": _series(tables["vouchers"]),
        "records": _records(tables),
        "unknown": _unknown(tables["other_records"]),
    }


def _classes(accounts: pa.Table, balances: pa.Table) -> list[dict[str, Any]]:
    if not accounts.num_rows:
        return []
    first = pc.utf8_slice_codeunits(accounts["account"], 0, 1)
    digits = pa.array(list("0123456789"))
    keys = pc.if_else(pc.is_in(first, digits), first, OTHER)
    ordered = accounts.append_column("class", keys).sort_by(
        [("class", "ascending"), ("account", "ascending")]
    )
    figures = _figures(balances)
    found = []
    for key in sorted(pc.unique(keys).to_pylist(), key=lambda one: (one == OTHER, one)):
        own = ordered.filter(pc.equal(ordered["class"], key))
        rows = own.slice(0, MOST_ACCOUNTS).to_pylist()
        shown = [
            {
                "account": shown_text(row["account"] or ""),
                "name": shown_text(row["name"] or ""),
                **(figures.get(row["account"]) or NO_FIGURES),
            }
            for row in rows
        ]
        found.append({"class": key, **_cut(own, shown, "accounts")})
    return found


NO_FIGURES: Mapping[str, str | None] = {"opening": None, "closing": None, "result": None}


def _figures(balances: pa.Table) -> dict[str, dict[str, str | None]]:
    """Return the figures of each account in the file's own year; None where they cannot be told.

    That is where the file has none, one that cannot be read, or two that say the same thing.
    """
    own = balances.filter(pc.and_(pc.equal(balances["year_no"], 0), balances["counts"]))
    plain = pa.table(
        {
            "account": own["account"],
            "kind": own["kind"].cast("string"),
            "amount": own["amount"],
        }
    )
    groups = plain.group_by(["account", "kind"], use_threads=False)
    found: dict[str, dict[str, str | None]] = {}
    for one in groups.aggregate([("amount", "min"), ([], "count_all")]).to_pylist():
        amount = one["amount_min"] if one["count_all"] == 1 else None
        figures = found.setdefault(one["account"], dict(NO_FIGURES))
        figures[one["kind"]] = None if amount is None else plain_money(amount)
    return found


def _dimensions(dimensions: pa.Table, objects: pa.Table) -> list[dict[str, Any]]:
    found = []
    for row in dimensions.sort_by("dimension").slice(0, MOST).to_pylist():
        own = objects.filter(pc.equal(objects["dimension"], row["dimension"]))
        shown = [
            {"object": shown_text(one["object"] or ""), "name": shown_text(one["name"] or "")}
            for one in own.slice(0, MOST_OBJECTS).to_pylist()
        ]
        name = shown_text(row["name"] or "")
        found.append({"dimension": row["dimension"], "name": name, **_cut(own, shown, "objects")})
    return found


def _cut(own: pa.Table, shown: Sequence[Mapping[str, Any]], name: str) -> dict[str, Any]:
    """Return a list that may be cut, how many are left out, and the line of the first of them."""
    rest = own.slice(len(shown))
    lines = rest["line"].drop_null()
    return {
        "count": own.num_rows,
        name: list(shown),
        "left_out": rest.num_rows,
        "next_line": pc.min(lines).as_py() if len(lines) else None,
    }


def _series(vouchers: pa.Table) -> list[dict[str, Any]]:
    wanted = [("date", "min"), ("date", "max"), ([], "count_all")]
    groups = vouchers.select(["series", "date"]).group_by("series", use_threads=False)
    return [
        {
            "series": None if one["series"] is None else shown_text(one["series"]),
            "vouchers": one["count_all"],
            "first_day": one["date_min"].isoformat() if one["date_min"] else None,
            "last_day": one["date_max"].isoformat() if one["date_max"] else None,
        }
        for one in groups.aggregate(wanted).slice(0, MOST).to_pylist()
    ]


def _records(tables: Mapping[str, pa.Table] | Document) -> list[dict[str, Any]]:
    """Return how many records there are of each label that the standard knows."""
    counts = {
        "#KONTO": len(tables["accounts"]["line"].drop_null()),
        "#SRU": tables["sru_codes"].num_rows,
        "#DIM": len(tables["dimensions"]["line"].drop_null()),
        "#OBJEKT": len(tables["objects"]["line"].drop_null()),
    }
    for table in ("balances", "period_balances"):
        counts |= _by_kind(tables[table], table)
    counts["#VER"] = tables["vouchers"].num_rows
    counts |= _by_kind(tables["transactions"], "transactions")
    return [{"label": label, "count": count} for label, count in counts.items() if count]


def _by_kind(table: pa.Table, name: str) -> dict[str, int]:
    kinds = pc.value_counts(table["kind"]).to_pylist()
    by_kind = {one["values"]: one["counts"] for one in kinds}
    labels = ((kind, label) for (of, kind), label in _LABELS.items() if of == name)
    return {label: by_kind.get(kind, 0) for kind, label in labels}


def _unknown(others: pa.Table) -> list[dict[str, Any]]:
    """Return how many records there are that are kept but not used, by label, and the first."""
    groups = others.select(["label", "line"]).group_by("label", use_threads=False)
    found = groups.aggregate([("line", "min"), ([], "count_all")]).slice(0, MOST).to_pylist()
    return [
        {
            "label": shown_text(one["label"] or ""),
            "count": one["count_all"],
            "line": one["line_min"],
        }
        for one in found
    ]
