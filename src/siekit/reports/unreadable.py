"""What a statement says of amounts that cannot be read: whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.model import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.reports.amounts import Amounts
    from siekit.reports.statement import AccountValues, Laid

FEW = 5


def unreadable_notes(amounts: Amounts, laid: Laid) -> Iterator[Words]:
    """Give a note that names the statement's accounts with an amount that cannot be read."""
    about = {account for line in laid.lines for account in line.accounts}
    about |= {one.account for one in laid.left}
    found = [
        (one.account, at)
        for one in amounts.accounts
        if one.account in about and (at := _first_unknown(one, amounts)) is not None
    ]
    if not found:
        return
    names = [_named(account, at, amounts) for account, at in found[:FEW]]
    more = " …" if len(found) > FEW else ""
    en, sv = (", ".join(parts) + more for parts in zip(*names, strict=True))
    yield Words(
        f"Amounts that cannot be read stand on accounts: {en}. Sums they belong to are not "
        "known (–).",
        f"Belopp som inte går att läsa står på konton: {sv}. Summor där de ingår är inte "
        "kända (–).",
    )


def _first_unknown(one: AccountValues, amounts: Amounts) -> int | None:
    """Return the first column in which an account's amount cannot be read."""
    unknown = (at for at, value in enumerate(one.values) if value is None)
    return next((at for at in unknown if at not in amounts.missing), None)


def _named(account: str, at: int, amounts: Amounts) -> tuple[str, str]:
    """Return an account with the column that its amount is of, where there are several."""
    head = next((slot.column.head for slot in amounts.slots if slot.of == at), None)
    if amounts.count == 1 or head is None:
        return account, account
    return f"{account} ({head.en})", f"{account} ({head.sv})"
