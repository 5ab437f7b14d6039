"""What a statement says of amounts that cannot be read: whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.model import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.reports.amounts import Amounts
    from siekit.reports.statement import Laid

FEW = 5


def unreadable_notes(amounts: Amounts, laid: Laid) -> Iterator[Words]:
    """Give a note that names the statement's accounts with an amount that cannot be read."""
    about = {account for line in laid.lines for account in line.accounts}
    about |= {one.account for one in laid.left}
    accounts = [
        one.account
        for one in amounts.accounts
        if one.account in about
        and any(value is None and at not in amounts.missing for at, value in enumerate(one.values))
    ]
    if not accounts:
        return
    some = ", ".join(accounts[:FEW]) + (" …" if len(accounts) > FEW else "")
    yield Words(
        f"Amounts that cannot be read stand on accounts: {some}. Sums they belong to are not "
        "known (–).",
        f"Belopp som inte går att läsa står på konton: {some}. Summor där de ingår är inte "
        "kända (–).",
    )
