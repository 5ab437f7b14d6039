"""Figures as people read them: `1 234 567,89` and `−` in Swedish, `–` for what is missing."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

from siekit.locale.figures import MISSING, count
from siekit.model import EXACT
from siekit.reports.model import ColumnKind

if TYPE_CHECKING:
    from siekit.reports.model import Column

POINT = (".", ",")
NO_BREAK = "\u00a0"
PERCENT_DECIMALS = 1


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
    whole, _, fraction = format(near.copy_abs(), "f").partition(".")
    minus = "−" if near < 0 else ""
    point = POINT[lang == "sv"] if fraction else ""
    return f"{minus}{count(int(whole), lang)}{point}{fraction}"


def shown_value(value: object, column: Column, lang: str, decimals: int) -> str:
    """Return the value of a cell as its column's kind is written."""
    if column.kind is ColumnKind.MONEY:
        return shown_money(value if isinstance(value, Decimal) else None, lang, decimals)
    if column.kind is ColumnKind.PERCENT:
        if not isinstance(value, Decimal):
            return MISSING
        return f"{shown_money(value, lang, PERCENT_DECIMALS)}{NO_BREAK}%"
    if value is None:
        return ""
    if isinstance(value, Decimal):
        needed = -min(int(value.normalize(EXACT).as_tuple().exponent), 0)
        return shown_money(value, lang, needed)
    return value.isoformat() if isinstance(value, date) else str(value)
