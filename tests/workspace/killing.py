"""Rounds in which a process at work is killed, and what must hold when the next one comes.

`python -m tests.workspace.killing sqlite 200 [--log FILE]` runs many of them, as `make soak` does;
the other database is postgres.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siekit.reports.base import Options
from siekit.workspace.actors import local_actor
from siekit.workspace.installation import Installation
from siekit.workspace.reading import database_of_snapshot, reports_of
from siekit.workspace.verifying import verify
from siekit.workspace.worker import Worker

if TYPE_CHECKING:
    from siekit.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
MOST_ANSWERS = 12
"""Answers after which the kill comes at the latest; then it works on for a moment."""

MOMENT = 0.15
"""Seconds: about as long as one step takes, so that the kill comes anywhere in it."""


@dataclass(slots=True)
class Rounds:
    """Rounds over one installation, and what was acknowledged in all of them."""

    place: str
    folder: Path
    ledger: Path
    seed: int = 1
    acknowledged: Counter[str] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)
    uploads: dict[int, str] = field(default_factory=dict)
    states: dict[int, str] = field(default_factory=dict)

    def run(self, number: int) -> None:
        """Let a process work, kill it, and see what it left."""
        chance = random.Random(self.seed * 10_000 + number)  # noqa: S311, meant to be repeatable
        self.ledger.unlink(missing_ok=True)
        command = [sys.executable, "-m", "tests.workspace.victim", self.place]
        command += [str(self.folder), str(self.ledger), str(self.seed * 10_000 + number)]
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as victim:
            wanted, until = chance.randint(1, MOST_ANSWERS), time.monotonic() + 600
            while self._lines() < wanted and victim.poll() is None:
                assert time.monotonic() < until, "the process got no answers"
                time.sleep(0.002)
            time.sleep(chance.uniform(0, MOMENT))
            victim.send_signal(signal.SIGKILL)
            said = victim.stderr.read().decode() if victim.stderr else ""
        assert victim.returncode == -signal.SIGKILL, said
        self._see(self._answers())

    def _lines(self) -> int:
        """How many answers the process has got so far."""
        return self.ledger.read_bytes().count(b"\n") if self.ledger.exists() else 0

    def _answers(self) -> list[dict[str, Any]]:
        """What the process was told before it died."""
        lines = self.ledger.read_bytes().split(b"\n")
        answers = [json.loads(line) for line in lines if line.endswith(b"}")]
        for one in answers:
            self.acknowledged[one["what"]] += 1
            if one["what"] == "uploaded":
                self.uploads[one["id"]] = one["sha256"]
        return answers

    def _see(self, answers: list[dict[str, Any]]) -> None:
        """Open the workspace as the next process does, and look at everything."""
        installation = Installation.open(self.place, folder=self.folder)
        try:
            workspace = installation.only_workspace(local_actor())
            # What reports show is one snapshot before anything is mended or done.
            see_reports(workspace)
            first = verify(installation, repair=True)
            for fault in first.mended:
                self.mended[fault.kind] += 1
            assert first.sound, first.faults
            again = verify(installation)
            assert again.sound, again.faults
            self._see_acknowledged(workspace, answers)
            Worker(installation).run_until_idle()
            after = verify(installation)
            assert after.sound, after.faults
            see_reports(workspace)
        finally:
            installation.close()

    def _see_acknowledged(self, workspace: Workspace, answers: list[dict[str, Any]]) -> None:
        """See that nothing is missing of what was acknowledged in any round."""
        there = {one.id: one for one in workspace.uploads()}
        for number, sha256 in self.uploads.items():
            assert there[number].sha256 == sha256
            assert sha256 in workspace.installation.originals
        newest = [one["snapshot"] for one in answers if one["what"] == "synced"]
        snapshot = workspace.snapshot()
        if newest and newest[-1] is not None:
            assert snapshot is not None
            assert snapshot.id >= newest[-1]
        switches = [one for one in answers if one["what"] in ("activated", "deactivated")]
        if switches:
            last = switches[-1]
            log = workspace.log(about=("upload", last["id"]), most=20)
            assert f"upload.{last['what']}" in {one.action for one in log}


def see_reports(workspace: Workspace) -> None:
    """See that the reports are of exactly the members of the newest snapshot, and add up."""
    snapshot = workspace.snapshot()
    members = set(snapshot.uploads) if snapshot else set()
    with database_of_snapshot(workspace, tables=["transactions"]) as connection:
        shown = {
            number for (number,) in connection.execute("select document_id from files").fetchall()
        }
        total = connection.execute(
            "select coalesce(sum(amount), 0) from transactions where counts"
        ).fetchone()
    assert shown == members
    assert total == (0,)
    made = reports_of(workspace, "income-statement", Options(previous=False), drawn=False)
    assert {one.id for one in made.made_of} == members


def main() -> None:
    """Run so many rounds on one kind of database, and tell how it went."""
    kind, number = sys.argv[1], int(sys.argv[2])
    log = Path(sys.argv[4]) if sys.argv[3:4] == ["--log"] else None
    begun = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="siekit-soak-") as temporary:
        folder = Path(temporary) / "installation"
        place, cluster = str(folder), None
        if kind == "postgres":
            from tests.servers.cluster import Cluster, programs

            found = programs()
            assert found, "PostgreSQL is not installed: make test says how"
            cluster = Cluster(found)
            place = cluster.url("postgres", user="postgres")
        try:
            rounds = Rounds(place, folder, Path(temporary) / "ledger", seed=2)
            for one in range(1, number + 1):
                rounds.run(one)
                if one % 20 == 0:
                    print(f"{kind}: {one} of {number} rounds", flush=True)  # noqa: T201, a script
        finally:
            if cluster:
                cluster.remove()
    text = summary(rounds, kind, number, (datetime.now(UTC) - begun).total_seconds())
    print(text)  # noqa: T201, a script
    if log:
        with log.open("a", encoding="utf-8") as out:
            out.write(f"{text}\n")


def summary(rounds: Rounds, kind: str, number: int, seconds: float) -> str:
    """What a soak tells of itself, in one line."""
    done = ", ".join(f"{count} {what}" for what, count in sorted(rounds.acknowledged.items()))
    mended = ", ".join(f"{count} {what}" for what, count in sorted(rounds.mended.items()))
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    return (
        f"{day} {kind}: {number} rounds in {seconds:.0f} s on {os.cpu_count()} cores; "
        f"acknowledged: {done}; mended: {mended or 'nothing'}; lost: nothing"
    )


if __name__ == "__main__":
    main()
