"""The queue of work in the catalogue: nothing that was asked for is lost, whoever is killed.

A job belongs to who claimed it as long as the lease lasts; then anybody may claim it again. Only
its owner may finish it. A job that is done is gone from the queue.
"""

from __future__ import annotations

import os
import secrets
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from siekit.workspace.tables import jobs

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from siekit.workspace.catalogue import Catalogue

LEASE_SECONDS = 30.0
"""How long a job is left to an owner of whom nothing is heard."""

MOST_ATTEMPTS = 10
"""How often a job is tried whose owner died or failed, before somebody is told instead."""

LONGEST_PAUSE = 60.0
WRONG_CLOCK = 3600.0
"""A time so many seconds ahead was written by a clock that was wrong: nothing waits as long."""

_TRIES = 5

_call = threading.Condition()


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work: `kind` says which, `arg` about what; `attempts` counts this one too."""

    id: int
    kind: str
    arg: str
    attempts: int
    owner: str


def new_owner() -> str:
    """Return a name for somebody who does jobs, by which can be told whether they live."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(6)}"


def enqueue(connection: Connection, kind: str, arg: str | int) -> None:
    """Ask for a job in the caller's transaction; one that waits already is enough.

    One that is running may have looked before this transaction's changes, so it runs once more.
    """
    asked = (jobs.c.kind == kind) & (jobs.c.arg == str(arg))
    is_open = jobs.c.state.in_(("queued", "running"))
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    for _ in range(_TRIES):
        # The row stays locked until the caller commits, so nobody claims or finishes it before.
        again = jobs.update().where(asked, is_open).values(again=jobs.c.state == "running")
        if connection.execute(again).rowcount:
            return
        new = insert(jobs).values(kind=kind, arg=str(arg)).on_conflict_do_nothing()
        if connection.execute(new.returning(jobs.c.id)).first():
            return


def call() -> None:
    """Wake the workers of this process; to be called after the transaction that enqueued."""
    with _call:
        _call.notify_all()


def wait_for_call(seconds: float) -> None:
    """Return when somebody called, or after so long."""
    with _call:
        _call.wait(seconds)


def claim(
    catalogue: Catalogue,
    owner: str,
    *,
    only: tuple[str, str | int] | None = None,
    newest: bool = False,
    lease: float = LEASE_SECONDS,
) -> Job | None:
    """Take a job that nobody has: a sync if one waits, else the oldest, or the `newest`.

    `only` takes the one of a kind and argument.
    """
    now = time.time()
    until = sa.func.coalesce(jobs.c.lease_until, 0.0)
    wrong = until > now + WRONG_CLOCK
    free = (jobs.c.state == "queued") & ((until <= now) | wrong)
    left = (jobs.c.state == "running") & ((jobs.c.lease_until < now) | wrong)
    pick = sa.select(jobs.c.id).where(free | left)
    if only is not None:
        pick = pick.where(jobs.c.kind == only[0], jobs.c.arg == str(only[1]))
    pick = pick.order_by(jobs.c.id.desc() if newest else jobs.c.id).limit(1)
    with catalogue.read() as connection:  # an idle worker does not hinder those who write
        if connection.execute(pick).first() is None:
            return None
        sync = connection.execute(pick.where(jobs.c.kind == "sync")).scalar()
    if sync is not None:
        pick = pick.where(jobs.c.id == sync)
    if catalogue.dialect == "postgresql":
        pick = pick.with_for_update(skip_locked=True)
    with catalogue.write() as connection:
        row = connection.execute(
            jobs.update()
            .where(jobs.c.id == pick.scalar_subquery())
            .values(
                state="running",
                owner=owner,
                lease_until=now + lease,
                attempts=jobs.c.attempts + 1,
                again=False,
            )
            .returning(jobs.c.id, jobs.c.kind, jobs.c.arg, jobs.c.attempts)
        ).first()
    return None if row is None else Job(row.id, row.kind, row.arg, row.attempts, owner)


def extend(catalogue: Catalogue, job: Job, lease: float = LEASE_SECONDS) -> bool:
    """Say that the owner lives; False when the job is somebody else's now."""
    with catalogue.write() as connection:
        return _mine(connection, job, lease_until=time.time() + lease)


def finish(catalogue: Catalogue, job: Job) -> bool:
    """Say that a job is done; it waits again if that was asked for meanwhile."""
    with catalogue.write() as connection:
        done = jobs.delete().where(*_is_mine(job), jobs.c.again.is_(sa.false()))
        if connection.execute(done).rowcount:
            return True
        return _mine(
            connection, job, state="queued", again=False, attempts=0, owner=None, lease_until=None
        )


def give_back(catalogue: Catalogue, job: Job, error: str, *, counts: bool) -> bool:
    """Let a job wait and be tried again; `counts` tells whether this was one of its attempts."""
    pause = min(LONGEST_PAUSE, 0.5 * 2 ** min(job.attempts, 8))
    with catalogue.write() as connection:
        return _mine(
            connection,
            job,
            state="queued",
            owner=None,
            lease_until=time.time() + pause,
            error=error[:1000],
            attempts=jobs.c.attempts if counts else jobs.c.attempts - 1,
        )


def give_up(catalogue: Catalogue, job: Job, error: str) -> bool:
    """Let a job rest for good; it stays in the queue's table as failed."""
    with catalogue.write() as connection:
        return _mine(connection, job, state="failed", owner=None, error=error[:1000])


def is_open(catalogue: Catalogue, kind: str, arg: str | int) -> bool:
    """Tell whether a job waits or runs."""
    asked = (jobs.c.kind == kind, jobs.c.arg == str(arg))
    query = sa.select(jobs.c.id).where(*asked, jobs.c.state.in_(("queued", "running")))
    with catalogue.read() as connection:
        return connection.execute(query).first() is not None


def take_from_dead(catalogue: Catalogue) -> int:
    """Free the jobs of processes of this machine that are no more; return how many."""
    query = sa.select(jobs.c.id, jobs.c.owner).where(jobs.c.state == "running")
    with catalogue.read() as connection:
        dead = [(number, owner) for number, owner in connection.execute(query) if _is_dead(owner)]
    if not dead:
        return 0
    freed = 0
    with catalogue.write() as connection:
        for number, owner in dead:
            mine = (jobs.c.id == number, jobs.c.owner == owner, jobs.c.state == "running")
            free = jobs.update().where(*mine).values(state="queued", owner=None, lease_until=None)
            freed += connection.execute(free).rowcount
    return freed


def _is_dead(owner: str | None) -> bool:
    host, _, rest = (owner or "").rpartition(":")[0].rpartition(":")
    if host != socket.gethostname() or not rest.isdecimal():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _is_mine(job: Job) -> tuple[sa.ColumnElement[bool], ...]:
    return (jobs.c.id == job.id, jobs.c.owner == job.owner, jobs.c.state == "running")


def _mine(connection: Connection, job: Job, **values: object) -> bool:
    changed = connection.execute(jobs.update().where(*_is_mine(job)).values(**values))
    return changed.rowcount == 1
