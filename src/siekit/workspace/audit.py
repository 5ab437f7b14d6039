"""The audit log: who did what, written in the transaction that did it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.workspace.model import AuditEvent
from siekit.workspace.tables import audit_events

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.engine import Connection

    from siekit.workspace.actors import Actor


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


def note(
    connection: Connection,
    actor: Actor,
    action: str,
    *,
    domain_id: int | None,
    about: tuple[str, int | None],
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write what an actor did to `about`, a kind of object and its id."""
    kind, number = about
    connection.execute(
        audit_events.insert().values(
            domain_id=domain_id,
            at=now(),
            actor=actor.name,
            action=action,
            object_kind=kind,
            object_id=number,
            before=before,
            after=after,
        )
    )


def events(
    connection: Connection,
    domain_id: int,
    *,
    before_id: int | None = None,
    about: tuple[str, int] | None = None,
    kind: str | None = None,
    actor: str | None = None,
    most: int = 100,
) -> list[AuditEvent]:
    """Return the newest events of a domain, those before an id when one is given."""
    query = sa.select(audit_events).where(audit_events.c.domain_id == domain_id)
    if before_id is not None:
        query = query.where(audit_events.c.id < before_id)
    if about is not None:
        kind, number = about
        query = query.where(audit_events.c.object_id == number)
    if kind is not None:
        query = query.where(audit_events.c.object_kind == kind)
    if actor is not None:
        query = query.where(audit_events.c.actor.icontains(actor, autoescape=True))
    rows = connection.execute(query.order_by(audit_events.c.id.desc()).limit(most)).mappings()
    wanted = AuditEvent.__slots__
    return [AuditEvent(**{name: row[name] for name in wanted}) for row in rows]
