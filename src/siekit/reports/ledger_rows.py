"""Rows of a ledger, with the voucher of each: what the ledgers and the journal are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.figures import Amount

AT_ONCE = 10_000
_RANGE = re.compile(r"(\w+)(?:\s*-\s*(\w+))?")

_QUERY = """
    select document_id, t.line, voucher_id, t.row_no, t.account, t.amount, t.quantity,
           t.text, t.kind, t.counts, t.objects, v.series, v.number, v.date as voucher_date,
           coalesce(t.date, v.date) as row_date, v.text as voucher_text, v.line as voucher_line,
           v.registration_date, coalesce(t.signature, v.signature) as signature,
           v.signature as voucher_signature, {day} as day
    from _transactions t {join} join _vouchers v using (document_id, voucher_id)
    where document_id = $document_id {where}
    order by {order} {limit}
"""

_BY_NUMBER = "v.series, try_cast(v.number as bigint), v.number, v.voucher_id, t.row_no"
"""Numbers in their order, texts after them."""

ORDERS = {
    "account": "t.account, {day}, t.line",
    "ledger": "coalesce(t.account, ''), {day}, t.line",
    "date": f"v.date, {_BY_NUMBER}",
    "number": _BY_NUMBER,
}
"""The orders of rows; in that of a ledger those without an account stand first."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row of a voucher; the amount is the ledger's, debit positive."""

    document_id: int
    line: int
    voucher_id: int
    row_no: int | None
    """None: the voucher has no rows, and this is what there is of it."""

    account: str | None
    amount: Amount
    quantity: Amount
    text: str | None
    kind: str
    counts: bool
    objects: list[dict[str, Any]] | None
    series: str | None
    number: str | None
    voucher_date: date | None
    row_date: date | None
    voucher_text: str | None
    voucher_line: int
    registration_date: date | None
    signature: str | None
    voucher_signature: str | None
    day: date | None
    """The date that puts the row in its place: the voucher's, or its own where that was asked."""

    @property
    def voucher(self) -> str:
        """Series and number as people say them."""
        return " ".join(part for part in (self.series, self.number) if part)

    @property
    def shown_text(self) -> str:
        """The row's own text, else the voucher's."""
        return self.text or self.voucher_text or ""

    @property
    def shown_objects(self) -> str:
        """The objects of the row: `1:10 6:P7`."""
        return " ".join(f"{one['dimension']}:{one['object']}" for one in self.objects or ())


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the rows that a ledger is about: those that pass a condition, the first ones."""

    condition: str = ""
    values: dict[str, object] = field(default_factory=dict)
    most: int | None = None


EVERY_ROW = Part()


def ledger_rows(
    connection: duckdb.DuckDBPyConnection,
    document_id: int,
    options: Options,
    *,
    order: str,
    part: Part = EVERY_ROW,
) -> Iterator[LedgerRow]:
    """Give the counted rows of year 0 that pass the filters of the options.

    `order` is account, ledger, date (and within a day the order of numbers), or number (by
    series). Rows in no year are part of no ledger; `rows_left_out` tells them.
    """
    day = day_of(options)
    where, values = condition_of(options, document_id)
    query = _QUERY.format(
        join="",
        day=day,
        where=f"{where} {part.condition}",
        order=ORDERS[order].format(day=day),
        limit="" if part.most is None else f"limit {part.most:d}",
    )
    yield from _found(connection, query, values | part.values)


def day_of(options: Options) -> str:
    """Return the SQL for the date that puts a row in its place."""
    return "coalesce(t.date, v.date)" if options.date_of == "row" else "v.date"


def condition_of(options: Options, document_id: int) -> tuple[str, dict[str, object]]:
    """Return the SQL for the rows of a file that a ledger is about, and its values."""
    values: dict[str, object] = {"document_id": document_id}
    filters = _filters(options, day_of(options), values)
    return " ".join(("and v.year_no = 0", "and t.counts", *filters)), values


def any_year_rows(
    connection: duckdb.DuckDBPyConnection, document_id: int, voucher: tuple[str, str]
) -> Iterator[LedgerRow]:
    """Give all rows of the vouchers of a series and number, in whatever year they are."""
    series, number = voucher
    query = _QUERY.format(
        join="right",
        day="v.date",
        where="and coalesce(v.series, '') = $series and coalesce(v.number, '') = $number",
        order="v.voucher_id, t.row_no",
        limit="",
    )
    values = {"document_id": document_id, "series": series, "number": number}
    yield from _found(connection, query, values)


def _found(
    connection: duckdb.DuckDBPyConnection, query: str, values: dict[str, object]
) -> Iterator[LedgerRow]:
    found = connection.execute(query, values)
    while rows := found.fetchmany(AT_ONCE):
        for row in rows:
            yield LedgerRow(*row)


def is_filtered(options: Options) -> bool:
    """Tell whether the options leave rows of the year out."""
    return bool(options.accounts or options.first_day or options.last_day) or filters_rows(options)


def filters_rows(options: Options) -> bool:
    """Tell whether they leave rows of an account out on days that are shown."""
    return bool(options.series or options.object or options.text or options.least_amount)


def refuse_row_filters(options: Options, name: str) -> None:
    """Raise `UsageError` where a report of whole accounts is asked for a part of their rows."""
    if filters_rows(options):
        message = (
            f"{name} shows whole accounts: it takes --accounts, --from and --to, but not --series, "
            "--object, --text or --least. Ask general-ledger or journal for rows."
        )
        swedish = (
            f"{name} visar hela konton: ange --accounts, --from och --to, men inte --series, "
            "--object, --text eller --least. Ta general-ledger eller journal för rader."
        )
        raise UsageError(message, swedish=swedish)


def refuse_filters(options: Options, name: str) -> None:
    """Raise `UsageError` where a report of a whole year is asked for a part of it."""
    if is_filtered(options):
        message = (
            f"{name} is about the whole year: it takes neither --accounts, --from and --to nor "
            "other filters."
        )
        swedish = (
            f"{name} gäller hela året: utelämna konton, dagar och andra urval (--accounts, --from, "
            "--to)."
        )
        raise UsageError(message, swedish=swedish)


def _filters(options: Options, day: str, values: dict[str, object]) -> Iterator[str]:
    """Give the conditions that options ask for, their values put beside."""
    if options.first_day:
        values["first_day"] = options.first_day
        yield f"and {day} >= $first_day"
    if options.last_day:
        values["last_day"] = options.last_day
        yield f"and {day} <= $last_day"
    if options.accounts:
        yield f"and ({account_condition(options.accounts, values, 't.account')})"
    if options.series:
        values["series"] = list(options.series)
        yield "and list_contains($series, v.series)"
    if options.object:
        values["dimension"], values["object"] = options.object
        yield "and list_contains(t.objects, {dimension: $dimension::integer, object: $object})"
    if options.text:
        values["text"] = options.text
        yield "and (contains(lower(t.text), lower($text)) or contains(lower(v.text), lower($text)))"
    if options.least_amount:
        values["least_amount"] = _amount(options.least_amount)
        yield "and abs(t.amount) >= $least_amount"


def account_condition(ranges: tuple[str, ...], values: dict[str, object], column: str) -> str:
    """Return the SQL for accounts such as `1930` and `3000-3999`, their values put beside.

    A longer account belongs to the range that its first digits are in.
    """
    parts = []
    for number, text in enumerate(ranges):
        first, last = _ends(text)
        values[f"first_{number}"], values[f"last_{number}"] = first, last
        parts.append(
            f"left({column}, {len(first)}) >= $first_{number} "
            f"and left({column}, {len(last)}) <= $last_{number}"
        )
    return " or ".join(f"({part})" for part in parts)


def _amount(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ".").replace(" ", ""))
    except InvalidOperation:
        message = f"{text!r} is no amount: write 5000 or 5000.50."
        swedish = f"{text!r} är inget belopp: skriv 5000 eller 5000,50."
        raise UsageError(message, swedish=swedish) from None


def in_ranges(account: str, ranges: tuple[str, ...]) -> bool:
    """Tell whether an account is one of those asked for; all are when none is named."""
    return not ranges or any(
        account[: len(first)] >= first and account[: len(last)] <= last
        for first, last in map(_ends, ranges)
    )


def _ends(text: str) -> tuple[str, str]:
    """Return the first and the last account of `1930` or `3000-3999`."""
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        message = f"{text!r} is no account or range of accounts: write 1930 or 3000-3999."
        swedish = f"{text!r} är inget konto eller kontointervall: skriv 1930 eller 3000-3999."
        raise UsageError(message, swedish=swedish)
    return match[1], match[2] or match[1]
