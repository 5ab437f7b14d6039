"""The queue: what is asked for is done once, whoever dies, and done again where it must be."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from siekit.workspace import jobs, worker
from siekit.workspace.installation import Installation
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import jobs as table
from siekit.workspace.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.databases import Backend


@pytest.fixture
def installation(backend: Backend) -> Iterator[Installation]:
    """A new installation on each database."""
    opened = backend.open()
    yield opened
    opened.close()


def ask(installation: Installation, arg: int = 1, kind: str = "process") -> None:
    """Ask for a job in a transaction of its own."""
    with installation.catalogue.write() as connection:
        jobs.enqueue(connection, kind, arg)


def rows(installation: Installation) -> list[tuple[str, str, int]]:
    """Argument, state and attempts of all jobs, in order."""
    query = sa.select(table.c.arg, table.c.state, table.c.attempts).order_by(table.c.id)
    with installation.catalogue.read() as connection:
        return [(one.arg, one.state, one.attempts) for one in connection.execute(query)]


def test_a_job_is_asked_for_once_and_gone_when_done(installation: Installation) -> None:
    """One that waits already is enough; done it leaves the queue."""
    ask(installation)
    ask(installation)
    assert rows(installation) == [("1", "queued", 0)]
    job = jobs.claim(installation.catalogue, "a")
    assert job is not None
    assert jobs.claim(installation.catalogue, "b") is None
    assert jobs.finish(installation.catalogue, job)
    assert rows(installation) == []


def test_a_job_asked_for_while_it_runs_is_done_again(installation: Installation) -> None:
    """What changed after the job had looked is not missed."""
    ask(installation)
    job = jobs.claim(installation.catalogue, "a")
    assert job is not None
    ask(installation)
    assert jobs.finish(installation.catalogue, job)
    assert rows(installation) == [("1", "queued", 0)]
    again = jobs.claim(installation.catalogue, "b")
    assert again is not None
    assert jobs.finish(installation.catalogue, again)
    assert rows(installation) == []


def test_what_is_rolled_back_was_not_asked_for(installation: Installation) -> None:
    """A job stands and falls with the transaction that asked for it."""

    def ask_and_fail() -> None:
        with installation.catalogue.write() as connection:
            jobs.enqueue(connection, "process", 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask_and_fail()
    assert rows(installation) == []


def test_a_lease_that_ran_out_frees_the_job_and_fences_its_owner(
    installation: Installation,
) -> None:
    """Another takes it over; the one who was too slow can no longer finish or extend it."""
    ask(installation)
    slow = jobs.claim(installation.catalogue, "slow", lease=-1)
    assert slow is not None
    quick = jobs.claim(installation.catalogue, "quick")
    assert quick is not None
    assert (quick.id, quick.attempts) == (slow.id, 2)
    assert not jobs.extend(installation.catalogue, slow)
    assert not jobs.finish(installation.catalogue, slow)
    assert not jobs.give_back(installation.catalogue, slow, "late", counts=True)
    assert jobs.finish(installation.catalogue, quick)


@pytest.mark.parametrize("state", ["queued", "running"])
def test_a_clock_that_was_wrong_stops_no_job(installation: Installation, state: str) -> None:
    """What waits until a day that only a wrong clock knew is free when the clock is right again."""
    ask(installation)
    ahead = time.time() + 10 * 365 * 86400
    with installation.catalogue.write() as connection:
        connection.execute(table.update().values(state=state, owner="gone", lease_until=ahead))
    job = jobs.claim(installation.catalogue, "mine")
    assert job is not None
    assert jobs.claim(installation.catalogue, "another") is None
    assert jobs.finish(installation.catalogue, job)


def test_many_workers_share_the_jobs(installation: Installation) -> None:
    """Of many that claim at once each job goes to exactly one."""
    for number in range(40):
        ask(installation, number)
    taken: list[int] = []
    start = threading.Barrier(4)

    def work(name: str) -> None:
        start.wait()
        while job := jobs.claim(installation.catalogue, name):
            taken.append(job.id)
            assert jobs.finish(installation.catalogue, job)

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(taken) == len(set(taken)) == 40
    assert rows(installation) == []


def _claim_and_die(place: str, folder: str) -> None:
    opened = Installation.open(place, folder=folder)
    assert jobs.claim(opened.catalogue, jobs.new_owner()) is not None
    os.kill(os.getpid(), signal.SIGKILL)


def test_the_job_of_a_killed_process_is_free_at_once(
    installation: Installation, backend: Backend
) -> None:
    """Nobody waits for the lease of a process of this machine that is no more."""
    ask(installation)
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_claim_and_die, args=(backend.place, str(backend.folder)))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert rows(installation) == [("1", "running", 1)]
    assert jobs.claim(installation.catalogue, "b") is None
    assert jobs.take_from_dead(installation.catalogue) == 1
    assert jobs.claim(installation.catalogue, "b") is not None


def test_a_job_of_a_living_process_stays_its_own(installation: Installation) -> None:
    """Who lives keeps the job, also one of another machine of whom nothing is known."""
    for number, owner in enumerate((jobs.new_owner(), "elsewhere:1:ab", "odd")):
        ask(installation, number)
        assert jobs.claim(installation.catalogue, owner) is not None
    assert jobs.take_from_dead(installation.catalogue) == 0


def test_one_file_does_not_wait_for_thousands(installation: Installation) -> None:
    """A sync comes first, and every second time the newest job, so nobody waits for a large zip."""
    for number in range(1, 9):
        ask(installation, number)
    ask(installation, 99, "sync")
    taken = []
    for newest in (False, True, False, True):
        job = jobs.claim(installation.catalogue, "a", newest=newest)
        assert job is not None
        taken.append((job.kind, job.arg))
    assert taken == [("sync", "99"), ("process", "8"), ("process", "1"), ("process", "7")]


def _raise(error: Exception) -> None:
    raise error


def test_a_job_that_fails_is_tried_again_and_given_up_at_last(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error is kept with the job; after ten attempts somebody is told instead."""
    told: list[int] = []
    monkeypatch.setattr(
        worker,
        "_function",
        lambda place: (
            (lambda _, number: told.append(number))
            if place[1] == "give_up"
            else (lambda *_: _raise(ZeroDivisionError("x")))
        ),
    )
    ask(installation)
    for attempt in range(1, jobs.MOST_ATTEMPTS + 1):
        with installation.catalogue.write() as connection:
            connection.execute(table.update().values(lease_until=None))
        assert Worker(installation).run_once()
        state = "failed" if attempt == jobs.MOST_ATTEMPTS else "queued"
        assert rows(installation) == [("1", state, attempt)]
    assert told == [1]


def test_a_full_disk_costs_no_attempt(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What passes by itself is waited for, however long it takes."""
    full = Refusal("store_unavailable", reason="disk full")
    monkeypatch.setattr(worker, "_function", lambda _: lambda *_: _raise(full))
    ask(installation)
    for _ in range(jobs.MOST_ATTEMPTS + 5):
        with installation.catalogue.write() as connection:
            connection.execute(table.update().values(lease_until=None))
        assert Worker(installation).run_once()
    assert rows(installation) == [("1", "queued", 0)]
    assert not Worker(installation).run_once()  # a pause first


def test_a_worker_in_a_thread_is_woken_and_stops(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A started worker does what comes, survives what fails, and ends when asked to."""
    done: list[int] = []

    def do(_: object, number: int) -> None:
        if number == 1:
            raise ZeroDivisionError
        done.append(number)

    monkeypatch.setattr(worker, "_function", lambda _: do)
    monkeypatch.setattr(worker, "TEND_EVERY", 3600.0)
    one = Worker(installation)
    one.start()
    for number in (1, 2, 3):
        ask(installation, number)
        jobs.call()
    until = time.monotonic() + 180
    while len(done) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    one.stop()
    assert sorted(done) == [2, 3]
