"""A note where a file's own balances are not what its rows come to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from siekit.reports.figures import BALANCES
from siekit.reports.model import Words

if TYPE_CHECKING:
    from siekit.reports.amounts import Amounts
    from siekit.reports.figures import YearFigures

FEW = 5


def balance_notes(amounts: Amounts, figures: YearFigures) -> Amounts:
    """Return the amounts with a note that names accounts whose balances their rows deny."""
    if figures.source != BALANCES or not figures.has_rows:
        return amounts
    accounts = [one.account for one in figures.accounts if one.by_rows != one.amount]
    if not accounts:
        return amounts
    some = ", ".join(accounts[:FEW]) + (" …" if len(accounts) > FEW else "")
    note = Words(
        f"{figures.file}: on {len(accounts)} accounts the file's own balances are not its opening "
        f"balances and rows: {some}. The balances are shown; --source rows shows the rows.",
        f"{figures.file}: på {len(accounts)} konton är filens egna saldon inte dess ingående "
        f"balanser och transaktioner: {some}. Saldona visas; --source rows visar transaktionerna.",
    )
    return replace(amounts, notes=(*amounts.notes, note))
