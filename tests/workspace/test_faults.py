"""Whatever fails - a process, the disk, the database - nothing acknowledged is lost."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from siekit.workspace.actors import local_actor
from siekit.workspace.installation import Installation
from siekit.workspace.originals import Originals
from siekit.workspace.parquet_store import ParquetStore
from siekit.workspace.receiving import receive
from siekit.workspace.refusals import Refusal
from siekit.workspace.verifying import verify
from siekit.workspace.worker import Worker
from tests.books import books
from tests.workspace.killing import Rounds

if TYPE_CHECKING:
    from tests.servers.cluster import Cluster
    from tests.servers.databases import Backend

ROUNDS = 10


def test_a_kill_at_any_moment_loses_nothing_and_mixes_nothing(
    backend: Backend, tmp_path: Path
) -> None:
    """After it: every acknowledged upload, one active a day, one snapshot, no orphans."""
    rounds = Rounds(backend.place, backend.folder, tmp_path / "ledger")
    for number in range(ROUNDS):
        rounds.run(number)
    assert rounds.acknowledged["uploaded"]


def test_a_full_disk_refuses_and_leaves_nothing(installation: Installation) -> None:
    """Clear words, no half file, no row; when there is room again the same upload goes through."""
    workspace = installation.only_workspace(local_actor())
    was = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    big = books() + b"#PROSA " + b"x" * 3_000_000 + b"\r\n"
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, was[1]))
    try:
        with pytest.raises(Refusal) as caught:
            receive(workspace, big, "stor.se")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, was)
        signal.signal(signal.SIGXFSZ, handler)
    assert caught.value.code == "store_unavailable"
    assert caught.value.status == 507
    assert "make room" in caught.value.text("en")
    assert workspace.uploads() == []
    assert verify(installation).sound
    assert list(installation.originals) == []
    assert receive(workspace, big, "stor.se")[0].upload


@pytest.mark.parametrize("store", [Originals, ParquetStore])
def test_a_disk_that_fills_while_an_upload_is_read_lets_it_be_read_later(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, store: type
) -> None:
    """A worker gives the job back; when there is room the upload becomes ready by itself."""
    workspace = installation.only_workspace(local_actor())
    name, code = "read" if store is Originals else "write", "store_unavailable"

    def full(*_: object, **__: object) -> None:
        raise Refusal(code, reason="No space left on device")

    upload = receive(workspace, books(), "bok.se")[0].upload
    assert upload
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(store, name, full)
        Worker(installation).run_until_idle()
        assert workspace.upload(upload.id).state in {"RECEIVED", "PREVIEWED", "LINKED"}
    assert verify(installation).sound


def test_a_database_that_goes_away_refuses_and_is_used_again_when_it_is_back(
    own_cluster: Cluster, tmp_path: Path
) -> None:
    """Also for an installation that was open all the time; what was acknowledged is there."""
    url = own_cluster.url("postgres", user="postgres")
    installation = Installation.open(url, folder=tmp_path / "data")
    try:
        workspace = installation.only_workspace(local_actor())
        first = receive(workspace, books(), "bok.se")[0].upload
        own_cluster.kill()
        for ask in (workspace.uploads, lambda: receive(workspace, books(sales=2), "två.se")):
            with pytest.raises(Refusal) as caught:
                ask()
            assert caught.value.code == "catalogue_unavailable"
            assert caught.value.status == 503
        own_cluster.start()
        assert [one.id for one in workspace.uploads()] == [first.id if first else 0]
        again = receive(workspace, books(sales=2), "två.se")[0].upload
        assert again
        assert not again.seen_before
        assert verify(installation, repair=True).sound
    finally:
        installation.close()


def test_a_worker_outlives_a_database_that_goes_away(own_cluster: Cluster, tmp_path: Path) -> None:
    """Nobody restarts it by hand: it goes on with the queue when the database is back."""
    import time

    url = own_cluster.url("postgres", user="postgres")
    installation = Installation.open(url, folder=tmp_path / "data")
    worker = Worker(installation)
    try:
        workspace = installation.only_workspace(local_actor())
        worker.start()
        own_cluster.stop()
        time.sleep(0.5)
        own_cluster.start()
        upload = receive(workspace, books(), "bok.se")[0].upload
        assert upload
        until = time.monotonic() + 180
        while workspace.upload(upload.id).state == "RECEIVED":
            assert time.monotonic() < until
            time.sleep(0.05)
    finally:
        worker.stop()
        installation.close()


def test_a_database_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    """SQLite on a disk that is full or read-only: a refusal, and no traceback, on the command."""
    place = tmp_path / "siekit.workspace"
    Installation.open(place).close()
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))\n"
        "from siekit.cli.main import main\n"
        "main(['import', sys.argv[1], '--workspace', sys.argv[2]])\n"
    )
    example = Path(__file__).parents[2] / "examples" / "tolvan-2024.se"
    done = subprocess.run(
        [sys.executable, "-c", code, str(example), str(place)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("Error: The ")
    assert "Nothing was changed" in done.stderr
    assert "Traceback" not in done.stderr
    installation = Installation.open(place)
    assert verify(installation).sound
    installation.close()
