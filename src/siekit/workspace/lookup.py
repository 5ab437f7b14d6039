"""Rows of the catalogue as the values that a workspace tells."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.workspace.model import Domain, Integration, Snapshot, SyncRun, Upload
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.tables import (
    domains,
    integrations,
    snapshot_members,
    snapshots,
    sync_runs,
    uploads,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection, RowMapping
    from sqlalchemy.sql.elements import ColumnElement

_OF_UPLOADS = {field.name for field in fields(Upload)} & set(uploads.c.keys())
_LONG = frozenset({"preview", "checks"})
_OF_INTEGRATIONS = [field.name for field in fields(Integration)]
_OF_SYNCS = [field.name for field in fields(SyncRun)]
_OF_DOMAINS = [field.name for field in fields(Domain)]


def find_uploads(
    connection: Connection,
    domain_id: int,
    *where: ColumnElement[bool],
    most: int | None = None,
    oldest_first: bool = False,
    brief: bool = False,
) -> list[Upload]:
    """Return uploads of a domain, the newest first unless asked otherwise.

    `brief` leaves out what is long: preview and checks are then as if there were none.
    """
    order = uploads.c.id if oldest_first else uploads.c.id.desc()
    columns = [one for one in uploads.c if not (brief and one.name in _LONG)]
    query = (
        sa.select(*columns, integrations.c.name.label("integration"))
        .select_from(uploads.outerjoin(integrations))
        .where(uploads.c.domain_id == domain_id, *where)
        .order_by(order)
        .limit(most)
    )
    return [_upload(row) for row in connection.execute(query).mappings()]


def waits(connection: Connection, domain_id: int) -> ColumnElement[bool]:
    """Return what is true of uploads that wait to be linked, or can be activated."""
    roles = activatable_roles(connection, domain_id)
    ready = sa.and_(uploads.c.state == State.READY.value, uploads.c.role.in_(roles))
    return sa.or_(uploads.c.state == State.PREVIEWED.value, ready)


def find_upload(connection: Connection, domain_id: int, upload_id: int) -> Upload:
    """Return the upload; `not_found` also for one of another domain."""
    found = find_uploads(connection, domain_id, uploads.c.id == upload_id)
    if not found:
        raise Refusal("not_found", what="upload", what_sv="uppladdning", id=upload_id)
    return found[0]


def find_integrations(
    connection: Connection, domain_id: int, *where: ColumnElement[bool]
) -> list[Integration]:
    """Return the integrations of a domain by name."""
    query = (
        sa.select(integrations)
        .where(integrations.c.domain_id == domain_id, *where)
        .order_by(integrations.c.name, integrations.c.id)
    )
    rows = connection.execute(query).mappings()
    return [Integration(**{name: row[name] for name in _OF_INTEGRATIONS}) for row in rows]


def find_integration(connection: Connection, domain_id: int, integration_id: int) -> Integration:
    """Return the integration; `not_found` also for one of another domain."""
    found = find_integrations(connection, domain_id, integrations.c.id == integration_id)
    if not found:
        raise Refusal("not_found", what="integration", what_sv="koppling", id=integration_id)
    return found[0]


def find_domain(connection: Connection, domain_id: int) -> Domain:
    """Return the domain; `not_found` when there is none."""
    query = sa.select(domains).where(domains.c.id == domain_id)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise Refusal("not_found", what="company domain", what_sv="företagsdomän", id=domain_id)
    return _domain(row)


def activatable_roles(connection: Connection, domain_id: int) -> tuple[str, ...]:
    """Return the roles of uploads that can be activated: single vouchers only where allowed."""
    allowed = find_domain(connection, domain_id).entries_allowed
    return ("ledger", "entries") if allowed else ("ledger",)


def all_domains(connection: Connection) -> list[Domain]:
    """Return every domain by name."""
    rows = connection.execute(sa.select(domains).order_by(domains.c.name)).mappings()
    return [_domain(row) for row in rows]


def find_syncs(
    connection: Connection, domain_id: int, *where: ColumnElement[bool], most: int | None = None
) -> list[SyncRun]:
    """Return the syncs of a domain, the newest first."""
    query = (
        sa.select(sync_runs)
        .where(sync_runs.c.domain_id == domain_id, *where)
        .order_by(sync_runs.c.id.desc())
        .limit(most)
    )
    return [_sync(row) for row in connection.execute(query).mappings()]


def find_sync(connection: Connection, domain_id: int, sync_id: int) -> SyncRun:
    """Return the sync; `not_found` also for one of another domain."""
    found = find_syncs(connection, domain_id, sync_runs.c.id == sync_id)
    if not found:
        raise Refusal("not_found", what="sync", what_sv="synkronisering", id=sync_id)
    return found[0]


def find_snapshot(
    connection: Connection, domain_id: int, snapshot_id: int | None = None
) -> Snapshot | None:
    """Return the newest snapshot, None before the first; or the one asked for, else `not_found`."""
    query = sa.select(snapshots).where(snapshots.c.domain_id == domain_id)
    if snapshot_id is not None:
        query = query.where(snapshots.c.id == snapshot_id)
    row = connection.execute(query.order_by(snapshots.c.id.desc()).limit(1)).mappings().first()
    if row is None:
        if snapshot_id is None:
            return None
        raise Refusal("not_found", what="snapshot", what_sv="ögonblicksbild", id=snapshot_id)
    ids = members_of(connection, domain_id, row["id"])
    return Snapshot(id=row["id"], domain_id=domain_id, built_at=row["built_at"], uploads=tuple(ids))


def find_snapshots(
    connection: Connection, domain_id: int, *where: ColumnElement[bool], most: int | None = None
) -> list[Snapshot]:
    """Return the snapshots of a domain, the newest first."""
    query = (
        sa.select(snapshots)
        .where(snapshots.c.domain_id == domain_id, *where)
        .order_by(snapshots.c.id.desc())
        .limit(most)
    )
    return [
        Snapshot(
            id=row["id"],
            domain_id=domain_id,
            built_at=row["built_at"],
            uploads=tuple(members_of(connection, domain_id, row["id"])),
        )
        for row in connection.execute(query).mappings().all()
    ]


def members_of(connection: Connection, domain_id: int, snapshot_id: int) -> Sequence[int]:
    """Return the ids of the uploads in a snapshot."""
    member = snapshot_members.c
    query = sa.select(member.upload_id).where(
        member.domain_id == domain_id,
        member.from_snapshot <= snapshot_id,
        sa.or_(member.until_snapshot.is_(None), member.until_snapshot > snapshot_id),
    )
    return connection.execute(query.order_by(member.upload_id)).scalars().all()


def _upload(row: RowMapping) -> Upload:
    values: dict[str, Any] = {name: row.get(name) for name in _OF_UPLOADS}
    values["state"] = State(values["state"])
    values["checks"] = tuple(values["checks"] or ())
    return Upload(**values, integration=row["integration"], in_reports=row["published"])


def _sync(row: RowMapping) -> SyncRun:
    values = {name: row[name] for name in _OF_SYNCS}
    return SyncRun(**values | {"log": tuple(values["log"] or ())})


def _domain(row: RowMapping) -> Domain:
    return Domain(**{name: row[name] for name in _OF_DOMAINS})
