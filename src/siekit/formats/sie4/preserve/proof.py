"""Proof that the new bytes say what the document says: read again, and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.formats.sie4.preserve.differences import differing, numbers
from siekit.formats.sie4.preserve.edits import place_of
from siekit.formats.sie4.preserve.identification import KEY, LABELS_EDITED, facts
from siekit.formats.sie4.preserve.layout import COLUMNS
from siekit.formats.sie4.preserve.original import extra_lines
from siekit.formats.sie4.preserve.others import own_records
from siekit.formats.sie4.preserve.tables import CHART, COMPARED, ROW, VOUCHER, records_of
from siekit.formats.sie4.preserve.work import ANYTHING
from siekit.formats.sie4.scan import Scan
from siekit.formats.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.document import Document
    from siekit.formats.sie4.preserve.work import Work

Difference = tuple[str, object, object]
"""A place, what should stand there, and what was read."""


def first_difference(work: Work, read: Document, data: bytes) -> Difference | None:
    """Return the first place where what was read is not what the document says."""
    return next(_all_differences(work, read, data), None)


def _all_differences(work: Work, read: Document, data: bytes) -> Iterator[Difference]:
    yield from _header(work, read)
    wanted, found = records_of(work.document, work.original), _read_records(read)
    years = (one["fiscal_years"] for one in (work.document, work.original.document))
    # The year of a period follows from the fiscal years.
    moved = not next(years).equals(next(years))
    for name, columns in COMPARED.items():
        if name in CHART[1:]:
            yield from _of_accounts(work, name, wanted[name], read)
        else:
            kept = [one for one in columns if not (one == "year_no" and moved and name == _MOVED)]
            yield from _table(work, name, (wanted[name], found[name]), kept)
    yield from _vouchers(work, read)
    if read["other_records"].num_rows or work.document["other_records"].num_rows:
        yield from _others(work, read, data)


def _header(work: Work, read: Document) -> Iterator[Difference]:
    before = work.original.document.header
    wanted, found = facts(work.document.header, before), facts(read.header)
    derived = ["orgnr", "chart_type"]
    was = before.as_row()
    columns = [column for label in LABELS_EDITED for column in COLUMNS[label]]
    columns += [name for name in derived if wanted[name] != was[name]]
    for column in columns:
        value = work.expected.get((*KEY, column), wanted[column])
        if found[column] != value and not _is_outside(work, column, found[column]):
            yield f"{column} of the header", value, found[column]


def _is_outside(work: Work, column: str, found: object) -> bool:
    """Tell whether a day was not taken since no year of the file holds it."""
    if column != "covered_to" or found is not None:
        return False
    day = work.document.header.covered_to
    work.told.add("day-outside-years", label="#OMFATTN", value=str(day))
    return True


def _read_records(read: Document) -> dict[str, pa.Table]:
    """Return the tables that were read, without rows that are only used."""
    tables = {name: read[name] for name in COMPARED if name not in CHART}
    tables["names"] = read["accounts"]
    for name in ("names", "dimensions", "objects"):
        tables[name] = tables[name].filter(tables[name]["declared"])
    return tables


def _of_accounts(work: Work, name: str, wanted: pa.Table, read: Document) -> Iterator[Difference]:
    """Compare the types or units of accounts, whose lines no table has."""
    column = "type_raw" if name == "types" else "unit"
    accounts = read["accounts"]
    columns = (accounts[one].to_pylist() for one in ("account", column))
    found = {account: value for account, value in zip(*columns, strict=True) if value is not None}
    should: dict[str, object] = {}
    for row in wanted.to_pylist():
        account = work.expected.get((name, row["row"], "account"), row["account"])
        should[account] = work.expected.get((name, row["row"], column), row[column])
    for account in {**should, **found}:
        if should.get(account) != found.get(account):
            yield f"{column} of account {account}", should.get(account), found.get(account)


def _table(
    work: Work, name: str, tables: tuple[pa.Table, pa.Table], columns: Sequence[str]
) -> Iterator[Difference]:
    wanted, found = _in_order(work, name, tables[0]), tables[1]
    if wanted.num_rows != found.num_rows:
        yield f"the number of rows of {name}", wanted.num_rows, found.num_rows
        return
    for column in columns:
        for at in differing(wanted[column], found[column]):
            row = wanted["row"][at].as_py()
            read = found[column][at].as_py()
            value = work.expected.get((name, row, column), wanted[column][at].as_py())
            if value is not ANYTHING and value != read:
                yield f"{column} in row {row + 1} of {name}", value, read


def _in_order(work: Work, name: str, table: pa.Table) -> pa.Table:
    """Return the rows of a table in the order in which they stand in the new file."""
    places = pc.multiply(table["line"].cast(pa.int64()), place_of(1))
    new = work.places.get(name)
    if new:
        at = pc.index_in(table["row"], pa.array(new.keys(), pa.int64()))
        places = pc.coalesce(pc.take(pa.array(new.values(), pa.int64()), at), places)
    if _is_rising(places):
        return table
    return table.take(pc.sort_indices(places))


def _is_rising(places: pa.ChunkedArray) -> bool:
    """Tell whether rows stand in order already, as they mostly do."""
    whole = pa.concat_arrays(places.chunks) if places.num_chunks else pa.array([], pa.int64())
    if not len(whole):
        return True
    steps = pc.less(whole.slice(0, len(whole) - 1), whole.slice(1))
    return bool(pc.all(steps, skip_nulls=False).as_py())


def _vouchers(work: Work, read: Document) -> Iterator[Difference]:
    """Compare vouchers, rows, and which rows belong to which voucher."""
    document = work.document
    rows = [numbers(document[name].num_rows) for name in _BOOKS]
    vouchers, lines = (
        document[name].append_column("row", row) for name, row in zip(_BOOKS, rows, strict=True)
    )
    yield from _table(work, "vouchers", (vouchers, read["vouchers"]), VOUCHER)
    ordered = _in_order(work, "vouchers", vouchers)["voucher_id"].combine_chunks()
    at = pc.index_in(lines["voucher_id"], ordered, skip_nulls=True)
    number = pc.add(at, 1).cast(pa.int32())
    lines = lines.set_column(lines.column_names.index("voucher_id"), "voucher_id", number)
    yield from _table(work, "transactions", (lines, read["transactions"]), (*ROW, "voucher_id"))


_BOOKS = ("vouchers", "transactions")
_MOVED = "period_balances"


def _others(work: Work, read: Document, data: bytes) -> Iterator[Difference]:
    extra = extra_lines(Scan(Source("<written>", data), _encoding(read)))
    found = own_records(read["other_records"], extra)
    wanted = own_records(work.document["other_records"], work.original.extra_lines)
    yield from _table(work, "other_records", (wanted, found), ("raw",))


def _encoding(read: Document) -> str:
    return read.header.encoding
