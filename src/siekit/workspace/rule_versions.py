"""What people say of companies in common, kept in versions: mappings of accounts, eliminations.

The newest version is what was said last. A sync takes it into its snapshot, and it stays as it is
from then on; what a report says does so not change between two syncs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.workspace.audit import now
from siekit.workspace.tables import group_rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.engine import Connection, RowMapping
    from sqlalchemy.sql.elements import ColumnElement

    from siekit.workspace.actors import Actor
    from siekit.workspace.model import Snapshot


@dataclass(frozen=True, slots=True)
class Kept:
    """One version: of an integration's mapping, or of the domain's eliminations.

    `waits` until a sync takes it.
    """

    id: int
    integration_id: int | None
    version: int
    content: Mapping[str, Any]
    actor: str
    at: datetime
    waits: bool


def newest(connection: Connection, domain_id: int, integration_id: int | None) -> Kept | None:
    """Return what was said last of an integration, or with None of the domain."""
    found = _current(connection, domain_id, integration_id)
    return found[-1] if found else None


def all_newest(connection: Connection, domain_id: int) -> list[Kept]:
    """Return what was said last of each integration, and of the domain."""
    rule = group_rules.c
    found = _find(connection, domain_id, rule.until_snapshot.is_(None))
    return list({one.integration_id: one for one in found}.values())


def of_snapshot(connection: Connection, snapshot: Snapshot) -> list[Kept]:
    """Return what a snapshot has of each integration, and of the domain."""
    rule = group_rules.c
    return _find(
        connection,
        snapshot.domain_id,
        rule.from_snapshot <= snapshot.id,
        sa.or_(rule.until_snapshot.is_(None), rule.until_snapshot > snapshot.id),
    )


def waiting(connection: Connection, domain_id: int) -> list[Kept]:
    """Return what the next sync takes."""
    return _find(connection, domain_id, group_rules.c.from_snapshot.is_(None))


def keep(
    connection: Connection,
    actor: Actor,
    domain_id: int,
    integration_id: int | None,
    content: Mapping[str, Any],
    *,
    is_what_was: bool,
) -> None:
    """Keep what was said. One writer of a domain at a time may do so; a sync may come between.

    `is_what_was` tells that it is what the newest snapshot has, so that nothing waits any more.
    """
    rule = group_rules.c
    found = _current(connection, domain_id, integration_id)
    waits = next((one for one in found if one.waits), None)
    if waits is not None:
        # Not where a sync took it this moment: what a snapshot has does not change.
        still = (rule.id == waits.id, rule.domain_id == domain_id, rule.from_snapshot.is_(None))
        if is_what_was:
            changed = connection.execute(group_rules.delete().where(*still))
        else:
            values = {"content": dict(content), "actor": actor.name, "at": now()}
            changed = connection.execute(group_rules.update().where(*still).values(**values))
        if changed.rowcount:
            return
    elif is_what_was:
        return
    connection.execute(
        group_rules.insert().values(
            domain_id=domain_id,
            integration_id=integration_id,
            version=max((one.version for one in found), default=0) + 1,
            content=dict(content),
            actor=actor.name,
            at=now(),
        )
    )


def taken(connection: Connection, domain_id: int, integration_id: int | None) -> Kept | None:
    """Return what the newest snapshot has of an integration, or of the domain."""
    found = [one for one in _current(connection, domain_id, integration_id) if not one.waits]
    return found[-1] if found else None


def take(connection: Connection, domain_id: int, snapshot_id: int) -> int:
    """Let a snapshot that is made have what waits, and return how much that is."""
    rule = group_rules.c
    query = sa.select(rule.id, rule.integration_id).where(
        rule.domain_id == domain_id, rule.from_snapshot.is_(None)
    )
    found = connection.execute(query.order_by(rule.id).with_for_update()).all()
    for number, integration_id in found:
        connection.execute(
            group_rules.update()
            .where(
                rule.domain_id == domain_id,
                rule.integration_id.is_not_distinct_from(integration_id),
                rule.from_snapshot.is_not(None),
                rule.until_snapshot.is_(None),
            )
            .values(until_snapshot=snapshot_id)
        )
        connection.execute(
            group_rules.update()
            .where(rule.id == number, rule.domain_id == domain_id)
            .values(from_snapshot=snapshot_id)
        )
    return len(found)


def _current(connection: Connection, domain_id: int, integration_id: int | None) -> list[Kept]:
    """Return what the newest snapshot has, and what waits; the one that was said last is last."""
    rule = group_rules.c
    return _find(
        connection,
        domain_id,
        rule.integration_id.is_not_distinct_from(integration_id),
        rule.until_snapshot.is_(None),
    )


def _find(connection: Connection, domain_id: int, *where: ColumnElement[bool]) -> list[Kept]:
    """Return versions of a domain, the oldest first."""
    rule = group_rules.c
    query = sa.select(group_rules).where(rule.domain_id == domain_id, *where).order_by(rule.id)
    return [_kept(row) for row in connection.execute(query).mappings()]


def _kept(row: RowMapping) -> Kept:
    own = ("id", "integration_id", "version", "content", "actor", "at")
    return Kept(**{name: row[name] for name in own}, waits=row["from_snapshot"] is None)
