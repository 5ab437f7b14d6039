"""A sync publishes all of what is active or nothing, whatever goes wrong on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from siekit.workspace import publishing
from siekit.workspace.jobs import claim, new_owner
from siekit.workspace.refusals import Refusal
from siekit.workspace.syncing import give_up, run_sync
from siekit.workspace.tables import PENDING, jobs, snapshot_members, sync_runs, uploads
from siekit.workspace.worker import Worker
from tests.workspace.putting import new_workspace, put, put_integration

if TYPE_CHECKING:
    from siekit.workspace.installation import Installation


def test_a_sync_that_fails_midway_keeps_the_old_snapshot(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says why, and the next one goes through."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    first, second = put(ws, company), put(ws, company, sales=2)
    ws.activate(first)
    ws.sync()
    before = ws.snapshot()
    ws.activate(second)

    def full(*_: object, **__: object) -> None:
        message = "disk full"
        raise OSError(message)

    with monkeypatch.context() as broken:
        broken.setattr(publishing, "_mark", full)
        failed = ws.sync()
    assert failed.status == "failed"
    assert failed.refusal
    assert Refusal.from_json(dict(failed.refusal)).code == "sync_failed"
    assert "disk full" in Refusal.from_json(dict(failed.refusal)).text("sv")
    assert ws.snapshot() == before
    assert ws.log()[0].action == "sync.failed"
    done = ws.sync()
    assert done.status == "done"
    newest = ws.snapshot()
    assert newest
    assert newest.uploads == (second,)


def test_tables_that_are_lost_for_good_fail_the_sync(installation: Installation) -> None:
    """Nothing is published of an upload that nobody could read."""
    ws = new_workspace(installation)
    number = put(ws, put_integration(ws))
    ws.activate(number)
    ws.installation.tables.erase(number)
    ws.installation.originals.erase(ws.upload(number).sha256)
    failed = ws.sync()
    assert failed.status == "failed"
    assert failed.refusal
    assert failed.refusal["code"] == "original_missing"
    assert ws.snapshot() is None


def test_tables_that_are_damaged_are_made_anew(installation: Installation) -> None:
    """From the original, and the sync's log tells of it."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    lost, damaged = put(ws, company), put(ws, company, first="2023-01-01", last="2023-12-31")
    for number in (lost, damaged):
        ws.activate(number)
    ws.installation.tables.erase(lost)
    path = ws.installation.tables.path(damaged) / "vouchers.parquet"
    path.write_bytes(path.read_bytes()[:100])
    done = ws.sync()
    assert (done.status, done.refusal) == ("done", None)
    assert [one["code"] for one in done.log] == ["tables_rebuilt", "tables_rebuilt", "published"]
    assert len(ws.reports("income-statement").reports) == 2


def test_a_sync_that_was_killed_is_taken_up_again(installation: Installation) -> None:
    """By a worker, whose lease on the job has run out, or by who syncs by hand."""
    ws = new_workspace(installation)
    number = put(ws, put_integration(ws))
    ws.activate(number)
    asked = ws.request_sync()
    with pytest.raises(Refusal) as refused:
        ws.request_sync()
    assert refused.value.code == "already_syncing"
    with ws.catalogue.write() as connection:
        connection.execute(sync_runs.update().values(status="running"))
    done = ws.sync()
    assert (done.id, done.status) == (asked.id, "done")
    assert run_sync(installation, asked.id) == done
    assert len(ws.snapshots()) == 1
    with ws.catalogue.read() as connection:
        assert connection.execute(sa.select(jobs.c.id)).fetchall() == []
    with pytest.raises(Refusal):
        run_sync(installation, 99)


def test_a_worker_takes_up_the_sync_of_a_dead_one(installation: Installation) -> None:
    """When the lease has run out; one that never ends is given up, and the next may be asked."""
    ws = new_workspace(installation)
    ws.activate(put(ws, put_integration(ws)))
    asked = ws.request_sync()
    assert claim(ws.catalogue, new_owner(), lease=-1)
    Worker(installation).run_until_idle()
    assert ws.sync_run(asked.id).status == "done"
    again = ws.request_sync()
    failed = give_up(installation, again.id)
    assert failed.refusal
    assert failed.status == "failed"
    assert give_up(installation, asked.id).status == "done"
    assert ws.request_sync().id > again.id


def test_a_sync_writes_what_changed_only(installation: Installation) -> None:
    """Members stand once, however many snapshots they are in; the search has an index for it."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    numbers = [
        put(ws, company, first=f"{year}-01-01", last=f"{year}-12-31") for year in (2020, 2021, 2022)
    ]
    for number in numbers:
        ws.activate(number)
        ws.sync()
    with ws.catalogue.read() as connection:
        rows = connection.execute(sa.select(snapshot_members.c.upload_id)).scalars().all()
        assert sorted(rows) == numbers
        if connection.dialect.name == "sqlite":
            query = sa.select(uploads.c.id).where(uploads.c.domain_id == ws.domain_id, PENDING)
            text = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
            plan = connection.exec_driver_sql(f"explain query plan {text}").fetchall()
            assert "pending_for_sync" in str(plan)
    assert [len(one.uploads) for one in ws.snapshots()] == [3, 2, 1]
    assert ws.sync().status == "done"
    assert ws.snapshots()[0].uploads == tuple(numbers)


def test_domains_sync_apart(installation: Installation) -> None:
    """What is active in one is in no snapshot of the other, and neither is its sync."""
    from siekit.workspace.actors import local_actor

    mine = new_workspace(installation)
    other = installation.workspace(
        installation.create_domain("Alm", local_actor()).id, local_actor()
    )
    number = put(mine, put_integration(mine))
    mine.activate(number)
    assert other.sync().status == "done"
    newest = other.snapshot()
    assert newest
    assert newest.uploads == ()
    done = mine.sync()
    with pytest.raises(Refusal):
        other.sync_run(done.id)
    with pytest.raises(Refusal):
        other.snapshot(done.snapshot_id)
    for verb in (other.what_if, other.activate, other.deactivate, other.rollback, other.discard):
        with pytest.raises(Refusal) as refused:
            verb(number)
        assert refused.value.code == "not_found"
    assert other.matrix().companies == ()
