"""Which charts of accounts the lines of BAS are right for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.model import Words

if TYPE_CHECKING:
    from siekit.reports.amounts import Amounts
    from siekit.reports.base import Options
    from siekit.reports.figures import YearFigures

PUBLIC = ("212000", "222000", "232100")
"""How the organisation numbers of municipalities and regions begin: their chart is not BAS."""

OLD = frozenset({"BAS95", "BAS96"})


def refuse_other_charts(figures: YearFigures, options: Options) -> None:
    """Raise `UsageError` for a municipality or region without a layout of its own."""
    number = "".join(letter for letter in figures.orgnr or "" if letter.isdigit())
    if options.layout is None and number[-10:].startswith(PUBLIC):
        message = (
            f"{figures.file}: {figures.orgnr} is a municipality or region, whose chart of accounts "
            "is not BAS: its accounts would stand on wrong lines. Give the lines of its own chart "
            "with --layout FILE.toml."
        )
        swedish = (
            f"{figures.file}: {figures.orgnr} är en kommun eller region, vars kontoplan inte är "
            "BAS: kontona skulle hamna på fel rader. Ange raderna för den egna kontoplanen med "
            "--layout FIL.toml."
        )
        raise UsageError(message, swedish=swedish)


def chart_notes(amounts: Amounts, figures: YearFigures) -> Amounts:
    """Return the amounts with a note where the file's chart is older than the lines."""
    if figures.chart_type not in OLD:
        return amounts
    note = Words(
        f"{figures.file}: the chart is {figures.chart_type} (#KPTYP). The lines are those of later "
        "charts, which differ mostly in classes 7 and 8: compare them with the account names.",
        f"{figures.file}: kontoplanen är {figures.chart_type} (#KPTYP). Raderna är senare "
        "kontoplaners, som skiljer sig mest i klass 7 och 8: jämför med kontonas namn.",
    )
    return replace(amounts, notes=(*amounts.notes, note))
