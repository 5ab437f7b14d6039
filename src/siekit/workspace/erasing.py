"""`erase`: remove the bytes of one upload and all that was made of them, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.workspace.actors import Role
from siekit.workspace.audit import note, now
from siekit.workspace.changing import touch_integration
from siekit.workspace.idempotency import forget_upload
from siekit.workspace.lookup import find_upload
from siekit.workspace.orphans import erase_if_nobodys
from siekit.workspace.reconciling import find_speakers, marks
from siekit.workspace.refusals import Refusal
from siekit.workspace.replacing import locked
from siekit.workspace.states import GONE, State
from siekit.workspace.tables import notices, reconciled_months, uploads

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from siekit.workspace.actors import Actor
    from siekit.workspace.installation import Installation
    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace

_FROM_THE_FILE: dict[str, Any] = {
    "company": None,
    "orgnr": None,
    "orgnr_raw": None,
    "acquisition_no": None,
    "preview": None,
    "checks": None,
}
"""Columns that the file itself filled; its name, hash and year stay, to tell what is gone."""


def erase(ws: Workspace, upload_id: int, *, reason: str) -> Upload:
    """Erase an upload: bytes, tables and rows go, the row that tells of it and the log stay.

    Snapshots that had it cannot be shown any more and say so. Raises `in_use` while it is active
    or in the newest snapshot, and `invalid` without a `reason`.
    """
    ws.actor.require(Role.ADMIN)
    if not reason.strip():
        raise Refusal(
            "invalid",
            field="reason",
            problem="say why it is erased.",
            field_sv="orsak",
            problem_sv="ange varför den raderas.",
        )
    with ws.catalogue.write() as connection:
        upload = locked(connection, ws, upload_id)
        if upload.state is State.ACTIVE or upload.in_reports:
            raise Refusal("in_use", file=upload.file)
        if upload.erased_at is None:
            mark_erased(connection, ws.installation, ws.actor, upload, reason=reason.strip())
        erased = find_upload(connection, ws.domain_id, upload_id)
    remove(ws.installation, erased)
    return erased


def mark_erased(
    connection: Connection,
    installation: Installation,
    actor: Actor,
    upload: Upload,
    *,
    reason: str,
) -> None:
    """Write that an upload is erased; `remove` then takes away what is on disk."""
    state = upload.state if upload.state in GONE else State.DISCARDED
    moment = now()
    connection.execute(
        uploads.update()
        .where(uploads.c.id == upload.id, uploads.c.domain_id == upload.domain_id)
        .values(
            state=state.value,
            state_at=moment if state is not upload.state else upload.state_at,
            erased_at=moment,
            version=uploads.c.version + 1,
            **_FROM_THE_FILE,
        )
    )
    connection.execute(notices.delete().where(notices.c.upload_id == upload.id))
    _forget_names(connection, upload)
    forget_upload(connection, upload, _FROM_THE_FILE)
    _hand_months_over(connection, upload)
    for target in installation.targets:
        target.erase(connection, upload.id)
    if upload.integration_id is not None:
        touch_integration(connection, upload.integration_id)
    note(
        connection,
        actor,
        "upload.erased",
        domain_id=upload.domain_id,
        about=("upload", upload.id),
        before={"state": upload.state.value},
        after={"state": state.value, "reason": reason},
    )


def _forget_names(connection: Connection, upload: Upload) -> None:
    """Take the accounts' names out of what later files were told to differ in from this one."""
    own = notices.c.integration_id == upload.integration_id
    for row in connection.execute(sa.select(notices.c.id, notices.c.facts).where(own)).all():
        if row.facts.get("since_upload") == upload.id and "examples" in row.facts:
            facts = row.facts | {"examples": {kind: [] for kind in row.facts["examples"]}}
            connection.execute(notices.update().where(notices.c.id == row.id).values(facts=facts))


def _hand_months_over(connection: Connection, upload: Upload) -> None:
    """Let the file that speaks for a reconciled month now stand for it, so that its alarm stays.

    A month that no file in use is about is forgotten with the one that was.
    """
    mark = reconciled_months.c
    for one in marks(connection, mark.upload_id == upload.id):
        speaks = find_speakers(connection, upload.domain_id, one.integration_id, one.month)
        where = (mark.integration_id == one.integration_id, mark.month == one.month)
        if speaks:
            heir = reconciled_months.update().where(*where).values(upload_id=speaks[-1].id)
            connection.execute(heir)
        else:
            connection.execute(reconciled_months.delete().where(*where))


def remove(installation: Installation, upload: Upload) -> None:
    """Remove what an erased upload has on disk; its bytes stay while another upload has them."""
    installation.tables.erase(upload.id)
    erase_if_nobodys(installation, upload.sha256)
