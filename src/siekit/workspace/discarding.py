"""`discard`: cancel an upload that nobody needs, or delete one that is in no report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.workspace.actors import Role
from siekit.workspace.changing import change_state, touch_integration
from siekit.workspace.lookup import find_upload
from siekit.workspace.refusals import Refusal
from siekit.workspace.replacing import locked
from siekit.workspace.states import PARSED, State

if TYPE_CHECKING:
    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace


def discard(ws: Workspace, upload_id: int) -> Upload:
    """Cancel an upload, or delete one whose summary can be seen; its row and log stay.

    Retention erases the bytes later; until then nothing is lost, and the same bytes may be
    uploaded anew. Cancelling needs an analyst, deleting an administrator. Raises `in_use` while
    it is active or in the newest snapshot.
    """
    ws.actor.require(Role.ANALYST)
    with ws.catalogue.write() as connection:
        upload = locked(connection, ws, upload_id)
        if upload.state in PARSED:
            ws.actor.require(Role.ADMIN)
        if upload.state is State.ACTIVE or upload.in_reports:
            raise Refusal("in_use", file=upload.file)
        change_state(connection, ws.actor, upload, State.DISCARDED, action="upload.discarded")
        if upload.integration_id is not None:
            touch_integration(connection, upload.integration_id)
        return find_upload(connection, ws.domain_id, upload_id)
