"""A strategy that makes documents: tables built by hand, with valid and with odd values.

What no file can say (control characters, two accounts of one number, an account without one) is
not made; what the reader itself derives is left to it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from siekit.model import Address, Company, Generated, Program
from tests.hand_made import HEADER, make_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from siekit.document import Document
    from siekit.model import Header

Row = dict[str, Any]

ODD = "åäöÅÄÖéü\"\\{}# '\t€–\N{NO-BREAK SPACE}\N{SNOWMAN}\N{GRINNING FACE}Σß"
"""Swedish letters, what the format gives a meaning, and what code page 437 lacks."""

TEXTS = st.one_of(
    st.text(st.sampled_from("abc 0189" + ODD), max_size=12),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
).map(lambda text: text + "." if text.endswith("\\") else text)
"""Any text that a record can hold; one that ends in a backslash is changed when it is written."""

ACCOUNTS = ("1510", "1930", "0351", "2440", "3041", "5010", "FEL", "19 30", 'å"1', "12345678")
OBJECTS = ("1", "0123", "P 1", "Å-1", 'x"y', "a}b", "")
DAYS = st.one_of(st.dates(date(2023, 1, 1), date(2026, 12, 31)), st.dates())


def _maybe(values: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.one_of(st.none(), values)


def _whole(digits: int) -> SearchStrategy[int]:
    return st.integers(-(10**digits) + 1, 10**digits - 1)


AMOUNTS = st.one_of(
    _whole(8).map(lambda n: Decimal(n).scaleb(-2)),
    _whole(38).map(lambda n: Decimal(f"{n}E-6")),
    st.sampled_from([Decimal(0), Decimal("0.000001"), Decimal("-0.01"), Decimal(2**63).scaleb(-6)]),
)
"""Amounts as tables hold them: up to 32 digits before the point and six after it."""

PAIRS = st.fixed_dictionaries(
    {"dimension": st.sampled_from([1, 2, 6, 20, -3]), "object": st.sampled_from(OBJECTS)}
)
LISTS: SearchStrategy[list[Row]] = st.one_of(st.just([]), st.lists(PAIRS, max_size=3))


@st.composite
def headers(draw: DrawFn) -> Header:
    """Headers of all types, with any of their values absent."""
    text = _maybe(TEXTS)
    version = draw(text)
    name = draw(TEXTS) if version is not None else draw(text)
    codes = _maybe(st.sampled_from(["AB", "E", "82300"]))
    company = Company(
        name=draw(text),
        company_id=draw(text),
        company_type=draw(codes),
        orgnr_raw=draw(_maybe(st.sampled_from(["559999-9009", "5599999009", "x 1", ""]))),
        industry=draw(codes),
        address=Address(*draw(st.lists(TEXTS, max_size=4))),
    )
    currency = draw(_maybe(st.sampled_from(["SEK", "EUR"])))
    return replace(
        HEADER,
        sie_type=draw(st.sampled_from(["1", "2", "3", "4E", "4I"])),
        flag=draw(st.sampled_from([0, 1])),
        program=Program(name, version),
        generated=Generated(draw(_maybe(DAYS)), draw(text)),
        comment=draw(_maybe(st.lists(TEXTS, min_size=1, max_size=3).map("\n".join))),
        company=company,
        chart_type=None,
        chart_type_raw=draw(_maybe(st.sampled_from(["EUBAS97", "BAS2014", "bas", ""]))),
        currency=currency or "SEK",
        currency_declared=currency is not None,
        tax_year=draw(_maybe(st.integers(1000, 2999))),
        covered_to=None,
    )


def _filled_up(values: Sequence[str | None]) -> list[str | None]:
    """Texts of which none is absent before one that is there."""
    last = max((k for k, value in enumerate(values) if value is not None), default=-1)
    return ["" if value is None and k < last else value for k, value in enumerate(values)]


@st.composite
def _accounts(draw: DrawFn) -> list[Row]:
    numbers = draw(st.lists(st.sampled_from(ACCOUNTS), unique=True))
    return [
        {
            "line": 10 + k,
            "account": number,
            "name": draw(_maybe(TEXTS)),
            "type_raw": draw(_maybe(st.sampled_from(["T", "S", "K", "I", "x y", ""]))),
            "unit": draw(_maybe(TEXTS)),
            "declared": True,
        }
        for k, number in enumerate(numbers)
    ]


@st.composite
def _dimensions(draw: DrawFn) -> list[Row]:
    numbers = draw(st.lists(st.integers(-99, 999_999_999), unique=True, max_size=3))
    rows = []
    for number in numbers:
        parent = draw(_maybe(st.integers(1, 99)))
        name = draw(TEXTS if parent is not None else _maybe(TEXTS))
        row = {"dimension": number, "name": name, "parent_dimension": parent, "declared": True}
        rows.append(row)
    return rows


@st.composite
def _objects(draw: DrawFn) -> list[Row]:
    keys = st.tuples(st.integers(1, 30), TEXTS)
    return [
        {"dimension": key[0], "object": key[1], "name": draw(_maybe(TEXTS)), "declared": True}
        for key in draw(st.lists(keys, unique=True, max_size=4))
    ]


@st.composite
def _balances(draw: DrawFn) -> list[Row]:
    rows = []
    for k in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(["opening", "closing", "result"]))
        rows.append({"line": 100 + k, "kind": kind, "year_no": draw(YEAR_NOS), **draw(_figures())})
    return rows


YEAR_NOS = _maybe(st.sampled_from([0, -1, -2, 1, -128, 127]))
PERIODS = _maybe(st.sampled_from([202501, 202412, 999912, 101]))


@st.composite
def _figures(draw: DrawFn) -> Row:
    """What all balances have; those of whole accounts count."""
    return {
        "account": draw(_maybe(st.sampled_from(ACCOUNTS))),
        "objects": draw(_maybe(LISTS)),
        "amount": draw(_maybe(AMOUNTS)),
        "quantity": draw(_maybe(AMOUNTS)),
        "counts": True,
    }


@st.composite
def _period_balances(draw: DrawFn) -> list[Row]:
    rows = []
    for k in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["actual", "budget"]))
        years = {"year_no_declared": draw(YEAR_NOS), "period": draw(PERIODS)}
        rows.append({"line": 200 + k, "kind": kind, **years, **draw(_figures())})
    return rows


@st.composite
def _vouchers(draw: DrawFn) -> list[Row]:
    rows = []
    for k in range(draw(st.integers(0, 4))):
        day, registered = draw(_maybe(DAYS)), draw(_maybe(DAYS))
        series, number, text, signature = (draw(_maybe(TEXTS)) for _ in range(4))
        if signature is not None or registered is not None:
            text = text or ""
        if text is not None or day is not None:
            series, number = series or "", number or ""
        series, number = _filled_up([series, number])
        row = {"voucher_id": k + 1, "line": 300 + 10 * k, "series": series, "number": number}
        more = {"date": day, "text": text, "registration_date": registered, "signature": signature}
        rows.append(row | more)
    return rows


@st.composite
def _transactions(draw: DrawFn, vouchers: int) -> list[Row]:
    rows: list[Row] = []
    for voucher_id in [None, *range(1, vouchers + 1)]:
        for row_no in range(draw(st.integers(0, 3))):
            kind = draw(st.sampled_from(["normal", "added", "removed"]))
            text, quantity = draw(_maybe(TEXTS)), draw(_maybe(AMOUNTS))
            signature = draw(_maybe(TEXTS))
            if quantity is not None or signature is not None:
                text = text or ""
            rows.append(
                {
                    "line": 1000 + len(rows),
                    "voucher_id": voucher_id,
                    "row_no": None if voucher_id is None else row_no + 1,
                    "kind": kind,
                    "counts": kind == "normal",
                    **{name: draw(values) for name, values in ROW_VALUES.items()},
                    "text": text,
                    "quantity": quantity,
                    "signature": signature,
                }
            )
    return rows


ROW_VALUES = {
    "account": _maybe(st.sampled_from(ACCOUNTS)),
    "objects": _maybe(LISTS),
    "amount": _maybe(AMOUNTS),
    "date": _maybe(DAYS),
}


@st.composite
def _fiscal_years(draw: DrawFn) -> list[Row]:
    numbers = draw(st.lists(st.sampled_from([0, -1, -2, 3]), unique=True, max_size=3))
    return [
        {"year_no": n, "start_date": draw(_maybe(DAYS)), "end_date": draw(_maybe(DAYS))}
        for n in numbers
    ]


@st.composite
def documents(draw: DrawFn) -> Document:
    """Documents of every type, with rows of every kind."""
    codes = st.fixed_dictionaries(
        {"account": st.sampled_from(ACCOUNTS), "sru_code": st.sampled_from(["7281", "7 2", "å"])}
    )
    vouchers = draw(_vouchers())
    return make_document(
        header=draw(headers()),
        fiscal_years=draw(_fiscal_years()),
        accounts=draw(_accounts()),
        sru_codes=draw(st.lists(codes, max_size=3)),
        dimensions=draw(_dimensions()),
        objects=draw(_objects()),
        balances=draw(_balances()),
        period_balances=draw(_period_balances()),
        vouchers=vouchers,
        transactions=draw(_transactions(len(vouchers))),
    )
