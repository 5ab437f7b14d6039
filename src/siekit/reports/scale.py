"""Amounts in few digits, for pictures and their titles: 1 074 tkr, 12,5 mkr."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

from siekit.locale.figures import MISSING, count
from siekit.model import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterable

KRONA = "SEK"
THOUSANDS_FROM = Decimal(10_000)
MILLIONS_FROM = Decimal(10_000_000)


@dataclass(frozen=True, slots=True)
class Scale:
    """What amounts are divided by, how many decimals are left, and what that is called."""

    divisor: Decimal
    decimals: int
    unit: str

    def number(self, value: Decimal | None, lang: str, *, decimals: int | None = None) -> str:
        """Return an amount in this scale, without its unit."""
        if value is None:
            return MISSING
        places = self.decimals if decimals is None else decimals
        with localcontext(EXACT) as context:
            context.clear_traps()
            near = (value / self.divisor).quantize(
                Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP
            )
        whole, _, fraction = format(near.copy_abs(), "f").partition(".")
        point = ("," if lang == "sv" else ".") if fraction else ""
        return f"{'−' if near < 0 else ''}{count(int(whole), lang)}{point}{fraction}"

    def text(self, value: Decimal | None, lang: str) -> str:
        """Return an amount in this scale with its unit."""
        return f"{self.number(value, lang)}\u00a0{self.unit}"


def scale_of(values: Iterable[Decimal | None], currency: str) -> Scale:
    """Return the scale in which the largest of some amounts is easy to read."""
    most = max((abs(value) for value in values if value is not None), default=Decimal(0))
    is_krona = currency == KRONA
    if most >= MILLIONS_FROM:
        return Scale(Decimal(1_000_000), 1, "mkr" if is_krona else f"M{currency}")
    if most >= THOUSANDS_FROM:
        return Scale(Decimal(1000), 0, "tkr" if is_krona else f"k{currency}")
    return Scale(Decimal(1), 0, "kr" if is_krona else currency)
