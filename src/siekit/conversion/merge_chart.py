"""The chart and the balances of several files: what differs is told, or refused."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from siekit.conversion.notes import CHANGED
from siekit.exceptions import NotMergeableError
from siekit.formats.sie4.making import joined
from siekit.locale.figures import plain_money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.conversion.notes import Notes
    from siekit.conversion.work import Work

CHART = {
    "accounts": (("account",), "#KONTO"),
    "dimensions": (("dimension",), "#DIM"),
    "objects": (("dimension", "object"), "#OBJEKT"),
}
LABELS = {"opening": "#IB", "closing": "#UB", "result": "#RES"}


def chart(works: Sequence[Work], notes: Notes) -> dict[str, pa.Table]:
    """Return what any file declares; where names differ the last file's is taken, and told."""
    made = {}
    for name, (keys, label) in CHART.items():
        rows: dict[tuple[Any, ...], dict[str, Any]] = {}
        differing: dict[tuple[Any, ...], str] = {}
        for work in works:
            for row in work.tables[name].to_pylist():
                key = tuple(row[column] for column in keys)
                before = rows.get(key)
                if before is None:
                    rows[key] = row
                    continue
                if row["declared"] and before["declared"] and row["name"] != before["name"]:
                    differing[key] = row["name"]
                rows[key] = _over(before, row)
        made[name] = pa.Table.from_pylist(list(rows.values()), works[0].tables[name].schema)
        if differing:
            key = next(iter(differing))
            notes.add(
                CHANGED,
                "names-differ",
                len(differing),
                label=label,
                account=" ".join(map(str, key)),
                taken=differing[key],
            )
    made["sru_codes"] = _sru_codes(works)
    return made


def _over(before: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the chart with what a later file says of it."""
    if not row["declared"] and before["declared"]:
        row = {**row, "name": before["name"], "declared": True}
    return {name: before[name] if value is None else value for name, value in row.items()}


def _sru_codes(works: Sequence[Work]) -> pa.Table:
    """Return the SRU codes of each account as the last file has them that has any."""
    codes: dict[str, list[dict[str, Any]]] = {}
    for work in works:
        own: dict[str, list[dict[str, Any]]] = {}
        for row in work.tables["sru_codes"].to_pylist():
            own.setdefault(row["account"], []).append(row)
        codes.update(own)
    rows = [row for of_account in codes.values() for row in of_account]
    return pa.Table.from_pylist(rows, works[0].tables["sru_codes"].schema)


def kept_balances(works: Sequence[Work], *, follow: bool) -> pa.Table:
    """Return opening balances and those of earlier years; the others are worked out.

    `works` are in the order of time; with `follow` each is a part of the year, which begins with
    what the one before closes with. Raises `NotMergeableError` where they contradict each other.
    """
    if follow:
        return _kept(works[0].tables["balances"])
    tables: list[pa.Table] = []
    taken: dict[tuple[str, int], Work] = {}
    for work in works:
        kept = _kept(work.tables["balances"])
        groups = {(row["kind"], row["year_no"]) for row in kept.to_pylist()}
        for group in groups & taken.keys():
            _check_same(taken[group], work, group)
        new = groups - taken.keys()
        taken.update(dict.fromkeys(new, work))
        mask = [(row["kind"], row["year_no"]) in new for row in kept.to_pylist()]
        tables.append(kept.filter(pa.array(mask, pa.bool_())))
    return joined("balances", tables)


def _kept(balances: pa.Table) -> pa.Table:
    opening = pc.equal(balances["kind"].cast(pa.string()), "opening")
    earlier = pc.less(balances["year_no"], 0)
    return balances.filter(pc.fill_null(pc.or_(opening, earlier), fill_value=False))


def _check_same(one: Work, other: Work, group: tuple[str, int]) -> None:
    first, second = (amounts(work.tables["balances"], *group) for work in (one, other))
    for account in sorted(first.keys() | second.keys()):
        a, b = first.get(account, Decimal(0)), second.get(account, Decimal(0))
        if a != b:
            kind, year_no = group
            message = (
                f"{one.name} and {other.name} cannot become one file: {LABELS[kind]} {year_no} "
                f"{account} is {plain_money(a)} and {plain_money(b)}. Merge files of one "
                "export, or export the whole year at once."
            )
            raise NotMergeableError(message)


def amounts(balances: pa.Table, kind: str, year_no: int) -> dict[str, Decimal]:
    """Return the balances of a kind and year that are not zero, by account."""
    mask = pc.and_(balances["counts"], pc.equal(balances["kind"].cast(pa.string()), kind))
    own = balances.filter(pc.and_kleene(mask, pc.equal(balances["year_no"], year_no)))
    pairs = zip(own["account"].to_pylist(), own["amount"].to_pylist(), strict=True)
    return {account: amount for account, amount in pairs if amount}


def check_chain(works: Sequence[Work]) -> None:
    """Raise `NotMergeableError` where a part year does not begin as the one before ended."""
    for one, other in pairwise(works):
        closing = amounts(one.tables["balances"], "closing", 0)
        opening = amounts(other.tables["balances"], "opening", 0)
        if not closing or not opening:
            continue
        for account in sorted(closing.keys() | opening.keys()):
            a, b = closing.get(account, Decimal(0)), opening.get(account, Decimal(0))
            if a != b:
                message = (
                    f"{one.name} and {other.name} cannot become one year: account {account} closes "
                    f"with {plain_money(a)} and opens with {plain_money(b)}. A file may be "
                    "missing between them, or they are years of their own."
                )
                raise NotMergeableError(message)


def kept_months(works: Sequence[Work]) -> pa.Table:
    """Return budgets, and months of earlier years, each as the last file has it."""
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for work in works:
        own: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
        for row in work.tables["period_balances"].to_pylist():
            if row["kind"] == "actual" and row["year_no"] == 0:
                continue
            pairs = tuple((one["dimension"], one["object"]) for one in row["objects"] or ())
            key = (row["kind"], row["year_no"], row["period"], row["account"], pairs)
            own.setdefault(key, []).append(row)
        for key, found in own.items():
            for place, row in enumerate(found):
                rows[*key, place] = row
    schema = works[0].tables["period_balances"].schema
    return pa.Table.from_pylist(list(rows.values()), schema)
