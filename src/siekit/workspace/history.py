"""What was activated and replaced, by whom and why, and how the last of it is undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.actors import Role
from siekit.workspace.lookup import find_uploads
from siekit.workspace.states import State
from siekit.workspace.tables import activations, uploads

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.engine import RowMapping

    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace

ACTIVATED, SUPERSEDED = "activated", "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One change of what is active. `action` is activated, deactivated or superseded.

    `replaced` are the uploads that an activation superseded. `undo` says what takes the change
    back as things are now: `deactivate`; `rollback` of each of `replaced`; `activate`; or None
    where later changes stand upon it.
    """

    id: int
    at: datetime
    actor: str
    action: str
    reason: str
    override_reason: str | None
    upload: Upload
    replaced: tuple[Upload, ...] = ()
    undo: str | None = None


def history(ws: Workspace, *, before_id: int | None = None, most: int = 50) -> list[HistoryEntry]:
    """Return the changes of what is active, the newest first.

    An activation and what it superseded are one entry.
    """
    ws.actor.require(Role.VIEWER)
    query = (
        sa.select(activations)
        .select_from(activations.join(uploads))
        .where(uploads.c.domain_id == ws.domain_id, activations.c.action != SUPERSEDED)
        .order_by(activations.c.id.desc())
        .limit(most)
    )
    if before_id is not None:
        query = query.where(activations.c.id < before_id)
    with ws.catalogue.read() as connection:
        rows = connection.execute(query).mappings().all()
        ids = {row["upload_id"] for row in rows}
        about = sa.or_(uploads.c.id.in_(ids), uploads.c.superseded_by.in_(ids))
        found = find_uploads(connection, ws.domain_id, about)
        last = connection.execute(
            sa.select(sa.func.max(activations.c.id))
            .where(activations.c.upload_id.in_(ids), activations.c.action != SUPERSEDED)
            .group_by(activations.c.upload_id)
        )
        newest = set(last.scalars())
    by_id = {one.id: one for one in found}
    return [_entry(row, by_id, is_newest=row["id"] in newest) for row in rows]


def _entry(row: RowMapping, by_id: dict[int, Upload], *, is_newest: bool) -> HistoryEntry:
    """Return an entry; the newest one of an upload tells what its change led to."""
    upload = by_id[row["upload_id"]]
    replaced: Sequence[Upload] = ()
    if is_newest and row["action"] == ACTIVATED and upload.active:
        replaced = [one for one in by_id.values() if one.superseded_by == upload.id]
    return HistoryEntry(
        **{name: row[name] for name in ("id", "at", "actor", "action", "reason")},
        override_reason=row["override_reason"],
        upload=upload,
        replaced=tuple(replaced),
        undo=_undo(row["action"], upload, replaced) if is_newest else None,
    )


def _undo(action: str, upload: Upload, replaced: Sequence[Upload]) -> str | None:
    if action == ACTIVATED and upload.active:
        restorable = any(one.state is State.SUPERSEDED for one in replaced)
        return "rollback" if restorable else "deactivate"
    if action != ACTIVATED and upload.state is State.READY:
        return "activate"
    return None
