"""Accounts with amounts in the active files of a company that its mapping does not name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.engine.shown import beneath
from siekit.reports.account_mapping import Mapping
from siekit.reports.figures import year_figures
from siekit.workspace.actors import Role
from siekit.workspace.files_of_members import LEDGER, files_of_members
from siekit.workspace.lookup import find_uploads
from siekit.workspace.mapping import mapping_of
from siekit.workspace.states import State
from siekit.workspace.tables import uploads

if TYPE_CHECKING:
    from collections.abc import Collection
    from decimal import Decimal

    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace

_COMPANY = ("company",)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmappedAccount:
    """An account, and its amount in the newest active file that has one on it.

    Debit is positive; `amount` is the closing balance, or the year's result, None where it cannot
    be read.
    """

    account: str
    name: str
    amount: Decimal | None
    upload_id: int
    fiscal_year: str | None


def unmapped_accounts(ws: Workspace, integration_id: int) -> list[UnmappedAccount]:
    """Return the accounts with amounts in active files that the mapping does not name."""
    ws.actor.require(Role.VIEWER)
    mapping = Mapping({_COMPANY[0]: mapping_of(ws, integration_id).accounts})
    found: dict[str, UnmappedAccount] = {}
    for upload in _active(ws, integration_id):
        for one in _figures(ws, upload, found.keys()):
            if mapping.named(_COMPANY, one.account) is None:
                found[one.account] = one
    return [found[account] for account in sorted(found)]


def _active(ws: Workspace, integration_id: int) -> list[Upload]:
    """Return the active ledgers, the newest year first."""
    with ws.catalogue.read() as connection:
        active = find_uploads(
            connection,
            ws.domain_id,
            uploads.c.integration_id == integration_id,
            uploads.c.state == State.ACTIVE.value,
            uploads.c.role == LEDGER,
            brief=True,
        )
    return sorted(active, key=lambda one: str(one.last_day), reverse=True)


def _figures(ws: Workspace, upload: Upload, told: Collection[str]) -> list[UnmappedAccount]:
    tables = ws.installation.tables.at_hand(upload.id)
    files = files_of_members([upload], [tables], reason="asked for")
    with beneath([tables], files=files) as connection:
        figures = year_figures(connection, upload.id)
    return [
        UnmappedAccount(
            account=one.account,
            name=one.name,
            amount=one.amount,
            upload_id=upload.id,
            fiscal_year=upload.fiscal_year,
        )
        for one in figures.accounts
        if one.amount != 0 and one.account not in told
    ]
