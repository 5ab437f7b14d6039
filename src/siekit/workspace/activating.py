"""Activate, deactivate, roll back: what is in the reports from the next sync on."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.actors import Role
from siekit.workspace.audit import now
from siekit.workspace.changing import change_state, touch_integration, wrong_state
from siekit.workspace.guards import OVERLAP
from siekit.workspace.lookup import find_integration, find_upload
from siekit.workspace.refusals import Refusal
from siekit.workspace.replacing import (
    activatable,
    blocking,
    locked,
    overlapping,
    token_of,
    what_if,
)
from siekit.workspace.states import State
from siekit.workspace.tables import activations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

    from siekit.workspace.model import Replacement, Upload
    from siekit.workspace.workspace import Workspace

TOGGLE, ROLLBACK = "toggle", "rollback"

ATTEMPTS = 5
"""How often it is looked again at what would be replaced, when nobody confirmed what they saw."""


def activate(
    ws: Workspace,
    upload_id: int,
    *,
    token: str | None = None,
    override_reason: str | None = None,
    reason: str = TOGGLE,
) -> Replacement:
    """Activate an upload, and return what it replaced: all uploads as they are afterwards.

    `token` is that of the `Replacement` that somebody confirmed; `stale` when anything that it
    rests on has changed. Raises `blocked` where checks need an `override_reason`, and `overlap`
    when the database itself refused.
    """
    ws.actor.require(Role.ADMIN)
    for _ in range(ATTEMPTS):
        seen = what_if(ws, upload_id)
        if token not in (None, seen.token):
            break
        _refuse_blocked(seen.upload, override_reason)
        with _overlap_told(), ws.catalogue.write() as connection:
            upload = locked(connection, ws, upload_id)
            if token_of(upload, activatable(connection, upload)) == seen.token:
                _put_in(connection, ws, upload, reason=reason, override_reason=override_reason)
                return _afterwards(connection, ws, seen)
    raise Refusal("stale")


def rollback(
    ws: Workspace,
    upload_id: int,
    *,
    token: str | None = None,
    override_reason: str | None = None,
) -> Replacement:
    """Activate a superseded upload again, by the same rules; `wrong_state` for another one."""
    ws.actor.require(Role.ADMIN)
    with ws.catalogue.read() as connection:
        upload = find_upload(connection, ws.domain_id, upload_id)
    if upload.state is not State.SUPERSEDED:
        raise wrong_state(upload)
    return activate(ws, upload_id, token=token, override_reason=override_reason, reason=ROLLBACK)


def deactivate(ws: Workspace, upload_id: int) -> Upload:
    """Take an active upload out of the reports, from the next sync on; `wrong_state` otherwise."""
    ws.actor.require(Role.ADMIN)
    with ws.catalogue.write() as connection:
        upload = locked(connection, ws, upload_id)
        if upload.state is not State.ACTIVE:
            raise wrong_state(upload)
        change_state(connection, ws.actor, upload, State.READY, action="upload.deactivated")
        _write_down(connection, ws, upload, "deactivated", reason=TOGGLE)
        _touch(connection, upload)
        return find_upload(connection, ws.domain_id, upload_id)


def _put_in(
    connection: Connection,
    ws: Workspace,
    upload: Upload,
    *,
    reason: str,
    override_reason: str | None,
) -> None:
    """Supersede what overlaps, then activate; the database's own guard sees the result."""
    replaced, _ = overlapping(connection, upload)
    for one in replaced:
        change_state(
            connection,
            ws.actor,
            one,
            State.SUPERSEDED,
            action="upload.superseded",
            superseded_by=upload.id,
        )
        _write_down(connection, ws, one, "superseded", reason=f"superseded by upload {upload.id}")
    needed = override_reason.strip() if override_reason and blocking(upload) else None
    change_state(
        connection,
        ws.actor,
        upload,
        State.ACTIVE,
        action="upload.activated",
        told={"reason": reason, **({"override_reason": needed} if needed else {})},
        superseded_by=None,
    )
    _write_down(connection, ws, upload, "activated", reason=reason, override_reason=needed)
    _touch(connection, upload)


def _afterwards(connection: Connection, ws: Workspace, seen: Replacement) -> Replacement:
    """Return what was seen before, with the uploads and the token as they have become."""
    ids = {one.id for one in (seen.upload, *seen.replaced)}
    now_so = {one: find_upload(connection, ws.domain_id, one) for one in ids}
    upload = now_so[seen.upload.id]
    return replace(
        seen,
        upload=upload,
        replaced=tuple(now_so[one.id] for one in seen.replaced),
        token=token_of(
            upload, find_integration(connection, ws.domain_id, upload.integration_id or 0)
        ),
    )


def _refuse_blocked(upload: Upload, override_reason: str | None) -> None:
    checks = blocking(upload)
    if not checks or (override_reason or "").strip():
        return
    raise Refusal(
        "blocked",
        file=upload.file,
        reasons="; ".join(check["title"]["en"] for check in checks),
        reasons_sv="; ".join(check["title"]["sv"] for check in checks),
    )


def _write_down(
    connection: Connection,
    ws: Workspace,
    upload: Upload,
    action: str,
    *,
    reason: str,
    override_reason: str | None = None,
) -> None:
    connection.execute(
        activations.insert().values(
            upload_id=upload.id,
            integration_id=upload.integration_id,
            action=action,
            reason=reason,
            override_reason=override_reason,
            actor=ws.actor.name,
            at=now(),
            first_day=upload.first_day,
            last_day=upload.last_day,
        )
    )


def _touch(connection: Connection, upload: Upload) -> None:
    if upload.integration_id is not None:
        touch_integration(connection, upload.integration_id)


@contextmanager
def _overlap_told() -> Iterator[None]:
    """Turn the last word of the database into a refusal."""
    try:
        yield
    except sa.exc.IntegrityError as error:
        if OVERLAP not in str(error.orig):
            raise
        raise Refusal("overlap") from error
