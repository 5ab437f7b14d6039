"""A difference as JSON, entry by entry: two files may differ in a million rows."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields
from decimal import Decimal
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from siekit.comparison.difference import (
    OUTSIDE,
    SECTIONS,
    AccountSum,
    BalanceChange,
    RowChange,
    Side,
    VoucherChange,
)
from siekit.locale.figures import plain, plain_money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.comparison.difference import Difference
    from siekit.model import Transaction, Voucher

_QUANTITIES = frozenset({"quantity", "quantity_a", "quantity_b"})
_DERIVED = frozenset({"voucher_id", "counts", "twin_row", "row_no", "rows", "occurrence"})
"""Columns of vouchers and rows that follow from their place in the file."""


def json_lines(difference: Difference) -> Iterator[str]:
    """The text of one JSON object, one entry to a line."""
    head = {
        "same": not difference,
        "same_company": difference.same_company,
        "same_year": difference.same_year,
        "a": _plain(difference.a),
        "b": _plain(difference.b),
        "voucher_counts": dict(difference.voucher_counts),
    }
    yield "{\n"
    for name, value in head.items():
        yield f'  "{name}": {_text(value)},\n'
    for section in SECTIONS:
        entries = getattr(difference, section)
        end = "\n" if section == SECTIONS[-1] else ",\n"
        if not len(entries):
            yield f'  "{section}": []{end}'
            continue
        before = f'  "{section}": [\n    '
        for entry in entries:
            yield before + _text(_plain(entry))
            before = ",\n    "
        yield f"\n  ]{end}"
    yield "}\n"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@singledispatch
def _plain(value: Any) -> Any:  # noqa: ANN401, any value of a table
    """The value in types that JSON has; records become objects in the order of their fields."""
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _of(field.name, getattr(value, field.name)) for field in fields(value)}
    return value


@_plain.register
def _(value: dt.date) -> str:
    return value.isoformat()


@_plain.register
def _(value: Decimal) -> str:
    return plain_money(value)


@_plain.register
def _(value: tuple) -> list[Any]:  # type: ignore[type-arg]
    return [_plain(one) for one in value]


@_plain.register
def _(value: Side) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


@_plain.register(BalanceChange)
@_plain.register(AccountSum)
def _(value: BalanceChange | AccountSum) -> dict[str, Any]:
    shown = {field.name: _of(field.name, getattr(value, field.name)) for field in fields(value)}
    return {**shown, "difference": _plain(value.difference)}


@_plain.register
def _(value: VoucherChange) -> dict[str, Any]:
    return {
        "change": value.change,
        "a": _voucher(value.a, value.fiscal_year_a),
        "b": _voucher(value.b, value.fiscal_year_b),
        "fields": _plain(value.fields),
        "rows": _plain(value.rows),
    }


@_plain.register
def _(value: RowChange) -> dict[str, Any]:
    return {
        "change": value.change,
        "a": _row(value.a),
        "b": _row(value.b),
        "difference": _plain(value.difference),
        "fields": [_field(one.field, one.a, one.b) for one in value.fields],
    }


def _field(name: str, a: object, b: object) -> dict[str, Any]:
    return {"field": name, "a": _of(name, a), "b": _of(name, b)}


def _voucher(voucher: Voucher | None, days: str | None) -> Any:  # noqa: ANN401
    """A voucher without its rows; the year as its own document numbers it, and its days."""
    if voucher is None:
        return None
    shown = {
        field.name: _of(field.name, getattr(voucher, field.name))
        for field in fields(voucher)
        if field.name not in _DERIVED
    }
    line = voucher.line if voucher.voucher_id != OUTSIDE else None
    return {**shown, "line": line, "fiscal_year": days, "rows": len(voucher.rows)}


def _row(row: Transaction | None) -> Any:  # noqa: ANN401
    """A row with what it says."""
    if row is None:
        return None
    return {
        field.name: _of(field.name, getattr(row, field.name))
        for field in fields(row)
        if field.name not in _DERIVED
    }


def _of(name: str, value: object) -> Any:  # noqa: ANN401
    """A field's value; quantities have no needless zeros."""
    if isinstance(value, Decimal) and name in _QUANTITIES:
        return plain(value)
    return _plain(value)
