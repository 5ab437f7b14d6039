"""A worker: takes jobs from the queue and does them, one after the other."""

from __future__ import annotations

import logging
import threading
import time
from importlib import import_module
from typing import TYPE_CHECKING

from siekit.workspace import jobs
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from siekit.workspace.installation import Installation
    from siekit.workspace.jobs import Job

LOG = logging.getLogger(__name__)

KINDS = {
    "process": ("siekit.workspace.processing", "process"),
    "sync": ("siekit.workspace.syncing", "run_sync"),
    "retention": ("siekit.workspace.retention", "run_retention"),
}
"""Where the function for each kind of job is; it takes the installation and a number."""

GIVING_UP = {
    "process": ("siekit.workspace.processing", "give_up"),
    "sync": ("siekit.workspace.syncing", "give_up"),
}
"""Who is told, in the same way, when a job has failed for good."""

LOOK_EVERY = 0.1
"""Seconds between looks into the queue, for jobs that another process asked for."""

TEND_EVERY = 20.0
"""Seconds between looks for jobs of the dead and for what the clock asks for."""

TEMPORARY = frozenset({503, 507})
"""Statuses of refusals that pass when the database or the disk is well again."""


class Worker:
    """One worker over one installation."""

    def __init__(self, installation: Installation) -> None:
        """Take an installation that nobody closes before the worker has stopped."""
        self._installation = installation
        self._owner = jobs.new_owner()
        self._newest = True
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Work in a thread of this process until `stop`."""
        self._thread = threading.Thread(target=self.run, name="siekit worker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the present job and stop."""
        self._stop.set()
        jobs.call()
        if self._thread is not None:
            self._thread.join()

    def run(self) -> None:
        """Do jobs until somebody calls `stop`."""
        import_module("siekit.workspace.parsing")  # takes a while, and nobody waits yet
        tended = -TEND_EVERY
        while not self._stop.is_set():
            try:
                if time.monotonic() - tended > TEND_EVERY:
                    self._tend()
                    tended = time.monotonic()
                busy = self.run_once()
            except Exception:  # whatever happens to one job, the next ones are done
                LOG.exception("the queue could not be served")
                self._stop.wait(1.0)
                continue
            if not busy and not self._stop.is_set():
                jobs.wait_for_call(LOOK_EVERY)

    def run_once(self) -> bool:
        """Do one job if one waits; tell whether there was one."""
        # Every second time the newest, so that one file does not wait for a zip of thousands.
        self._newest = not self._newest
        job = jobs.claim(self._installation.catalogue, self._owner, newest=self._newest)
        if job is None:
            return False
        do_job(self._installation, job)
        return True

    def run_until_idle(self) -> int:
        """Do all jobs that wait now, and return how many they were."""
        done = 0
        while self.run_once():
            done += 1
        return done

    def _tend(self) -> None:
        """Look after what no job asks for."""
        from siekit.workspace import schedule

        jobs.take_from_dead(self._installation.catalogue)
        schedule.ask_for_what_is_due(self._installation)


def do_job(installation: Installation, job: Job) -> Refusal | None:
    """Do a job that was claimed, and say how it went; nothing is raised that one job did.

    Returned is what hindered it that may pass, such as a full disk: then it waits on.
    """
    catalogue = installation.catalogue
    if job.attempts > jobs.MOST_ATTEMPTS:
        _give_up(installation, job, f"tried {jobs.MOST_ATTEMPTS} times")
        return None
    try:
        with _Heart(installation, job):
            _function(KINDS[job.kind])(installation, int(job.arg))
    except Refusal as refusal:
        temporary = refusal.status in TEMPORARY
        LOG.warning("job %s %s: %s", job.kind, job.arg, refusal.code)
        jobs.give_back(catalogue, job, refusal.code, counts=not temporary)
        return refusal if temporary else None
    except Exception as error:  # the reason stands in the log and in the queue
        LOG.exception("job %s %s failed", job.kind, job.arg)
        if job.attempts >= jobs.MOST_ATTEMPTS:
            _give_up(installation, job, repr(error))
        else:
            jobs.give_back(catalogue, job, repr(error), counts=True)
    else:
        jobs.finish(catalogue, job)
    return None


def _give_up(installation: Installation, job: Job, reason: str) -> None:
    if job.kind in GIVING_UP:
        _function(GIVING_UP[job.kind])(installation, int(job.arg))
    jobs.give_up(installation.catalogue, job, reason)


def _function(place: tuple[str, str]) -> Callable[[Installation, int], object]:
    module, name = place
    found: Callable[[Installation, int], object] = getattr(import_module(module), name)
    return found


class _Heart:
    """Says that a job's owner lives, as long as the job lasts."""

    def __init__(self, installation: Installation, job: Job) -> None:
        self._catalogue = installation.catalogue
        self._job = job
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *ending: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(jobs.LEASE_SECONDS / 3):
            try:
                jobs.extend(self._catalogue, self._job)
            except Refusal as refusal:
                LOG.warning("a lease could not be extended: %s", refusal.code)
