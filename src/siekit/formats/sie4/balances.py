"""Balances and period balances: which year they belong to, and which rows count."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.faults import Fault
from siekit.formats.sie4.arrow import DECIMAL, KIND, OBJECTS, column
from siekit.formats.sie4.chart import tell_repeated
from siekit.formats.sie4.scan import NAMES
from siekit.formats.sie4.tables import table
from siekit.model import EXACT

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan
    from siekit.formats.sie4.years import Years

KINDS = {
    "#IB": "opening",
    "#OIB": "opening",
    "#UB": "closing",
    "#OUB": "closing",
    "#RES": "result",
    "#PSALDO": "actual",
    "#PBUDGET": "budget",
}
WHOLE_ACCOUNT = ("#IB", "#UB", "#RES")
PERIODIC = ("#PSALDO", "#PBUDGET")

_COLUMNS = {
    "label": pa.int32(),
    "line": pa.int32(),
    "skipped": pa.int32(),
    "year_no": pa.int32(),
    "period": pa.int32(),
    "account": pa.string(),
    "objects": OBJECTS,
    "amount": DECIMAL,
    "quantity": DECIMAL,
}


def balance_records(scan: Scan) -> pa.Table:
    """Return all balance records as they stand, with `size`, the number of objects of each."""
    chunks = scan.chunks["balances"]
    records = pa.table({name: column(chunks, name, kind) for name, kind in _COLUMNS.items()})
    # A list that could not be read is null: that row is nobody's whole account.
    size = pc.fill_null(pc.list_value_length(records["objects"]), -1)
    return records.append_column("size", size)


def _of_labels(records: pa.Table, labels: tuple[str, ...]) -> pa.ChunkedArray:
    codes = pa.array([NAMES.index(label) for label in labels], pa.int32())
    return pc.is_in(records["label"], codes)


def _kinds(records: pa.Table) -> pa.ChunkedArray:
    """Return the kind of each record in words."""
    words = list(dict.fromkeys(KINDS.values()))
    codes = pa.array([words.index(KINDS[n]) if n in KINDS else None for n in NAMES], pa.int8())
    chunks = [
        pa.DictionaryArray.from_arrays(pc.take(codes, chunk), pa.array(words, pa.string()))
        for chunk in records["label"].chunks
    ]
    return pa.chunked_array(chunks, KIND)


def balances(
    found: Found, records: pa.Table, years: Years, *, sie_type: str, document_id: int
) -> pa.Table:
    """Return the table of #IB, #UB, #RES, #OIB and #OUB.

    A row whose amount was left empty is skipped, with a warning; one whose amount cannot be
    read counts, so that sums over it refuse.
    """
    own = records.filter(pc.invert(_of_labels(records, PERIODIC)))
    own = own.append_column("year", own["year_no"])
    unmoved = pc.is_null(own["label"])
    whole = pc.and_(_of_labels(own, WHOLE_ACCOUNT), pc.equal(own["size"], 0))
    counts = pc.and_(whole, _first_of_key(found, own, unmoved))
    counts = pc.and_(counts, pc.is_null(own["skipped"]))
    if sie_type != "4I":
        _tell_years(found, own, years)
    return table("balances", document_id, _shared(own, own["year_no"], counts))


def _shared(
    records: pa.Table, year_no: pa.ChunkedArray, counts: pa.ChunkedArray
) -> dict[str, pa.ChunkedArray]:
    """Return the columns that both tables have."""
    names = ("line", "account", "objects", "amount", "quantity")
    columns = {name: records[name] for name in names}
    return {**columns, "kind": _kinds(records), "year_no": year_no, "counts": counts}


def _tell_years(found: Found, records: pa.Table, years: Years) -> None:
    """Tell balances of years that no #RAR describes, once for each year number."""
    known = {year.year_no for year in years.all}
    groups = records.group_by("year_no").aggregate([("line", "min"), ("line", "count")])
    for year_no, line, count in zip(*(c.to_pylist() for c in groups.columns), strict=True):
        # A positive year number is an error of its own.
        if year_no is not None and year_no <= 0 and year_no not in known:
            found.add(Fault.BALANCE_WITHOUT_YEAR, line=line, count=count, year_no=year_no)


def _first_of_key(found: Found, records: pa.Table, moved: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return which rows are the first of their year, period and account; later ones do not count.

    Only whole accounts are looked at: parts may well be written in several rows. A row that
    its period has moved to another year gives way without a word to an equal one that was
    there.
    """
    rows = pc.equal(records["size"], 0)
    names = ["label", "year", "period", "account", "line", "amount"]
    whole = records.select(names).append_column("moved", moved).filter(rows)
    groups = whole.group_by(names[:4]).aggregate([("line", "count")])
    if groups.num_rows == whole.num_rows:
        return pc.is_valid(records["label"])
    later: list[int] = []
    first: dict[tuple[object, ...], tuple[int, object]] = {}
    columns = [values.to_pylist() for values in whole.columns]
    ordered = sorted(zip(*columns, strict=True), key=lambda row: (row[-1], row[4]))
    for label, year, period, account, line, amount, was_moved in ordered:
        kept = first.setdefault((label, year, period, account), (line, amount))
        if kept[0] == line:
            continue
        later.append(line)
        if not was_moved or amount != kept[1]:
            key = " ".join(str(part) for part in (year, period, account) if part is not None)
            tell_repeated(found, NAMES[label], key, kept, (line, amount))
    return pc.invert(pc.is_in(records["line"], pa.array(later, pa.int32())))


def _row_numbers(rows: int) -> pa.Array:
    return pa.array(range(rows), pa.int64())


def period_balances(
    found: Found, records: pa.Table, years: Years, own: pa.Table, document_id: int
) -> tuple[pa.Table, str | None]:
    """Return the table of #PSALDO and #PBUDGET, and how its object rows are meant."""
    own_rows = records.filter(_of_labels(records, PERIODIC))
    year_no = _resolved_years(found, own_rows, years)
    resolved = own_rows.append_column("year", year_no)
    moved = pc.fill_null(pc.not_equal(year_no, own_rows["year_no"]), fill_value=True)
    first = pc.and_(_first_of_key(found, resolved, moved), pc.is_null(own_rows["skipped"]))
    style, tying = _style(resolved.filter(first), own)
    if style == "remainder":
        counts = first
        line = resolved.filter(pc.not_equal(resolved["size"], 0))["line"][0].as_py()
        found.add(Fault.REMAINDER_STYLE, line=line, label="#PSALDO", count=tying)
    else:
        counts = pc.and_(first, _counting(resolved))
    columns = _shared(own_rows, year_no, counts)
    columns |= {"year_no_declared": own_rows["year_no"], "period": own_rows["period"]}
    return table("period_balances", document_id, columns), style


def _resolved_years(found: Found, records: pa.Table, years: Years) -> pa.ChunkedArray:
    """Return the year of each row by its period; the stated number where no year holds it."""
    if not years.usable or not records.num_rows:
        return records["year_no"]
    spots = records.append_column("spot", _spots(records))
    groups = spots.group_by(["spot", "label", "year_no", "period"]).aggregate(
        [("line", "min"), ("line", "count")]
    )
    outside, changed = [], []
    for row in groups.to_pylist():
        if row["period"] is None:
            continue
        year = years.of_period(row["period"], row["year_no"])
        if year is None:
            outside.append(row)
        elif year.year_no != row["year_no"]:
            changed.append({**row, "year": year.year_no})
    _tell_outside(found, outside, years)
    if not changed:
        return records["year_no"]
    _tell_changed(found, changed)
    at = pc.index_in(spots["spot"], pa.array([row["spot"] for row in changed], pa.int64()))
    moved = pc.take(pa.array([row["year"] for row in changed], pa.int32()), at)
    return pc.coalesce(moved, records["year_no"])


def _spots(records: pa.Table) -> pa.ChunkedArray:
    """Return label, stated year and period of each row as one number."""
    year = pc.fill_null(pc.add(records["year_no"].cast(pa.int64()), 128), 256)
    period = pc.fill_null(records["period"].cast(pa.int64()), 0)
    label = records["label"].cast(pa.int64())
    return pc.add(pc.multiply(pc.add(pc.multiply(label, 1_000_000), period), 512), year)


def _tell_outside(found: Found, outside: list[dict[str, Any]], years: Years) -> None:
    """Tell periods that no year holds, once for each."""
    span = years.span()
    shown = {"first_day": span[0], "last_day": span[1]} if span else {}
    by_period: dict[int, list[dict[str, Any]]] = {}
    for row in outside:
        by_period.setdefault(row["period"], []).append(row)
    for period, rows in sorted(by_period.items()):
        first = min(rows, key=lambda row: row["line_min"])
        place = {"line": first["line_min"], "label": NAMES[first["label"]], "value": str(period)}
        count = sum(row["line_count"] for row in rows)
        found.add(Fault.PERIOD_OUTSIDE_YEARS, count=count, period=period, **place, **shown)


def _tell_changed(found: Found, changed: list[dict[str, Any]]) -> None:
    """Tell rows whose year number and period disagree, once for the file."""
    first = min(changed, key=lambda row: row["line_min"])
    found.add(
        Fault.YEAR_NUMBER_DISAGREES,
        line=first["line_min"],
        label=NAMES[first["label"]],
        value=str(first["period"]),
        count=sum(row["line_count"] for row in changed),
        year_no=first["year_no"],
        period=first["period"],
        period_year=first["year"],
    )


def _counting(records: pa.Table) -> pa.ChunkedArray:
    """Return which rows make up the account: those without objects where there are any, else
    those of one dimension.
    """
    whole = pc.equal(records["size"], 0)
    with_objects = pc.sum(pc.invert(whole)).as_py()
    if not with_objects:
        return whole
    keys = _period_keys(records)
    has_whole = pc.is_in(keys, pc.unique(keys.filter(whole)))
    lonely = pc.invert(has_whole)
    if not pc.any(lonely).as_py():
        return whole
    return pc.or_(whole, _one_dimension(records, keys, lonely))


def _period_keys(records: pa.Table) -> pa.ChunkedArray:
    parts = [
        pc.fill_null(records[name].cast(pa.string()), "")
        for name in ("label", "year", "period", "account")
    ]
    return pc.binary_join_element_wise(*parts, "\t")


def _one_dimension(
    records: pa.Table, keys: pa.ChunkedArray, lonely: pa.ChunkedArray
) -> pa.ChunkedArray:
    """Return the rows of the lowest dimension of each account and period that has no `{}` row."""
    rows = pa.table({"row": _row_numbers(records.num_rows), "key": keys}).append_column(
        "objects", records["objects"]
    )
    part = rows.filter(lonely)
    lowest: dict[str, int] = {}
    named: list[tuple[int, str, set[int]]] = []
    for row, key, pairs in zip(*(c.to_pylist() for c in part.columns), strict=True):
        dimensions = {pair["dimension"] for pair in pairs or () if pair["dimension"] is not None}
        named.append((row, key, dimensions))
        if dimensions:
            lowest[key] = min(lowest.get(key, min(dimensions)), min(dimensions))
    chosen = [row for row, key, dimensions in named if lowest.get(key) in dimensions]
    return pc.is_in(rows["row"], pa.array(chosen, pa.int64()))


def _style(records: pa.Table, own: pa.Table) -> tuple[str | None, int]:
    """Tell whether `{}` rows are whole accounts or what no object has.

    Both readings are tried against the year's own figures: only one of them can tie for
    accounts that have rows of both kinds. Returns the reading, None where nothing
    tells, and how many accounts tie in it only.
    """
    current = records.filter(
        pc.and_(
            pc.equal(records["label"], NAMES.index("#PSALDO")),
            pc.fill_null(pc.equal(records["year"], 0), fill_value=False),
        )
    )
    with_objects = current.filter(pc.not_equal(current["size"], 0))
    if not with_objects.num_rows:
        return None, 0
    with localcontext(EXACT):
        targets = _targets(own)
    whole = _sums(current.filter(pc.equal(current["size"], 0)))
    every = _sums(current)
    decisive = [
        account
        for account in set(pc.unique(with_objects["account"]).to_pylist())
        if account in targets and every.get(account) != whole.get(account, Decimal(0))
    ]
    as_whole = sum(whole.get(account, Decimal(0)) == targets[account] for account in decisive)
    as_parts = sum(every.get(account) == targets[account] for account in decisive)
    if as_whole == as_parts:
        return None, 0
    return ("remainder", as_parts) if as_parts > as_whole else ("total", as_whole)


def _sums(records: pa.Table) -> dict[str | None, Decimal]:
    groups = records.group_by("account").aggregate([("amount", "sum")])
    sums = groups["amount_sum"].to_pylist()
    return dict(zip(groups["account"].to_pylist(), sums, strict=True))


def _targets(own: pa.Table) -> dict[str | None, Decimal]:
    """Return the change of each account over year 0 by #UB - #IB, or #RES."""
    current = own.filter(
        pc.and_(own["counts"], pc.fill_null(pc.equal(own["year_no"], 0), fill_value=False))
    )
    targets: dict[str | None, Decimal] = {}
    signs = {"opening": -1, "closing": 1, "result": 1}
    columns = [current[name].to_pylist() for name in ("account", "kind", "amount")]
    for account, kind, amount in zip(*columns, strict=True):
        if amount is not None:
            targets[account] = targets.get(account, Decimal(0)) + signs[kind] * amount
    return targets
