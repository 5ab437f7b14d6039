"""A plain reader of SIE files with a regular expression: the fixed measure of speed.

This is what a good programmer writes in an afternoon for well-formed files: decode, go line by
line, let one compiled expression find the fields, and put what they say into lists of tuples. It
is here so that the speed of `siekit.read` can be told as a ratio. Do not make it faster or
slower: every ratio in the docs refers to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

FIELD = re.compile(
    r'"[^"\\]*(?:\\.[^"\\]*)*"'  # quoted, with escapes
    r'|\{[^"}]*(?:"[^"]*"[^"}]*)*\}'  # an object list
    r'|[^\s"{}]+'
)
ROW_KINDS = {"#TRANS": "normal", "#RTRANS": "added", "#BTRANS": "removed"}
BALANCE_KINDS = {
    "#IB": "opening",
    "#UB": "closing",
    "#RES": "result",
    "#OIB": "opening",
    "#OUB": "closing",
}
PERIOD_KINDS = {"#PSALDO": "actual", "#PBUDGET": "budget"}

Objects = list[tuple[int, str]]
Row = tuple[
    str, str, Objects, Decimal, date | None, str | None, Decimal | None, str | None
]  # kind, account, objects, amount, date, text, quantity, signature
Voucher = tuple[
    str, str, date, str | None, date | None, str | None, list[Row]
]  # series, number, date, text, registration date, signature, rows
Balance = tuple[
    str, int, str, Objects, Decimal, Decimal | None
]  # kind, year, account, objects, amount, quantity
PeriodBalance = tuple[
    str, int, int, str, Objects, Decimal, Decimal | None
]  # kind, year, period, account, objects, amount, quantity


@dataclass
class Books:
    """What one file holds."""

    header: dict[str, list[str]] = field(default_factory=dict)
    fiscal_years: list[tuple[int, date, date]] = field(default_factory=list)
    accounts: list[tuple[str, str]] = field(default_factory=list)
    account_types: list[tuple[str, str]] = field(default_factory=list)
    units: list[tuple[str, str]] = field(default_factory=list)
    sru_codes: list[tuple[str, str]] = field(default_factory=list)
    dimensions: list[tuple[int, str]] = field(default_factory=list)
    objects: list[tuple[int, str, str]] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    period_balances: list[PeriodBalance] = field(default_factory=list)
    vouchers: list[Voucher] = field(default_factory=list)


def read(data: bytes) -> Books:
    """Return what a well-formed file in code page 437 holds."""
    books = Books()
    rows: list[Row] = []
    for line in data.decode("cp437").splitlines():
        fields = split_fields(line)
        label = fields[0] if fields else ""
        if label in ROW_KINDS:
            rows.append(read_row(ROW_KINDS[label], fields))
        elif label == "#VER":
            rows = []
            books.vouchers.append(read_voucher(fields, rows))
        elif label in BALANCE_KINDS:
            books.balances.append(read_balance(BALANCE_KINDS[label], fields))
        elif label in PERIOD_KINDS:
            books.period_balances.append(read_period_balance(PERIOD_KINDS[label], fields))
        else:
            read_head_record(books, label, fields)
    return books


def split_fields(line: str) -> list[str]:
    """Return the label and the fields of a line; an object list keeps its braces."""
    return [
        field[1:-1].replace('\\"', '"') if field[0] == '"' else field
        for field in FIELD.findall(line)
    ]


def read_row(kind: str, fields: list[str]) -> Row:
    """Return a row of a voucher."""
    _, account, objects, amount, day, text, quantity, signature = pad(fields, 8)
    return (
        kind,
        account,
        read_objects(objects),
        Decimal(amount),
        to_date(day) if day else None,
        text,
        Decimal(quantity) if quantity else None,
        signature,
    )


def read_voucher(fields: list[str], rows: list[Row]) -> Voucher:
    """Return a voucher with the list that its rows will be put into."""
    _, series, number, day, text, registered, signature = pad(fields, 7)
    return (
        series,
        number,
        to_date(day),
        text,
        to_date(registered) if registered else None,
        signature,
        rows,
    )


def read_balance(kind: str, fields: list[str]) -> Balance:
    """Return a balance of an account, or of one of its objects."""
    if fields[0] in {"#OIB", "#OUB"}:
        _, year, account, objects, amount, quantity = pad(fields, 6)
    else:
        _, year, account, amount, quantity = pad(fields, 5)
        objects = "{}"
    return (
        kind,
        int(year),
        account,
        read_objects(objects),
        Decimal(amount),
        Decimal(quantity) if quantity else None,
    )


def read_period_balance(kind: str, fields: list[str]) -> PeriodBalance:
    """Return what an account or an object changed by in a month."""
    _, year, period, account, objects, amount, quantity = pad(fields, 7)
    return (
        kind,
        int(year),
        int(period),
        account,
        read_objects(objects),
        Decimal(amount),
        Decimal(quantity) if quantity else None,
    )


def read_head_record(books: Books, label: str, fields: list[str]) -> None:
    """Put a record of the identification or the chart where it belongs."""
    if label == "#RAR":
        books.fiscal_years.append((int(fields[1]), to_date(fields[2]), to_date(fields[3])))
    elif label == "#KONTO":
        books.accounts.append((fields[1], fields[2]))
    elif label == "#KTYP":
        books.account_types.append((fields[1], fields[2]))
    elif label == "#ENHET":
        books.units.append((fields[1], fields[2]))
    elif label == "#SRU":
        books.sru_codes.append((fields[1], fields[2]))
    elif label in {"#DIM", "#UNDERDIM"}:
        books.dimensions.append((int(fields[1]), fields[2]))
    elif label == "#OBJEKT":
        books.objects.append((int(fields[1]), fields[2], fields[3]))
    elif label.startswith("#"):
        books.header[label] = fields[1:]


def read_objects(text: str) -> Objects:
    """Return the pairs of an object list."""
    items = split_fields(text[1:-1])
    return [(int(items[i]), items[i + 1]) for i in range(0, len(items) - 1, 2)]


def to_date(text: str) -> date:
    """Return the date that eight digits mean."""
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def pad(fields: list[str], length: int) -> list[Any]:
    """Return the fields with nothing in the places that were left out."""
    return (fields + [None] * (length - len(fields)))[:length]
