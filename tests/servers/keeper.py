"""Keep one PostgreSQL server for all processes of a test run: `python keeper.py FOLDER`.

Whoever uses the server holds a shared lock on FOLDER/users. Locks end with their process, also
with one that is killed; when the last is gone this process stops the server and ends.
"""

from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from tests.servers.cluster import Cluster, programs

_ROOT = Path(__file__).resolve().parent.parent.parent


def use_shared(folder: Path) -> tuple[IO[str], str]:
    """Take part in the run's server: a file to keep open meanwhile, and the server's address.

    `{user}` and `{database}` stand in the address.
    """
    folder.mkdir(parents=True, exist_ok=True)
    users = (folder / "users").open("a", encoding="utf-8")
    with (folder / "starting").open("a", encoding="utf-8") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        fcntl.flock(users, fcntl.LOCK_SH)
        address = folder / "address"
        if not address.exists():
            _start_keeper(folder)
        return users, address.read_text(encoding="utf-8")


def _start_keeper(folder: Path) -> None:
    """Start the keeper by itself, and wait until its server answers."""
    with (folder / "log").open("ab") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.servers.keeper", str(folder)],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            cwd=_ROOT,
            start_new_session=True,  # an interrupt of the terminal is for the tests
        )
    until = time.monotonic() + 300
    while not (folder / "address").exists():
        if keeper.poll() is not None or time.monotonic() > until:
            raise RuntimeError((folder / "log").read_text(encoding="utf-8"))
        time.sleep(0.05)
    keeper.returncode = 0  # it goes its own way, and outlives its maker


def _keep(folder: Path) -> None:
    """Serve until nobody holds the lock."""
    found = programs()
    assert found
    cluster = Cluster(found)
    try:
        written = folder / "address.coming"
        written.write_text(cluster.url("{database}", user="{user}"), encoding="utf-8")
        written.rename(folder / "address")
        with (folder / "users").open("a", encoding="utf-8") as users:
            while not _alone(users):
                time.sleep(0.5)
            (folder / "address").unlink()
            cluster.remove()
    finally:
        cluster.remove()


def _alone(users: IO[str]) -> bool:
    """Whether nobody else holds the lock; then we do."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    _keep(Path(sys.argv[1]))
