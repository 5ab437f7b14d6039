"""`what_if`: what activating an upload would do now, before anybody does it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.model import EXACT
from siekit.workspace.account_changes import chart_changes
from siekit.workspace.actors import Role
from siekit.workspace.changing import wrong_state
from siekit.workspace.forewarning import LEDGER, covers_less, look_beside, months_changed
from siekit.workspace.lookup import find_domain, find_integration, find_upload, find_uploads
from siekit.workspace.model import Light, Replacement
from siekit.workspace.notices import previous
from siekit.workspace.reconciling import months_of_year
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import PARSED, WAYS, State
from siekit.workspace.tables import integrations, uploads
from siekit.workspace.totals import Totals, totals_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from typing import Any

    from sqlalchemy.engine import Connection

    from siekit.workspace.account_changes import ChartChanges
    from siekit.workspace.model import Integration, Shortfall, Upload
    from siekit.workspace.workspace import Workspace

STANDARD = "SEK"
"""The currency of a file that names none."""


def what_if(ws: Workspace, upload_id: int) -> Replacement:
    """Return what activating an upload would do now; nothing is changed.

    Raises `wrong_state` unless it is READY or SUPERSEDED, and `entries_not_allowed`.
    """
    ws.actor.require(Role.VIEWER)
    with ws.catalogue.read() as connection:
        upload = find_upload(connection, ws.domain_id, upload_id)
        integration = activatable(connection, upload)
        replaced, kept = overlapping(connection, upload)
        beside = look_beside(connection, upload, replaced, kept)
    before = [_totals_beside(ws, one, upload) for one in replaced]
    after = totals_of(ws.installation, upload)
    return Replacement(
        upload=upload,
        replaced=tuple(replaced),
        months_lost=_months_lost(upload, replaced, kept),
        blocking=blocking(upload),
        result=(_sum(before), after.result),
        assets=(before[-1].assets if before else None, after.assets),
        token=token_of(upload, integration),
        months_changed=months_changed(ws.installation.tables, beside),
        chart=_chart(ws, upload, replaced, kept),
        covers_less=covers_less(beside),
    )


def warnings(
    ws: Workspace, upload_id: int
) -> tuple[tuple[Mapping[str, Any], ...], tuple[Shortfall, ...]]:
    """Return `months_changed` and `covers_less` of `what_if`, without the totals.

    Nothing for an upload that nobody can activate.
    """
    ws.actor.require(Role.VIEWER)
    with ws.catalogue.read() as connection:
        upload = find_upload(connection, ws.domain_id, upload_id)
        try:
            activatable(connection, upload)
        except Refusal:
            return (), ()
        beside = look_beside(connection, upload, *overlapping(connection, upload))
    return months_changed(ws.installation.tables, beside), covers_less(beside)


def chart_beside(ws: Workspace, upload_id: int) -> ChartChanges | None:
    """Return what became of the accounts since the active file that an upload follows.

    That is the one it would replace, the last of several, else the newest of an earlier year.
    None where there is none, where tables are lost, and for entries, which have no chart.
    """
    ws.actor.require(Role.VIEWER)
    with ws.catalogue.read() as connection:
        upload = find_upload(connection, ws.domain_id, upload_id)
        if upload.state not in PARSED:
            raise wrong_state(upload)
        replaced, kept = overlapping(connection, upload)
    return _chart(ws, upload, replaced, kept)


def _chart(
    ws: Workspace, upload: Upload, replaced: Sequence[Upload], kept: Sequence[Upload]
) -> ChartChanges | None:
    since = previous(upload, replaced, kept) if upload.role == LEDGER else None
    return chart_changes(ws.installation.tables, since, upload) if since else None


def _totals_beside(ws: Workspace, replaced: Upload, upload: Upload) -> Totals:
    """Return the totals of a file that is replaced, none where they are in another currency."""
    currencies = {one.currency or STANDARD for one in (replaced, upload)}
    return totals_of(ws.installation, replaced) if len(currencies) == 1 else Totals()


def activatable(connection: Connection, upload: Upload) -> Integration:
    """Return the upload's integration; refuse an upload that cannot be activated by anybody."""
    if State.ACTIVE not in WAYS[upload.state] or upload.integration_id is None:
        raise wrong_state(upload)
    if upload.first_day is None or upload.last_day is None:
        raise Refusal("no_year", file=upload.file)
    if upload.role != LEDGER and not find_domain(connection, upload.domain_id).entries_allowed:
        raise Refusal("entries_not_allowed", file=upload.file)
    return find_integration(connection, upload.domain_id, upload.integration_id)


def overlapping(connection: Connection, upload: Upload) -> tuple[list[Upload], list[Upload]]:
    """Return the active ledgers that an upload would replace, and those beside it, by year."""
    active = find_uploads(
        connection,
        upload.domain_id,
        uploads.c.integration_id == upload.integration_id,
        uploads.c.state == State.ACTIVE.value,
        uploads.c.role == LEDGER,
        uploads.c.id != upload.id,
        uploads.c.first_day >= date.min,  # all have one; said, it leads SQLite to the right index
    )
    active.sort(key=lambda one: (one.first_day, one.id))
    if upload.role != LEDGER:
        return [], active
    replaced = [one for one in active if one.overlaps(upload)]
    return replaced, [one for one in active if not one.overlaps(upload)]


def blocking(upload: Upload) -> tuple[Mapping[str, Any], ...]:
    """Return the checks of an upload that need a written reason before it is activated."""
    return tuple(
        check for check in upload.checks if check["blocks"] and check["light"] == Light.RED.value
    )


def token_of(upload: Upload, integration: Integration) -> str:
    """Return what tells whether anything that a replacement rests on has changed."""
    return f"{upload.id}.{upload.version}.{integration.version}"


def locked(connection: Connection, ws: Workspace, upload_id: int) -> Upload:
    """Return the upload when nobody else can change what is active in its integration.

    Whoever changes that takes the integration's row first, so that all take turns.
    """
    upload = find_upload(connection, ws.domain_id, upload_id)
    if upload.integration_id is None:
        return upload
    connection.execute(
        sa.select(integrations.c.id)
        .where(integrations.c.id == upload.integration_id)
        .with_for_update(key_share=True)
    )
    again = find_upload(connection, ws.domain_id, upload_id)
    if again.integration_id != upload.integration_id:
        raise Refusal("stale")
    return again


def _months_lost(
    upload: Upload, replaced: Sequence[Upload], kept: Sequence[Upload]
) -> tuple[int, ...]:
    """Return the months of replaced files that no active file would be about any more."""
    lost = {month for one in replaced for month in months_of_year(one.first_day, one.last_day)}
    still = (upload, *kept)
    lost -= {month for one in still for month in months_of_year(one.first_day, one.last_day)}
    return tuple(sorted(lost))


def _sum(totals: Sequence[Totals]) -> Decimal | None:
    """Return the results of replaced files together, None where one is not known."""
    known = [one.result for one in totals if one.result is not None]
    if not known or len(known) != len(totals):
        return None
    first, *others = known
    for one in others:
        first = EXACT.add(first, one)
    return first
