"""Syncs: a new snapshot of what is active, beside the old one, and then in its place.

A sync writes what changed since the last one and nothing else. Until the last step, which is one
transaction, reports read the old snapshot; a sync that fails leaves it where it is.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.exceptions import SiekitError
from siekit.workspace.actors import Actor, Role
from siekit.workspace.audit import note, now
from siekit.workspace.failure_notices import of_sync, tell
from siekit.workspace.foreign_words import in_swedish
from siekit.workspace.jobs import call, enqueue
from siekit.workspace.lookup import find_sync, find_syncs
from siekit.workspace.notices import notices_of, write_notices
from siekit.workspace.preparing import entry, prepare
from siekit.workspace.publishing import changes, publish
from siekit.workspace.refusals import Refusal
from siekit.workspace.rule_versions import waiting
from siekit.workspace.tables import OPEN_SYNC, jobs, sync_runs

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from siekit.workspace.installation import Installation
    from siekit.workspace.model import SyncRun
    from siekit.workspace.workspace import Workspace

JOB = "sync"
OPEN = ("queued", "running")

LONGEST_REASON = 300

ATTEMPTS = 50
"""How often what is to be published is made ready anew because it changed meanwhile."""

LOG = logging.getLogger(__name__)


def request_sync(ws: Workspace, *, by: str | None = None) -> SyncRun:
    """Ask for a sync; a worker does it. `by` is who asked, where it is not the actor.

    Raises `already_syncing` while one is open.
    """
    ws.actor.require(Role.ADMIN)
    try:
        with ws.catalogue.write() as connection:
            made = connection.execute(
                sync_runs.insert().values(
                    domain_id=ws.domain_id,
                    requested_by=by or ws.actor.name,
                    requested_at=now(),
                    status="queued",
                    log=[],
                )
            ).inserted_primary_key
            number = int(made[0]) if made else 0
            note(
                connection,
                ws.actor,
                "sync.requested",
                domain_id=ws.domain_id,
                about=("sync", number),
            )
            enqueue(connection, JOB, number)
            asked = find_sync(connection, ws.domain_id, number)
    except sa.exc.IntegrityError as error:
        # PostgreSQL names the index, SQLite its columns.
        if not any(one in str(error.orig) for one in ("one_open_sync", "sync_runs.domain_id")):
            raise
        raise Refusal("already_syncing") from None
    call()
    return asked


def sync(ws: Workspace) -> SyncRun:
    """Ask for a sync and do it here and now; one that is open already is done with.

    So what a killed process began is taken up again. The sync that is returned may have failed.
    """
    ws.actor.require(Role.ADMIN)
    with ws.catalogue.read() as connection:
        opened = find_syncs(connection, ws.domain_id, OPEN_SYNC, most=1)
    asked = opened[0] if opened else request_sync(ws)
    return run_sync(ws.installation, asked.id)


def run_sync(installation: Installation, sync_id: int) -> SyncRun:
    """Do a sync that was asked for, and return what became of it.

    Doing it twice, also at once, does no harm: it is published once. What goes wrong is kept with
    the sync; the snapshot before stays.
    """
    run = _begun(installation, sync_id)
    if run.status not in OPEN:
        return run
    actor = Actor(run.requested_by, Role.ADMIN)
    try:
        return _published_at_last(installation, run, actor)
    except SiekitError as error:
        return _failed(installation, run, actor, _refusal(error))
    except Exception as error:
        LOG.exception("sync %s failed", sync_id)
        reason = _reason(error)
        reason_sv = f"ett oväntat fel, ”{reason}”"
        refusal = Refusal("sync_failed", reason=reason, reason_sv=reason_sv)
        return _failed(installation, run, actor, refusal)


def give_up(installation: Installation, sync_id: int) -> SyncRun:
    """End a sync as failed that was tried as often as makes sense, so that another can be."""
    run = _begun(installation, sync_id)
    refusal = Refusal(
        "sync_failed",
        reason="its process ended each time it was tried",
        reason_sv="processen avslutades varje gång den prövades",
    )
    return _failed(installation, run, Actor(run.requested_by, Role.ADMIN), refusal)


def _begun(installation: Installation, sync_id: int) -> SyncRun:
    """Return the sync, running now unless it was over already."""
    with installation.catalogue.write() as connection:
        found = connection.execute(
            sa.select(sync_runs.c.domain_id).where(sync_runs.c.id == sync_id)
        ).scalar()
        run = find_sync(connection, int(found or 0), sync_id)
        if run.status == "queued":
            connection.execute(
                sync_runs.update()
                .where(sync_runs.c.id == sync_id, sync_runs.c.status == "queued")
                .values(status="running", started_at=now())
            )
        return find_sync(connection, run.domain_id, sync_id)


def _published_at_last(installation: Installation, run: SyncRun, actor: Actor) -> SyncRun:
    for _ in range(ATTEMPTS):
        done = _published(installation, run, actor)
        if done is not None:
            return done
    raise Refusal("stale")


def _published(installation: Installation, run: SyncRun, actor: Actor) -> SyncRun | None:
    """Make ready what is new and publish it; None when what is active changed meanwhile."""
    with installation.catalogue.read() as connection:
        seen = changes(connection, run.domain_id)
    log = prepare(installation, seen)
    with installation.catalogue.read() as connection:
        told = notices_of(connection, installation.tables, seen)
    with installation.catalogue.write() as connection:
        if not _is_open(connection, run):
            return find_sync(connection, run.domain_id, run.id)
        found = changes(connection, run.domain_id, lock=True)
        if found.ids != seen.ids:
            return None
        rules = len(waiting(connection, run.domain_id))
        snapshot_id = publish(connection, run, found, installation.targets)
        write_notices(connection, run.domain_id, told)
        if rules:
            log.append(entry("rules_taken", count=rules))
        log.append(entry("published", added=len(found.added), removed=len(found.removed)))
        _end(connection, run, status="done", snapshot_id=snapshot_id, log=log)
        note(
            connection,
            actor,
            "sync.done",
            domain_id=run.domain_id,
            about=("sync", run.id),
            after={"snapshot": snapshot_id, "added": found.ids[0], "removed": found.ids[1]},
        )
        return find_sync(connection, run.domain_id, run.id)


def _is_open(connection: Connection, run: SyncRun) -> bool:
    """Tell whether the sync is still to be done; others that do it wait until we are done."""
    status = connection.execute(
        sa.select(sync_runs.c.status).where(sync_runs.c.id == run.id).with_for_update()
    ).scalar()
    return status in OPEN


def _end(
    connection: Connection,
    run: SyncRun,
    **values: Any,  # noqa: ANN401, columns of any type
) -> None:
    connection.execute(
        sync_runs.update().where(sync_runs.c.id == run.id).values(finished_at=now(), **values)
    )
    # A worker that holds the job ends it itself.
    connection.execute(
        jobs.delete().where(jobs.c.kind == JOB, jobs.c.arg == str(run.id), jobs.c.state == "queued")
    )


def _failed(installation: Installation, run: SyncRun, actor: Actor, refusal: Refusal) -> SyncRun:
    with installation.catalogue.write() as connection:
        if _is_open(connection, run):
            _end(connection, run, status="failed", refusal=refusal.as_json())
            tell(connection, run.domain_id, [of_sync(run, refusal)])
            note(
                connection,
                actor,
                "sync.failed",
                domain_id=run.domain_id,
                about=("sync", run.id),
                after={"code": refusal.code, "refusal": refusal.as_json()},
            )
        return find_sync(connection, run.domain_id, run.id)


def _reason(error: Exception) -> str:
    """Return what went wrong in one line, without the query that SQLAlchemy adds."""
    told = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {told[:LONGEST_REASON]}"


def _refusal(error: SiekitError) -> Refusal:
    if isinstance(error, Refusal):
        return error
    return Refusal("sync_failed", reason=str(error), reason_sv=in_swedish(error))
