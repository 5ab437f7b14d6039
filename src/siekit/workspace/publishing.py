"""Publish: make a snapshot that has what is active, writing what changed only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from siekit.workspace.audit import now
from siekit.workspace.lookup import find_uploads
from siekit.workspace.rule_versions import take
from siekit.workspace.tables import (
    PENDING,
    integrations,
    snapshot_members,
    snapshots,
    uploads,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy.engine import Connection

    from siekit.workspace.faults import Fault
    from siekit.workspace.model import SyncRun, Upload


@dataclass(frozen=True, slots=True)
class Changes:
    """What the next snapshot of a domain has that the newest one has not, and the other way."""

    domain_id: int
    added: tuple[Upload, ...]
    removed: tuple[Upload, ...]

    @property
    def ids(self) -> tuple[list[int], list[int]]:
        """The ids of what comes and of what goes."""
        return [one.id for one in self.added], [one.id for one in self.removed]


class SnapshotTarget(Protocol):
    """Another place in which readers see a snapshot, such as rows in PostgreSQL."""

    def prepare(self, changes: Changes) -> None:
        """Put what is new beside what is shown, which stays as it is; may be done again."""

    def publish(self, connection: Connection, snapshot_id: int, changes: Changes) -> None:
        """Show it, in the transaction that makes the snapshot the newest."""

    def erase(self, connection: Connection, upload_id: int) -> None:
        """Take out what there is of an upload that is erased."""

    def show_anew(self, upload_id: int) -> None:
        """Put what is shown of an upload anew, in one transaction, if it is in the reports."""

    def lacking(self) -> list[Fault]:
        """Tell what there should be for all uploads and is not."""

    def differing(self, *, without: Collection[int], deep: bool) -> list[Fault]:
        """Tell what is shown otherwise than the tables have it, except of uploads `without`.

        Rows and sums are counted; `deep` compares every value. Nothing while something is lacking.
        """

    def mend(self, fault: Fault) -> None:
        """Mend what one of these told."""


def changes(connection: Connection, domain_id: int, *, lock: bool = False) -> Changes:
    """Return what a sync would change now; with `lock` nobody else can change it meanwhile."""
    where = [PENDING]
    if lock and connection.dialect.name == "postgresql":  # SQLite has one writer as it is
        where.append(uploads.c.integration_id == sa.any_(_locked(connection, domain_id)))
    found = find_uploads(connection, domain_id, *where, oldest_first=True, brief=True)
    return Changes(
        domain_id=domain_id,
        added=tuple(one for one in found if one.active),
        removed=tuple(one for one in found if not one.active),
    )


def _locked(connection: Connection, domain_id: int) -> sa.ColumnElement[list[int]]:
    """Lock the integrations with changes, in one order for all, and return their ids."""
    ids = sa.select(uploads.c.integration_id).where(uploads.c.domain_id == domain_id, PENDING)
    taken = connection.execute(
        sa.select(integrations.c.id)
        .where(integrations.c.id.in_(ids))
        .order_by(integrations.c.id)
        .with_for_update(key_share=True)
    ).scalars()
    return sa.literal(list(taken), postgresql.ARRAY(sa.Integer))


def publish(
    connection: Connection, run: SyncRun, found: Changes, targets: Iterable[SnapshotTarget] = ()
) -> int:
    """Make the snapshot and return its id; it is the newest when the transaction stands."""
    number = _snapshot(connection, run, found)
    come, gone = found.ids
    if gone:
        member = snapshot_members.c
        connection.execute(
            snapshot_members.update()
            .where(member.upload_id == sa.bindparam("upload"), member.until_snapshot.is_(None))
            .values(until_snapshot=number),
            [{"upload": one} for one in gone],
        )
    if come:
        connection.execute(
            snapshot_members.insert(),
            [
                {"domain_id": run.domain_id, "upload_id": one, "from_snapshot": number}
                for one in come
            ],
        )
    take(connection, run.domain_id, number)
    _mark(connection, gone, published=False)
    _mark(connection, come, published=True)
    for target in targets:
        target.publish(connection, number, found)
    return number


def _snapshot(connection: Connection, run: SyncRun, found: Changes) -> int:
    before = connection.execute(
        sa.select(snapshots.c.members)
        .where(snapshots.c.domain_id == run.domain_id)
        .order_by(snapshots.c.id.desc())
        .limit(1)
    ).scalar()
    made = connection.execute(
        snapshots.insert().values(
            domain_id=run.domain_id,
            sync_run_id=run.id,
            built_at=now(),
            members=(before or 0) + len(found.added) - len(found.removed),
        )
    ).inserted_primary_key
    return int(made[0]) if made else 0


def _mark(connection: Connection, ids: Sequence[int], *, published: bool) -> None:
    if ids:
        connection.execute(
            uploads.update()
            .where(uploads.c.id == sa.bindparam("upload"))
            .values(published=published),
            [{"upload": one} for one in ids],
        )
