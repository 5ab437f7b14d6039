"""The clock: a sync a day in Stockholm's time, and the nightly clearing, once each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from siekit.workspace import schedule
from siekit.workspace.actors import Actor, Role
from siekit.workspace.tables import domains, jobs, sync_runs
from siekit.workspace.worker import Worker

if TYPE_CHECKING:
    from tests.servers.databases import Backend


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-01-15T05:29", "2026-01-14T05:30"),
        ("2026-01-15T05:30", "2026-01-15T05:30"),
        ("2026-07-15T04:29", "2026-07-14T04:30"),
        ("2026-07-15T04:31", "2026-07-15T04:30"),
        ("2026-03-29T12:00", "2026-03-29T04:30"),
        ("2026-10-25T12:00", "2026-10-25T05:30"),
    ],
)
def test_the_time_is_that_of_stockholm(moment: str, due: str) -> None:
    """Half past six is another time in UTC in summer than in winter."""
    found = schedule.last_due("06:30", datetime.fromisoformat(moment).replace(tzinfo=UTC))
    assert found == datetime.fromisoformat(due).replace(tzinfo=UTC)


@pytest.mark.parametrize("clock", ["02:30", "00:00", "23:59"])
def test_no_day_is_without_its_time(clock: str) -> None:
    """Also on the nights when the clocks change, each day has one sync and not two."""
    for start in ("2026-03-27", "2026-10-23"):
        moment = datetime.fromisoformat(start).replace(tzinfo=UTC)
        found = {schedule.last_due(clock, moment + timedelta(minutes=5 * n)) for n in range(1440)}
        assert len({one.date() for one in found}) in (5, 6)
        assert len(found) in (5, 6)


def test_a_domain_is_synced_once_a_day(backend: Backend) -> None:
    """What is due is asked for once; a day later again; without a time never."""
    installation = backend.open()
    workspace = installation.only_workspace(Actor("anna", Role.ADMIN))
    moment = datetime.now(UTC)
    schedule.ask_for_what_is_due(installation, moment)
    assert workspace.syncs() == []
    with installation.catalogue.write() as connection:
        connection.execute(domains.update().values(sync_at="06:30"))
    for _ in range(3):
        schedule.ask_for_what_is_due(installation, moment)
        Worker(installation).run_until_idle()
    (run,) = workspace.syncs()
    assert (run.requested_by, run.status) == (schedule.SCHEDULE, "done")
    # Two hours more than a day: half past six may be now, and a night an hour longer.
    schedule.ask_for_what_is_due(installation, moment + timedelta(hours=26))
    assert len(workspace.syncs()) == 2
    installation.close()


def test_the_clearing_is_asked_for_once_a_night(backend: Backend) -> None:
    """However many workers look, one night has one clearing of each domain."""
    installation = backend.open()
    installation.only_workspace(Actor("anna", Role.ADMIN))
    moment = datetime(2026, 11, 24, 12, tzinfo=UTC)
    query = sa.select(sa.func.count()).where(jobs.c.kind == "retention")
    for days, wanted in ((0, 1), (0, 0), (1, 1), (1, 0)):
        schedule.ask_for_what_is_due(installation, moment + timedelta(days=days))
        with installation.catalogue.write() as connection:
            assert connection.execute(query).scalar() == wanted
            connection.execute(jobs.delete())
    installation.close()


def test_a_new_time_is_kept_from_its_next_moment_on(backend: Backend) -> None:
    """Whoever chooses half past six in the afternoon does not change the reports at once."""
    installation = backend.open()
    workspace = installation.only_workspace(Actor("anna", Role.ADMIN))
    moment = datetime.now(UTC)
    clock = f"{(moment - timedelta(hours=2)).astimezone(schedule.ZONE):%H:%M}"
    workspace.change_settings(sync_at=clock)
    workspace.change_settings(rejected_kept_days=7)
    schedule.ask_for_what_is_due(installation, moment)
    assert workspace.syncs() == []
    schedule.ask_for_what_is_due(installation, moment + timedelta(days=1))
    assert [one.requested_by for one in workspace.syncs()] == [schedule.SCHEDULE]
    installation.close()


def test_a_clock_that_was_wrong_stops_no_schedule(backend: Backend) -> None:
    """What was done on a day that only a wrong clock knew does not count for the right ones."""
    installation = backend.open()
    workspace = installation.only_workspace(Actor("anna", Role.ADMIN))
    with installation.catalogue.write() as connection:
        connection.execute(domains.update().values(sync_at="06:30"))
    workspace.sync()
    moment = datetime.now(UTC)
    ahead = moment + timedelta(days=3650)
    schedule.ask_for_what_is_due(installation, ahead)
    with installation.catalogue.write() as connection:
        connection.execute(sync_runs.update().values(requested_at=ahead, status="done"))
        connection.execute(jobs.delete())
    schedule.ask_for_what_is_due(installation, moment)
    assert workspace.syncs()[0].status == "queued"
    with installation.catalogue.read() as connection:
        kinds = connection.execute(sa.select(jobs.c.kind).order_by(jobs.c.kind)).scalars().all()
    assert kinds == ["retention", "sync"]
    installation.close()
