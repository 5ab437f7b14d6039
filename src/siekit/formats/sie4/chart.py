"""Accounts, units, SRU codes, dimensions and objects, declared or only used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.faults import Fault
from siekit.formats.sie4.arrow import column
from siekit.formats.sie4.scan import NAMES
from siekit.formats.sie4.tables import from_rows, table

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan
    from siekit.formats.sie4.usage import Usage

TYPES = {"T": "asset", "S": "liability", "K": "cost", "I": "income"}
"""#KTYP: tillgång, skuld (debt or equity), kostnad, intäkt."""

STANDARD_DIMENSIONS = frozenset({1, 2, 6, 7, 8, 9, 10})
RESERVED_DIMENSIONS = frozenset({3, 4, 5, *range(11, 20)})

BALANCE_TYPES = frozenset({"T", "S"})
CLASSES = {"1": "T", "2": "S", "3": "I", "4": "K", "5": "K", "6": "K", "7": "K"}
"""The account type that the first digit of a BAS account gives."""

EXAMPLES = 3


def chart_texts(scan: Scan) -> pa.Table:
    """Return #KONTO, #KTYP, #ENHET and #SRU records as they stand: label, line, two texts."""
    chunks = scan.chunks["chart"]
    kinds = {
        "label": pa.int32(),
        "line": pa.int32(),
        "start": pa.int64(),
        "account": pa.string(),
        "value": pa.string(),
    }
    return pa.table({name: column(chunks, name, kind) for name, kind in kinds.items()})


def labelled(texts: pa.Table, label: str) -> pa.Table:
    """Return the records of one label."""
    return texts.filter(pc.equal(texts["label"], NAMES.index(label)))


def sru_codes(texts: pa.Table, document_id: int) -> pa.Table:
    """Return the table of SRU codes; an account may have several."""
    records = labelled(texts, "#SRU")
    columns = {"line": records["line"], "account": records["account"]}
    return table("sru_codes", document_id, {**columns, "sru_code": records["value"]})


def accounts(scan: Scan, found: Found, texts: pa.Table, usage: Usage, document_id: int) -> pa.Table:
    """Return the table of accounts: one row each, the declared ones first in file order."""
    declared = _first_of_each(scan, found, labelled(texts, "#KONTO"))
    undeclared = pa.array(usage.undeclared_accounts(declared["account"]), pa.string())
    types = labelled(texts, "#KTYP")
    units = labelled(texts, "#ENHET")
    _tell_order(found, declared, texts)
    _tell_types(found, types, usage)
    numbers = pa.concat_arrays([declared["account"].combine_chunks(), undeclared])
    raw_types = _looked_up(numbers, types)
    return table(
        "accounts",
        document_id,
        {
            "line": _extended(declared["line"], len(undeclared)),
            "account": numbers,
            "name": pa.concat_arrays(
                [declared["value"].combine_chunks(), pa.repeat(pa.scalar(""), len(undeclared))]
            ),
            "type": _words(raw_types),
            "type_raw": raw_types,
            "unit": _looked_up(numbers, units),
            "declared": pa.concat_arrays(
                [
                    pa.repeat(pa.scalar(value=True), declared.num_rows),
                    pa.repeat(pa.scalar(value=False), len(undeclared)),
                ]
            ),
        },
    )


def _extended(lines: pa.ChunkedArray, nulls: int) -> pa.Array:
    return pa.concat_arrays([lines.combine_chunks(), pa.nulls(nulls, pa.int32())])


def _looked_up(numbers: pa.Array, records: pa.Table) -> pa.Array:
    """Return for each account the text of its first record, null when it has none."""
    at = pc.index_in(numbers, records["account"].combine_chunks())
    return pc.take(records["value"].combine_chunks(), at)


def _words(raw: pa.Array) -> pa.Array:
    """Return T, S, K and I in words; other letters say nothing."""
    letters = pc.utf8_upper(pc.utf8_trim_whitespace(raw))
    at = pc.index_in(letters, pa.array(list(TYPES), pa.string()))
    return pc.take(pa.array(list(TYPES.values()), pa.string()), at)


def _first_of_each(scan: Scan, found: Found, records: pa.Table) -> pa.Table:
    """Return the records without later ones of the same account, which are set aside."""
    numbers = records["account"]
    if pc.count_distinct(numbers).as_py() == records.num_rows:
        return records
    first: dict[str, tuple[int, str | None]] = {}
    keep = []
    for row in records.select(["line", "start", "account", "value"]).to_pylist():
        kept = first.setdefault(row["account"], (row["line"], row["value"]))
        keep.append(kept[0] == row["line"])
        if not keep[-1]:
            scan.set_aside(row["line"], "#KONTO", row["start"])
            tell_repeated(found, "#KONTO", row["account"], kept, (row["line"], row["value"]))
    return records.filter(pa.array(keep, pa.bool_()))


def tell_repeated(
    found: Found,
    label: str,
    key: str,
    kept: tuple[int, object],
    other: tuple[int, object],
) -> None:
    """Tell a record that stands twice for the same key: equal, or with another content."""
    line, value = other
    if kept[1] == value:
        found.add(Fault.REPEATED_RECORD, line=line, label=label, key=key, kept_line=kept[0])
        return
    found.add(
        Fault.CONFLICTING_RECORD,
        line=line,
        label=label,
        key=key,
        kept=kept[1],
        kept_line=kept[0],
        other=value,
        other_line=line,
    )


def _tell_order(found: Found, declared: pa.Table, texts: pa.Table) -> None:
    """Tell #KTYP, #ENHET or #SRU that stands before its #KONTO (SIE 4B 5.12)."""
    at = pc.index_in(texts["account"].combine_chunks(), declared["account"].combine_chunks())
    konto = pc.take(declared["line"].combine_chunks(), at)
    early = texts.filter(pc.less(texts["line"].combine_chunks(), konto))
    if early.num_rows:
        line, label = early["line"][0].as_py(), NAMES[early["label"][0].as_py()]
        found.add(Fault.GROUPS_OUT_OF_ORDER, line=line, label=label, count=early.num_rows)


def _tell_types(found: Found, types: pa.Table, usage: Usage) -> None:
    """Tell account types that are none, and those that the balances or BAS contradict."""
    disagreeing = []
    for row in types.select(["line", "account", "value"]).to_pylist():
        account, letter = row["account"], (row["value"] or "").strip().upper()
        place = {"line": row["line"], "label": "#KTYP", "value": row["value"]}
        if letter not in TYPES:
            found.add(Fault.UNKNOWN_ACCOUNT_TYPE, account=account, **place)
            continue
        label = usage.contradicting(account, is_balance=letter in BALANCE_TYPES)
        expected = CLASSES.get((account or "")[:1], letter)
        if label or expected != letter:
            disagreeing.append((place, account, letter, label))
    if disagreeing:
        place, account, letter, label = disagreeing[0]
        shown = {"account": account, "declared": letter, "used": label or f"BAS {account[:1]}xxx"}
        found.add(Fault.ACCOUNT_TYPE_DISAGREES, count=len(disagreeing), **place, **shown)


def dimension_records(scan: Scan) -> pa.Table:
    """Return #DIM, #UNDERDIM and #OBJEKT records as they stand."""
    chunks = scan.chunks["objects"]
    kinds = {
        "label": pa.int32(),
        "line": pa.int32(),
        "start": pa.int64(),
        "dimension": pa.int32(),
        "object": pa.string(),
        "name": pa.string(),
        "parent": pa.int32(),
    }
    return pa.table({name: column(chunks, name, kind) for name, kind in kinds.items()})


def dimensions(
    scan: Scan, found: Found, records: pa.Table, usage: Usage, document_id: int
) -> pa.Table:
    """Return the table of dimensions, the declared ones first."""
    is_object = pc.equal(records["label"], NAMES.index("#OBJEKT"))
    declared: dict[int, dict[str, object]] = {}
    for row in records.filter(pc.invert(is_object)).to_pylist():
        number, label = row["dimension"], NAMES[row["label"]]
        kept = declared.get(number)
        if kept is not None:
            scan.set_aside(row["line"], label, row["start"])
            said = ((kept["line"], kept["name"]), (row["line"], row["name"]))
            tell_repeated(found, label, str(number), *said)
            continue
        if number in RESERVED_DIMENSIONS:
            place = {"line": row["line"], "label": label, "value": row["name"]}
            found.add(Fault.RESERVED_DIMENSION, dimension=number, **place)
        row = {**row, "parent_dimension": row["parent"], "declared": True}
        declared[number] = row
    used = set(usage.dimensions()) | set(records.filter(is_object)["dimension"].to_pylist())
    rows = [*declared.values(), *_undeclared_dimensions(found, used - declared.keys(), usage)]
    return from_rows("dimensions", document_id, rows)


def _undeclared_dimensions(
    found: Found, numbers: set[int], usage: Usage
) -> list[dict[str, object]]:
    """Return rows for dimensions that are only used; standard ones need no #DIM."""
    for number in sorted(numbers - STANDARD_DIMENSIONS):
        line = usage.line_of_dimension(number)
        found.add(Fault.UNDECLARED_DIMENSION, line=line, dimension=number)
    return [{"dimension": number, "name": "", "declared": False} for number in sorted(numbers)]


def objects(
    scan: Scan, found: Found, records: pa.Table, usage: Usage, document_id: int
) -> pa.Table:
    """Return the table of objects, the declared ones first."""
    declared: dict[tuple[int, str], dict[str, object]] = {}
    is_object = pc.equal(records["label"], NAMES.index("#OBJEKT"))
    for row in records.filter(is_object).to_pylist():
        key = (row["dimension"], row["object"])
        kept = declared.get(key)
        if kept is None:
            declared[key] = {**row, "declared": True}
            continue
        scan.set_aside(row["line"], "#OBJEKT", row["start"])
        said = ((kept["line"], kept["name"]), (row["line"], row["name"]))
        tell_repeated(found, "#OBJEKT", f"{key[0]} {key[1]}", *said)
    undeclared = [key for key in usage.objects() if key not in declared]
    _tell_undeclared_objects(found, undeclared, usage)
    created = [
        {"dimension": dimension, "object": number, "name": "", "declared": False}
        for dimension, number in undeclared
    ]
    return from_rows("objects", document_id, [*declared.values(), *created])


def _tell_undeclared_objects(found: Found, undeclared: list[tuple[int, str]], usage: Usage) -> None:
    """Tell objects that are only used, once for each dimension."""
    by_dimension: dict[int, list[str]] = {}
    for dimension, number in undeclared:
        by_dimension.setdefault(dimension, []).append(number)
    for dimension, numbers in sorted(by_dimension.items()):
        found.add(
            Fault.UNDECLARED_OBJECT,
            line=usage.line_of_dimension(dimension, numbers[0]),
            count=len(numbers),
            dimension=dimension,
            examples=", ".join(numbers[:EXAMPLES]),
        )
