"""Random ledgers in which everything adds up, made with `siekit.Builder`."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

import siekit

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from siekit.document import Document

BALANCE = ("1510", "1930", "2440", "2611")
RESULT = ("3041", "5010", "8310")
START, END = date(2025, 1, 1), date(2025, 12, 31)

_MONEY = st.integers(-(10**9), 10**9).map(lambda n: Decimal(n).scaleb(-2))
_PAIRS = st.dictionaries(st.sampled_from([1, 6]), st.sampled_from(["10", "20", "P 1"]), max_size=2)


@st.composite
def ledgers(draw: DrawFn) -> Document:
    """A 4E file of 2025: opening balances, vouchers in two series, rows with objects."""
    books = siekit.Builder("Övningsbolaget AB", program="Test", version="1", generated=END)
    for account in (*BALANCE, *RESULT):
        books.account(account, f"Konto {account}", sru=account)
    books.fiscal_year(START, END)
    books.fiscal_year("2024-01-01", "2024-12-31", year=-1)
    for account in draw(st.lists(st.sampled_from(BALANCE), min_size=1, unique=True)):
        amount = draw(_MONEY)
        books.opening(account, amount)
        books.closing(account, amount, year=-1)
    days = sorted(draw(st.lists(st.dates(START, END), max_size=8)))
    for number, day in enumerate(days, start=1):
        with books.voucher(
            day, f"Text {number}", series=draw(st.sampled_from("AB")), number=number
        ) as voucher:
            rest = Decimal(0)
            for _ in range(draw(st.integers(1, 3))):
                amount = draw(_MONEY)
                account = draw(st.sampled_from((*BALANCE, *RESULT)))
                voucher.row(account, amount, objects=draw(_PAIRS))
                rest -= amount
            voucher.row(draw(st.sampled_from(BALANCE)), rest)
    return books.document()


def figures(document: Document, kind: str, year_no: int = 0) -> dict[Any, Decimal]:
    """The balances of accounts, of a kind and year, that are not zero."""
    return {
        row.account: row.amount
        for row in document.balances
        if row.kind == kind and row.year_no == year_no and row.counts and row.amount
    }


def object_figures(document: Document, kind: str) -> dict[Any, Decimal]:
    """The balances of objects in the current year that are not zero."""
    return {
        (row.account, *((one.dimension, one.object) for one in row.objects)): row.amount
        for row in document.balances
        if row.kind == kind and row.year_no == 0 and row.objects and row.amount
    }


def months(document: Document, *, objects: bool = False) -> dict[Any, Decimal]:
    """The months of accounts, or of objects of them, that are not zero."""
    return {
        (row.account, row.period, *((one.dimension, one.object) for one in row.objects)): row.amount
        for row in document.period_balances
        if row.kind == "actual" and row.year_no == 0 and row.amount and bool(row.objects) is objects
    }


def moved(document: Document, *, by_month: bool = False) -> dict[Any, Decimal]:
    """What the rows of each account come to, by account or by account and month."""
    sums: dict[Any, Decimal] = defaultdict(Decimal)
    for voucher in document.vouchers:
        for row in voucher.rows:
            if row.counts and voucher.year_no == 0 and row.amount and voucher.date:
                period = voucher.date.year * 100 + voucher.date.month
                sums[(row.account, period) if by_month else row.account] += row.amount
    return {key: amount for key, amount in sums.items() if amount}


def moved_by_object(document: Document) -> dict[Any, Decimal]:
    """What the rows of each account, month and object come to."""
    sums: dict[Any, Decimal] = defaultdict(Decimal)
    for voucher in document.vouchers:
        for row in voucher.rows:
            for one in set(row.objects):
                if row.counts and voucher.year_no == 0 and row.amount and voucher.date:
                    period = voucher.date.year * 100 + voucher.date.month
                    sums[row.account, period, (one.dimension, one.object)] += row.amount
    return {key: amount for key, amount in sums.items() if amount}


def said(document: Document) -> list[Any]:
    """What the vouchers say, in any order."""
    return sorted(
        (
            str(v.date), v.series or "", v.number or "", v.text or "",
            *((r.kind, r.account, str(r.amount), str(r.objects), r.text or "") for r in v.rows),
        )
        for v in document.vouchers
    )  # fmt: skip


def without(document: Document, *labels: str) -> Document:
    """The document without closing and result balances, or months, of the current year."""
    import pyarrow.compute as pc

    balances, periods = document["balances"], document["period_balances"]
    for kind in {"#UB": "closing", "#RES": "result", "#IB": "opening"}.items():
        if kind[0] in labels:
            own = pc.equal(balances["kind"].cast("string"), kind[1])
            own = pc.and_(own, pc.equal(balances["year_no"], 0))
            balances = balances.filter(pc.invert(own))
    if "#PSALDO" in labels:
        own = pc.equal(periods["kind"].cast("string"), "actual")
        own = pc.and_(own, pc.equal(periods["year_no"], 0))
        periods = periods.filter(pc.invert(own))
    return document.with_changes(tables={"balances": balances, "period_balances": periods})
