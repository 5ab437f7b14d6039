"""Documents with one thing changed, one for every kind of change, and what the change may touch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa

import siekit
from siekit.formats.sie4.lines import Lines
from siekit.formats.sie4.preserving import preserved
from siekit.schema import arrow_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from siekit.document import Document

TABLES = (
    *("fiscal_years", "accounts", "sru_codes", "dimensions", "objects"),
    *("balances", "period_balances", "vouchers", "transactions"),
)
DERIVED = {
    *("document_id", "line", "declared", "counts", "voucher_id", "row_no", "twin_row"),
    *("occurrence", "voucher_key", "type", "kind", "dimension", "year_no_declared"),
}
KEYS = {"account", "object", "period", "year_no", "parent_dimension"}
"""Columns that say which row it is: changed only in some tables, since others hang on them."""


Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Change:
    """How to make a changed document, and how many lines may go and come."""

    name: str
    make: Callable[[], Document]
    removed: int
    added: int


def changes(document: Document) -> Iterator[Change]:
    """Give documents in each of which one thing is changed."""
    yield from _headers(document)
    for name in TABLES:
        rows = [row for row in document[name].to_pylist() if row.get("line")]
        if rows:
            yield from _cells(document, name, rows)
            yield from _row_changes(document, name, rows)
    if document["vouchers"].num_rows:
        yield _without_voucher(document)
        yield _with_voucher(document)


def touched(before: bytes, after: bytes) -> tuple[int, int]:
    """Return how many lines are gone and how many are new, by a plain comparison of lines."""
    old, new = map(_lines, (before, after))
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    stop = 0
    while stop < min(len(old), len(new)) - start and old[-1 - stop] == new[-1 - stop]:
        stop += 1
    old, new = old[start : len(old) - stop], new[start : len(new) - stop]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return len(old) - same, len(new) - same


def _lines(data: bytes) -> list[bytes]:
    lines = Lines(data)
    return [lines.line(number) + lines.end(number) for number in range(1, lines.count + 1)]


def with_rows(document: Document, name: str, rows: Rows) -> Document:
    """A document with other rows in a table."""
    table = pa.Table.from_pylist(rows, arrow_schema(name))
    return document.with_changes(tables={name: table})


def _headers(document: Document) -> Iterator[Change]:
    header = document.header
    company = header.company
    names = Lines(document.source or b"").data.count(b"#FNAMN")
    address = replace(company.address, street='Gatan "7"')
    lines = 0 if header.comment is None else header.comment.count("\n") + 1
    facts: tuple[tuple[dict[str, Any], int, int], ...] = (
        ({"company": replace(company, name="Nya Bolaget i Åmål AB")}, names, 1),
        ({"company": replace(company, name=None)}, names, 0),
        ({"company": replace(company, address=address)}, 1, 1),
        ({"generated": replace(header.generated, date=date(2031, 12, 30))}, 1, 1),
        ({"comment": "En rad\nAnd another"}, lines, 2),
        ({"flag": 1}, 1, 1),
    )
    for changed, removed, added in facts:
        make = partial(document.with_changes, header=replace(header, **changed))
        yield Change(f"header {changed}", make, removed, added)


def _cells(document: Document, name: str, rows: Rows) -> Iterator[Change]:
    """Change the first, and the last, value of every column that can be changed by itself."""
    for column in arrow_schema(name).names:
        if column in DERIVED or (column == "year_no" and name in ("vouchers", "period_balances")):
            continue
        if column in KEYS and name in ("accounts", "objects", "dimensions", "fiscal_years"):
            continue
        for at in (0, -1):
            place, old = rows[at]["line"], rows[at][column]
            value = _other(column, old)
            # An account that has no #KTYP or #ENHET gets one.
            removed = 0 if name == "accounts" and old is None else 1
            make = partial(_with_cell, document, name, (place, column, value))
            yield Change(f"{column} on line {place} of {name}", make, removed, 1)
            nothing = None if isinstance(value, (Decimal, date)) else ""
            if column in ("text", "quantity", "signature", "name") and old != nothing:
                make = partial(_with_cell, document, name, (place, column, nothing))
                yield Change(f"no {column} on line {place} of {name}", make, 1, 1)


def _with_cell(document: Document, name: str, cell: tuple[int, str, object]) -> Document:
    line, column, value = cell
    rows = document[name].to_pylist()
    changed = [{**row, column: value} if row["line"] == line else row for row in rows]
    return with_rows(document, name, changed)


def _other(column: str, value: Any) -> object:  # noqa: ANN401, PLR0911 - a value of any column
    """Return another value that a column may have."""
    if isinstance(value, Decimal):
        return value + Decimal("10.25")
    if isinstance(value, date):
        return value + timedelta(days=1)
    if column == "objects":
        return [{"dimension": 1, "object": "Nytt ställe"}, *(value or [])]
    if column in ("account", "sru_code", "number"):
        return f"{value or ''}9"
    if column == "period":
        return 202401 if value is None else value + (1 if value % 100 < 12 else -1)
    if column == "year_no":
        return -1 if value == 0 else 0
    if column == "type_raw":
        return "K" if value != "K" else "T"
    return _FIRST.get(column, f'Ändrad "{column}"')


_FIRST: dict[str, object] = {
    **dict.fromkeys(("amount", "quantity"), Decimal("1234.50")),
    **dict.fromkeys(("date", "registration_date", "start_date", "end_date"), date(2024, 2, 29)),
}
"""Values of columns that had none."""


def _row_changes(document: Document, name: str, rows: Rows) -> Iterator[Change]:
    all_rows = document[name].to_pylist()
    chart = 3 if name == "accounts" else 1
    if name != "vouchers":
        gone = rows[len(rows) // 2]
        kept = [row for row in all_rows if row["line"] != gone["line"]]
        yield Change(f"one row less in {name}", partial(with_rows, document, name, kept), chart, 0)
        new = {**rows[-1], "line": None, **_unused(name)}
        added = [*all_rows, new]
        yield Change(f"one more row in {name}", partial(with_rows, document, name, added), 0, chart)


def _unused(name: str) -> dict[str, Any]:
    """Values that make a row another one than those that are there."""
    unused: dict[str, dict[str, Any]] = {
        "fiscal_years": {"year_no": -9},
        "accounts": {"account": "999999"},
        "dimensions": {"dimension": 987},
        "objects": {"object": "Helt nytt"},
    }
    return unused.get(name, {})


def _without_voucher(document: Document) -> Change:
    vouchers = document["vouchers"].to_pylist()
    gone = vouchers[len(vouchers) // 2]["voucher_id"]
    rows = [row for row in document["transactions"].to_pylist() if row["voucher_id"] != gone]
    removed = document["transactions"].num_rows - len(rows)
    kept = [row for row in vouchers if row["voucher_id"] != gone]
    made = partial(_with_books, document, kept, rows)
    return Change("one voucher less", made, removed + 5, 0)


def _with_books(document: Document, vouchers: Rows, rows: Rows) -> Document:
    return with_rows(with_rows(document, "vouchers", vouchers), "transactions", rows)


def _with_voucher(document: Document) -> Change:
    vouchers, rows = document["vouchers"].to_pylist(), document["transactions"].to_pylist()
    number = max(voucher["voucher_id"] for voucher in vouchers) + 1
    new = {**vouchers[-1], "voucher_id": number, "line": None, "text": "Ny verifikation"}
    own = [
        {
            **dict.fromkeys(arrow_schema("transactions").names),
            "document_id": document.document_id,
            "voucher_id": number,
            "row_no": k + 1,
            "kind": "normal",
            "counts": True,
            "account": account,
            "amount": amount,
            "objects": [],
        }
        for k, (account, amount) in enumerate((("1930", Decimal(7)), ("3010", Decimal(-7))))
    ]
    made = partial(_with_books, document, [*vouchers, new], [*rows, *own])
    return Change("one more voucher", made, 0, 5)


def sample(document: Document, count: int, seed: int) -> list[Change]:
    """Return some of the changes of a document, chosen by a number."""
    every = list(changes(document))
    step = max(len(every) // count, 1)
    return every[seed % step :: step][:count]


def check(document: Document, change: Change) -> None:
    """Check that a changed document is written, and that only the lines of the change differ."""
    source = document.source
    assert source is not None
    changed = change.make()
    made = preserved(changed)
    removed, added = touched(source, made.data)
    # A checksum that frames the file is another one, and a last line may get a line end.
    besides = (document.header.checksum_declared is not None) + (source[-1:] not in b"\r\n")
    assert removed <= change.removed + besides, change.name
    assert added <= change.added + besides, change.name
    again = siekit.read(made.data)
    for name in TABLES:
        assert _content(again, name) == _content(changed, name), change.name


def _content(document: Document, name: str) -> Counter[tuple[object, ...]]:
    """Return what the declared rows of a table say, in any order; an absent text is empty."""
    left_out = DERIVED - {"kind", "dimension"}
    if name != "balances":
        left_out = left_out | {"year_no"}
    return Counter(
        tuple(
            (column, repr(value or None)) for column, value in row.items() if column not in left_out
        )
        for row in document[name].to_pylist()
        if row.get("declared") is not False
    )
