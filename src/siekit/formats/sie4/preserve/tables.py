"""The tables of a document as records: what each table writes, and under which label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from siekit.exceptions import NotWritableError
from siekit.formats.sie4.preserve.differences import numbers
from siekit.formats.sie4.write.tables import LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from siekit.document import Document
    from siekit.formats.sie4.preserve.original import Original

COMPARED: dict[str, tuple[str, ...]] = {
    "fiscal_years": ("year_no", "start_date", "end_date"),
    "names": ("account", "name"),
    "types": ("account", "type_raw"),
    "units": ("account", "unit"),
    "sru_codes": ("account", "sru_code"),
    "dimensions": ("dimension", "name", "parent_dimension"),
    "objects": ("dimension", "object", "name"),
    "balances": ("kind", "year_no", "account", "objects", "amount", "quantity"),
    "period_balances": (
        *("kind", "year_no", "year_no_declared", "period"),
        *("account", "objects", "amount", "quantity"),
    ),
}
"""The columns that records hold, for all tables but those of vouchers; others follow from them."""

VOUCHER = ("series", "number", "date", "text", "registration_date", "signature")
ROW = ("kind", "account", "objects", "amount", "date", "text", "quantity", "signature")

CHART = ("names", "types", "units")
"""What the table of accounts is written as: #KONTO, #KTYP and #ENHET."""

_ONLY_LABEL = {
    "fiscal_years": "#RAR",
    "names": "#KONTO",
    "types": "#KTYP",
    "units": "#ENHET",
    "sru_codes": "#SRU",
    "objects": "#OBJEKT",
    "vouchers": "#VER",
}
_WORDS = {
    "balances": {"opening": "IB", "closing": "UB", "result": "RES"},
    "period_balances": {"actual": "PSALDO", "budget": "PBUDGET"},
    "transactions": {"normal": "TRANS", "added": "RTRANS", "removed": "BTRANS"},
}


def label_of(
    table: str, row: Mapping[str, Any], current: str = "", changed: Collection[str] = ()
) -> str:
    """Return the label of a row's record; `current` is the one that it has now.

    Raises `NotWritableError` for a row whose kind no record is of.
    """
    if table in _ONLY_LABEL:
        return _ONLY_LABEL[table]
    if table == "dimensions":
        if current and "parent_dimension" not in changed:
            return current
        return "#DIM" if row["parent_dimension"] is None else "#UNDERDIM"
    word = _WORDS[table].get(row["kind"])
    if word is None:
        message = (
            f"A row of {table} has the kind {row['kind']!r}, which no record is of. "
            f"Give it one of: {', '.join(_WORDS[table])}."
        )
        raise NotWritableError(message)
    if table != "balances" or word == "RES":
        return f"#{word}"
    has_list = row["objects"] is None or bool(row["objects"])
    if current and "objects" not in changed and current != "#RES":
        has_list = current.startswith("#O")
    return f"#O{word}" if has_list else f"#{word}"


def records_of(document: Document, original: Original) -> dict[str, pa.Table]:
    """Return what each table writes, but vouchers and their rows; `row` numbers its rows.

    A row that is only used and not declared writes nothing, unless it stands in the file.
    """
    made = {
        name: _numbered(document[name])
        for name in ("fiscal_years", "sru_codes", "balances", "period_balances")
    }
    for name in ("dimensions", "objects"):
        made[name] = _standing(document[name], original.document[name])
    return {**made, **_accounts(document, original)}


def _numbered(table: pa.Table) -> pa.Table:
    return table.append_column("row", numbers(table.num_rows))


def _standing(table: pa.Table, old: pa.Table) -> pa.Table:
    """Return the rows that have a record or are to have one."""
    lines = old["line"].combine_chunks().drop_null()
    stands = pc.is_in(table["line"], lines, skip_nulls=True)
    declared = pc.fill_null(table["declared"], fill_value=True)
    return _numbered(table).filter(pc.or_(stands, declared))


def _accounts(document: Document, original: Original) -> dict[str, pa.Table]:
    """Return the table of accounts as names, types and units, each with its own lines."""
    table, old = document["accounts"], original.document["accounts"]
    names = _standing(table, old)
    if table.equals(old):
        rows, before = _numbered(table).to_pylist(), {}
    else:
        rows = _numbered(table).to_pylist()
        before = {row["line"]: row for row in old.to_pylist() if row["line"]}
        used = {row["account"]: row for row in old.to_pylist() if not row["line"]}
        before = {row["row"]: before.get(row["line"]) or used.get(row["account"]) for row in rows}
    made = {"names": names}
    for name, label, column in (("types", "#KTYP", "type_raw"), ("units", "#ENHET", "unit")):
        lines = _first_lines(original, label)
        kept = []
        for row in rows:
            was = before.get(row["row"])
            value = effective_type(row, was) if column == "type_raw" else row[column]
            if value is None:
                continue
            line = lines.get(was["account"] if was else row["account"])
            kept.append({"line": line, "account": row["account"], column: value, "row": row["row"]})
        made[name] = pa.Table.from_pylist(kept, _schema(column))
    return made


def effective_type(row: Mapping[str, Any], was: Mapping[str, Any] | None) -> str | None:
    """Return the letter of an account's type: that of the word where only the word was changed."""
    raw: str | None = row["type_raw"]
    if was is None:
        return raw if raw is not None else LETTERS.get(row["type"])
    changed = row["type"] != was["type"] and raw == was["type_raw"]
    return LETTERS.get(row["type"]) if changed else raw


def _first_lines(original: Original, label: str) -> dict[str, int]:
    """Return the line of the first record of a label for each account; only that is read."""
    lines: dict[str, int] = {}
    for account, line in lines_of(original, label):
        lines.setdefault(account, line)
    return lines


def lines_of(original: Original, label: str) -> list[tuple[str, int]]:
    """Return account and line of each #KTYP or #ENHET."""
    from siekit.formats.sie4.scan import NAMES

    records = original.chart.filter(pc.equal(original.chart["label"], NAMES.index(label)))
    columns = (records[name].to_pylist() for name in ("account", "line"))
    return list(zip(*columns, strict=True))


def _schema(column: str) -> pa.Schema:
    kinds = {"line": pa.int32(), "account": pa.string(), column: pa.string(), "row": pa.int64()}
    return pa.schema(kinds.items())
