"""Filters of the templates: figures, days and numbers as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from siekit.locale.figures import MISSING, count, period
from siekit.reports.render.values import shown_money
from siekit.web.unseen_letters import visible
from siekit.workspace.chart_words import chart_words
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_ORGNR_DIGITS = 10
_STEP = 1024


def money(value: Decimal | str | None, decimals: int = 0, *, lang: str) -> str:
    """An amount: whole kronor unless decimals are asked for, `–` where there is none."""
    exact = Decimal(value) if isinstance(value, str) else value
    return shown_money(exact, lang, decimals)


def day(value: date | datetime | str | None, *, lang: str) -> str:
    """A day: 2025-03-31, in Stockholm where it is a moment."""
    del lang
    if value is None:
        return MISSING
    if isinstance(value, datetime):
        return f"{_local(value):%Y-%m-%d}"
    return str(value)


def moment(value: datetime | None, *, lang: str) -> str:
    """A moment: 2025-03-31 14:05, in Stockholm."""
    del lang
    return MISSING if value is None else f"{_local(value):%Y-%m-%d %H:%M}"


def year(first: date | None, last: date | None = None, *, lang: str) -> str:
    """A fiscal year of two days, as its first and its last."""
    del lang
    return period(first, last)


def month(value: int | None, *, lang: str) -> str:
    """A month that is written YYYYMM: 2025-03."""
    del lang
    return MISSING if value is None else f"{value // 100:04}-{value % 100:02}"


def orgnr(value: str | None, *, lang: str) -> str:
    """An organisation number: 556334-3689; what has not ten digits stays as it is."""
    del lang
    if not value:
        return MISSING
    if len(value) == _ORGNR_DIGITS and value.isdecimal():
        return f"{value[:6]}-{value[6:]}"
    return value


def number(value: int | None, *, lang: str) -> str:
    """A whole number with its digits in groups."""
    return MISSING if value is None else count(value, lang)


def size(value: int | None, *, lang: str) -> str:
    """A number of bytes in a unit that people know."""
    if value is None:
        return MISSING
    amount, unit = Decimal(value), "byte" if lang == "sv" else "bytes"
    for bigger in ("kB", "MB", "GB", "TB"):
        if amount < _STEP:
            break
        amount, unit = amount / _STEP, bigger
    exact = amount >= 10 or amount == amount.to_integral_value()  # noqa: PLR2004, two figures do
    return f"{shown_money(amount, lang, 0 if exact else 1)} {unit}"


def seen_letters(value: str | None, *, lang: str) -> str:
    """A text with its control characters shown as signs, empty where there is none."""
    del lang
    return visible(value or "")


def chart_sentence(facts: Mapping[str, Any], *, lang: str) -> str:
    """What a notice tells of a chart of accounts, in a sentence."""
    return chart_words(facts)[lang]


def reason(kept: Mapping[str, Any], *, lang: str) -> str:
    """A refusal that was kept, in its sentence."""
    return Refusal.from_json(dict(kept)).text(lang)


def _local(value: datetime) -> datetime:
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(STOCKHOLM)


FILTERS: dict[str, Callable[..., str]] = {
    "chart_words": chart_sentence,
    "day": day,
    "moment": moment,
    "money": money,
    "month": month,
    "number": number,
    "orgnr": orgnr,
    "reason": reason,
    "seen_letters": seen_letters,
    "size": size,
    "year": year,
}
"""By their names in templates; each is told the language."""
