"""Processes of their own for the jobs of a server, so that reading files does not slow pages."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading

from siekit.web.environment import settings_from
from siekit.web.logs import log_as_json
from siekit.workspace.installation import Installation
from siekit.workspace.worker import Worker

LOG = logging.getLogger("siekit.web.jobs")

_LOOK_SECONDS = 1.0
_REST_SECONDS = 5.0


class JobProcesses:
    """So many processes that do jobs; one that dies is started again."""

    def __init__(self, number: int) -> None:
        """Take how many; `start` starts them."""
        self._number = number
        self._processes: list[subprocess.Popen[bytes]] = []
        self._stop = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="job processes", daemon=True)

    def start(self) -> None:
        """Start them, and watch over them."""
        self._processes = [_start() for _ in range(self._number)]
        self._watcher.start()

    def stop(self) -> None:
        """Let each finish its present job, and end it."""
        self._stop.set()
        self._watcher.join()
        for process in self._processes:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        for process in self._processes:
            process.wait()

    def _watch(self) -> None:
        while not self._stop.wait(_LOOK_SECONDS):
            for place, process in enumerate(self._processes):
                if process.poll() is not None:
                    LOG.error("a job process ended and is started again")
                    if self._stop.wait(_REST_SECONDS):
                        return
                    self._processes[place] = _start()


def _start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "siekit.web.job_process"]
    # A pipe that nobody writes to: its end tells the process that its parent is gone.
    return subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603, our own module


def main() -> None:
    """Do jobs until the process is asked to stop, or its parent is gone."""
    log_as_json(details=os.environ.get("SIEKIT_LOG_DETAILS") == "1")
    settings = settings_from(os.environ)
    installation = Installation.open(settings.place, folder=settings.folder)
    worker = Worker(installation)
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    threading.Thread(target=_wait_for_parent, args=(over,), daemon=True).start()
    worker.start()
    over.wait()
    worker.stop()
    installation.close()


def _wait_for_parent(over: threading.Event) -> None:
    # Not by sys.stdin: a thread that waits in its buffer keeps the process from ending.
    with contextlib.suppress(OSError):
        os.read(0, 1)
    over.set()


if __name__ == "__main__":
    main()
