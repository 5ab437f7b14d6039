"""Accounts with their types and units, and SRU codes; declared, or only used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.faults import Fault
from siekit.formats.sie4.arrow import column
from siekit.formats.sie4.found import Place
from siekit.formats.sie4.repeated import tell_repeated
from siekit.formats.sie4.scan import NAMES
from siekit.formats.sie4.tables import table

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.repeated import Statement
    from siekit.formats.sie4.scan import Scan
    from siekit.formats.sie4.usage import Usage

TYPES = {"T": "asset", "S": "liability", "K": "cost", "I": "income"}
"""What the letters of #KTYP stand for; S is debt and equity."""

BALANCE_TYPES = frozenset({"T", "S"})
CLASSES = {"1": "T", "2": "S", "3": "I", "4": "K", "5": "K", "6": "K", "7": "K"}
"""The account type that the first digit of a BAS account gives."""

_COLUMNS = {
    "label": pa.int32(),
    "line": pa.int32(),
    "start": pa.int64(),
    "account": pa.string(),
    "value": pa.string(),
}


def account_records(scan: Scan) -> pa.Table:
    """Return #KONTO, #KTYP, #ENHET and #SRU records as they stand: label, line, two texts."""
    chunks = scan.chunks["chart"]
    return pa.table({name: column(chunks, name, kind) for name, kind in _COLUMNS.items()})


def _labelled(records: pa.Table, label: str) -> pa.Table:
    """Return the records of one label."""
    return records.filter(pc.equal(records["label"], NAMES.index(label)))


def sru_codes(records: pa.Table, document_id: int) -> pa.Table:
    """Return the table of SRU codes; an account may have several."""
    own = _labelled(records, "#SRU")
    columns = {"line": own["line"], "account": own["account"], "sru_code": own["value"]}
    return table("sru_codes", document_id, columns)


def accounts(
    scan: Scan, found: Found, records: pa.Table, usage: Usage, document_id: int
) -> pa.Table:
    """Return the table of accounts: one row each, the declared ones first in file order."""
    declared = _first_of_each(scan, found, _labelled(records, "#KONTO"))
    undeclared = pa.array(usage.undeclared_accounts(declared["account"]), pa.string())
    types = _labelled(records, "#KTYP")
    _tell_order(found, declared, records)
    _tell_types(found, types, usage)
    old, new = declared.num_rows, len(undeclared)
    numbers = _followed_by(declared["account"], undeclared)
    letters = _looked_up(numbers, types)
    columns = {
        "line": _followed_by(declared["line"], pa.nulls(new, pa.int32())),
        "account": numbers,
        "name": _followed_by(declared["value"], pa.repeat("", new)),
        "type": _words(letters),
        "type_raw": letters,
        "unit": _looked_up(numbers, _labelled(records, "#ENHET")),
        "declared": pa.array([True] * old + [False] * new),
    }
    return table("accounts", document_id, columns)


def tell_undeclared(found: Found, accounts: pa.Table, usage: Usage, sie_type: str) -> None:
    """Tell accounts that are only used: usual in a feed, a gap in a ledger's own file."""
    missing = accounts.filter(pc.invert(accounts["declared"]))["account"].to_pylist()
    is_feed = sie_type == "4I"
    fault = Fault.UNDECLARED_ACCOUNT_IN_FEED if is_feed else Fault.UNDECLARED_ACCOUNT
    lines = usage.lines_of_accounts(missing) if missing else {}
    for account in missing:
        place = Place(lines.get(account), value=account)
        found.add(fault, place, facts={"account": account})


def _followed_by(declared: pa.ChunkedArray, more: pa.Array) -> pa.Array:
    return pa.concat_arrays([declared.combine_chunks(), more])


def _looked_up(numbers: pa.Array, records: pa.Table) -> pa.Array:
    """Return for each account the text of its first record, null when it has none."""
    at = pc.index_in(numbers, records["account"].combine_chunks())
    return pc.take(records["value"].combine_chunks(), at)


def _words(letters: pa.Array) -> pa.Array:
    """Return T, S, K and I in words; other letters say nothing."""
    capitals = pc.utf8_upper(pc.utf8_trim_whitespace(letters))
    at = pc.index_in(capitals, pa.array(list(TYPES), pa.string()))
    return pc.take(pa.array(list(TYPES.values()), pa.string()), at)


def _first_of_each(scan: Scan, found: Found, records: pa.Table) -> pa.Table:
    """Return the records without later ones of the same account, which are set aside."""
    if pc.count_distinct(records["account"]).as_py() == records.num_rows:
        return records
    first: dict[str, Statement] = {}
    keep = []
    columns = [records[name].to_pylist() for name in ("line", "start", "account", "value")]
    for line, start, account, value in zip(*columns, strict=True):
        kept = first.setdefault(account, (line, value))
        keep.append(kept[0] == line)
        if not keep[-1]:
            scan.set_aside(line, "#KONTO", start)
            tell_repeated(found, "#KONTO", account, kept=kept, other=(line, value))
    return records.filter(pa.array(keep, pa.bool_()))


def _tell_order(found: Found, declared: pa.Table, records: pa.Table) -> None:
    """Tell #KTYP, #ENHET or #SRU that stands before its #KONTO (SIE 4B 5.12)."""
    at = pc.index_in(records["account"].combine_chunks(), declared["account"].combine_chunks())
    declared_on = pc.take(declared["line"].combine_chunks(), at)
    early = records.filter(pc.less(records["line"].combine_chunks(), declared_on))
    if early.num_rows:
        place = Place(early["line"][0].as_py(), label=NAMES[early["label"][0].as_py()])
        found.add(Fault.GROUPS_OUT_OF_ORDER, place, count=early.num_rows)


def _tell_types(found: Found, types: pa.Table, usage: Usage) -> None:
    """Tell account types that are none, and those that the balances or BAS contradict."""
    disagreeing: list[tuple[Place, dict[str, object]]] = []
    columns = [types[name].to_pylist() for name in ("line", "account", "value")]
    for line, account, value in zip(*columns, strict=True):
        place = Place(line, label="#KTYP", value=value)
        letter = (value or "").strip().upper()
        if letter not in TYPES:
            found.add(Fault.UNKNOWN_ACCOUNT_TYPE, place, facts={"account": account})
        elif used := _contradiction(account, letter, usage):
            facts = {"account": account, "declared": letter, "used": used}
            disagreeing.append((place, facts))
    if disagreeing:
        place, facts = disagreeing[0]
        found.add(Fault.ACCOUNT_TYPE_DISAGREES, place, count=len(disagreeing), facts=facts)


def _contradiction(account: str | None, letter: str, usage: Usage) -> str | None:
    """Return what says that an account is of another type than its #KTYP, None when nothing."""
    label = usage.contradicting(account, is_balance=letter in BALANCE_TYPES)
    if label:
        return label
    first = (account or "")[:1]
    return f"BAS {first}xxx" if CLASSES.get(first, letter) != letter else None
