"""The tables of uploads made anew from their originals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.lookup import find_snapshot
from siekit.workspace.publishing import Changes
from siekit.workspace.states import PARSED, State
from siekit.workspace.tables import snapshot_members, uploads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy.engine import Connection

    from siekit.workspace.installation import Installation


def rebuild(
    installation: Installation,
    *,
    only: Iterable[int] | None = None,
    told: Callable[[int, int], None] | None = None,
) -> int:
    """Make the tables of all uploads that have some, or `only` of those; return how many.

    Reports read on meanwhile: each upload's tables are replaced in one step. `told` hears how many
    of how many are done. Raises `original_missing` where the bytes are gone.
    """
    with installation.catalogue.read() as connection:
        wanted = with_tables(connection) if only is None else sorted(only)
    for done, upload_id in enumerate(wanted, 1):
        rebuild_one(installation, upload_id)
        for target in installation.targets:
            target.show_anew(upload_id)
        if told:
            told(done, len(wanted))
    show_again(installation)
    return len(wanted)


def show_again(installation: Installation) -> None:
    """Let other places that show a snapshot, such as PostgreSQL's rows, have what they lack."""
    for domain in installation.domains() if installation.targets else ():
        with installation.catalogue.read() as connection:
            snapshot = find_snapshot(connection, domain.id)
        if snapshot is None:
            continue
        nothing = Changes(domain_id=domain.id, added=(), removed=())
        for target in installation.targets:
            target.prepare(nothing)
        with installation.catalogue.write() as connection:
            newest = find_snapshot(connection, domain.id)
            for target in installation.targets if newest == snapshot else ():
                target.publish(connection, snapshot.id, nothing)


def rebuild_one(installation: Installation, upload_id: int) -> None:
    """Make the tables and findings of one upload anew."""
    from siekit.workspace.parsing import tables_of
    from siekit.workspace.processing import find, forget_if_erased

    tables, findings = tables_of(installation, upload_id)
    installation.tables.write(upload_id, tables, findings)
    forget_if_erased(installation, find(installation, upload_id))


def with_tables(connection: Connection) -> list[int]:
    """Return the ids of the uploads that must have tables.

    They are those whose summary can be seen, and those that were deleted but are in an older
    snapshot, until they are erased.
    """
    of_a_snapshot = sa.exists().where(snapshot_members.c.upload_id == uploads.c.id)
    states = uploads.c.state.in_([state.value for state in PARSED])
    deleted = sa.and_(uploads.c.state == State.DISCARDED.value, of_a_snapshot)
    query = (
        sa.select(uploads.c.id)
        .where(sa.or_(states, deleted), uploads.c.erased_at.is_(None))
        .order_by(uploads.c.id)
    )
    return list(connection.execute(query).scalars())
