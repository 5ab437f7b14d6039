"""Figures as people read them: `1 234 567,89` and `−` in Swedish, `–` for what is missing."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

from siekit.locale.figures import MISSING, money
from siekit.model import EXACT
from siekit.reports.model import ColumnKind

if TYPE_CHECKING:
    from siekit.reports.model import Column


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return a value rounded for show, halves away from zero."""
    with localcontext(EXACT) as context:
        context.clear_traps()
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def shown_money(value: Decimal | None, lang: str, decimals: int) -> str:
    """Return an amount for people; one that is not known is `–`, zero is `0`."""
    if value is None:
        return MISSING
    near = rounded(value, decimals)
    if not near:
        near = near.copy_abs()
    text = money(near, lang)
    return text[: -3 + decimals] if not decimals else text


def shown_value(value: object, column: Column, lang: str, decimals: int) -> str:
    """Return the value of a cell as its column's kind is written."""
    if column.kind is ColumnKind.MONEY:
        return shown_money(value if isinstance(value, Decimal) else None, lang, decimals)
    if column.kind is ColumnKind.PERCENT:
        if not isinstance(value, Decimal):
            return MISSING
        return f"{shown_money(value, lang, 2)[:-1]} %"
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
