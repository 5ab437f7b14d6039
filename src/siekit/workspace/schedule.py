"""What the clock asks for: a sync a day where a domain wants one, and the nightly clearing."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from siekit.workspace import jobs
from siekit.workspace.actors import Actor, Role
from siekit.workspace.audit import now
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import audit_events, settings, sync_runs

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from siekit.workspace.installation import Installation

ZONE = ZoneInfo("Europe/Stockholm")
SCHEDULE = "schedule"
"""Who asked for a sync, in its list, when it was the clock."""

CLEARING_AT = time(3, 15)
WRONG_CLOCK = timedelta(hours=1)
"""What is so far in the future was written by a clock that was wrong, and does not count."""

_CLEARED = "retention:{domain}"


def last_due(clock: str, moment: datetime) -> datetime:
    """Return when a time of day in Stockholm, such as 06:30, last was.

    On the night when an hour is left out, a time in it is the same time after the change.
    """
    hour, _, minute = clock.partition(":")
    return _last(time(int(hour), int(minute)), moment)


def ask_for_what_is_due(installation: Installation, moment: datetime | None = None) -> None:
    """Ask for the syncs and clearings whose time has come, once each.

    What was missed while nothing ran is asked for once, when something runs again.
    """
    at = moment or now()
    for domain in installation.domains():
        if domain.sync_at and _is_due(installation, domain.id, last_due(domain.sync_at, at), at):
            _ask_for_sync(installation, domain.id)
        _ask_for_clearing(installation, domain.id, _last(CLEARING_AT, at), at)


def _is_due(installation: Installation, domain_id: int, due: datetime, at: datetime) -> bool:
    """Tell whether nobody synced since then, and the time was chosen before."""
    query = sa.select(sync_runs.c.id).where(
        sync_runs.c.domain_id == domain_id,
        sync_runs.c.requested_at.between(due, at + WRONG_CLOCK),
        sa.or_(sync_runs.c.requested_by == SCHEDULE, sync_runs.c.status != "failed"),
    )
    with installation.catalogue.read() as connection:
        if connection.execute(query).first() is not None:
            return False
        return _chosen_before(connection, domain_id, due)


def _chosen_before(connection: Connection, domain_id: int, due: datetime) -> bool:
    """Tell whether a domain's time is older than a moment: a new one counts from its next on."""
    event = audit_events.c
    query = (
        sa.select(event.at, event.after)
        .where(event.domain_id == domain_id, event.action == "domain.settings")
        .order_by(event.id.desc())
    )
    for row in connection.execute(query):
        if "sync_at" in (row.after or {}):
            return bool(row.at <= due)
    return True


def _ask_for_sync(installation: Installation, domain_id: int) -> None:
    from siekit.workspace.syncing import request_sync

    actor = Actor(SCHEDULE, Role.ADMIN, via="schedule")
    try:
        request_sync(installation.workspace(domain_id, actor))
    except Refusal as refusal:
        if refusal.code != "already_syncing":
            raise


def _ask_for_clearing(
    installation: Installation, domain_id: int, due: datetime, at: datetime
) -> None:
    key, value = _CLEARED.format(domain=domain_id), due.isoformat()
    wrong = (at + WRONG_CLOCK).astimezone(UTC).isoformat()
    with installation.catalogue.write() as connection:
        kept = settings.c.key == key
        other = (settings.c.value < value) | (settings.c.value > wrong)
        later = settings.update().where(kept, other).values(value=value)
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        first = insert(settings).values(key=key, value=value).on_conflict_do_nothing()
        made = first.returning(settings.c.key)
        if connection.execute(later).rowcount == 1 or connection.execute(made).first():
            jobs.enqueue(connection, "retention", domain_id)


def _last(clock: time, moment: datetime) -> datetime:
    here = moment.astimezone(ZONE)
    due = datetime.combine(here.date(), clock, ZONE)
    if due.astimezone(UTC) > moment:
        due = datetime.combine(here.date() - timedelta(days=1), clock, ZONE)
    return due.astimezone(UTC)
