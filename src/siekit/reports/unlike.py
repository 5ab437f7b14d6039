"""Companies that are not summed unasked, since they differ in what sums would hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

CURRENCIES, CHARTS = "currencies", "charts"
FEW = 8


class UnlikeError(UsageError):
    """Companies differ in `what`; `told` names each value with the files that have it."""

    def __init__(self, what: str, told: str) -> None:
        """Say so, and how one asks otherwise."""
        super().__init__(
            f"The files have different {what}, which cannot be summed as they are: {told}. "
            f"{_REMEDIES[what][0]}",
            swedish=f"Filerna har olika {_IN_SWEDISH[what]}, som inte går att summera som de är: "
            f"{told}. {_REMEDIES[what][1]}",
        )
        self.what = what
        self.told = told


_IN_SWEDISH = {CURRENCIES: "valutor", CHARTS: "kontoplaner"}

_REMEDIES = {
    CURRENCIES: (
        "Give the files of one currency (in the HTTP API currency=SEK), or --allow-currencies.",
        "Ange filerna i en valuta (i HTTP-API:et currency=SEK), eller --allow-currencies.",
    ),
    CHARTS: (
        "Give --allow-charts (in the HTTP API allow_charts=true) to sum them all the same.",
        "Ange --allow-charts (i HTTP-API:et allow_charts=true) för att summera dem ändå.",
    ),
}


def refuse_unlike(what: str, values: Iterable[tuple[str | None, str]]) -> None:
    """Raise `UnlikeError` where files, given as (value, file), say more than one value."""
    found: dict[str, list[str]] = {}
    for value, file in values:
        if value is not None:
            found.setdefault(value, []).append(file)
    if len(found) > 1:
        told = "; ".join(f"{value}: {', '.join(files[:FEW])}" for value, files in found.items())
        raise UnlikeError(what, told)
