"""A process that uploads, activates and syncs without end, and writes down what was acknowledged.

    python -m tests.workspace.victim PLACE FOLDER LEDGER SEED

It is killed at some moment. The LEDGER has a line of JSON for each answer that it had got by then;
what is not in it may have happened or not.
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from siekit.exceptions import SiekitError
from siekit.workspace.actors import local_actor
from siekit.workspace.installation import Installation
from siekit.workspace.linking import create_if_clear
from siekit.workspace.processing import process
from siekit.workspace.receiving import receive
from siekit.workspace.states import State
from tests.books import books

if TYPE_CHECKING:
    from siekit.workspace.workspace import Workspace

COMPANIES = {"Björken AB": "556334-3689", "Eken AB": "556000-4615", "Granen AB": "556036-0793"}
YEARS = (("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31"), ("2023-07-01", "2024-06-30"))


class Victim:
    """One process at work."""

    def __init__(self, workspace: Workspace, ledger: Path, seed: int) -> None:
        """Take an open workspace; what happens depends on the seed alone."""
        self._workspace = workspace
        self._ledger = os.open(ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._random = random.Random(seed)  # noqa: S311, meant to be repeatable
        self._seed = seed
        self._number = 0

    def run(self) -> None:
        """Work until somebody kills this."""
        self._note("begun")
        while True:
            try:
                self._random.choices(
                    [self._upload, self._activate, self._deactivate, self._sync], [4, 4, 1, 3]
                )[0]()
            except SiekitError as error:
                self._note("refused", why=str(error))

    def _upload(self) -> None:
        self._number += 1
        company = self._random.choice(list(COMPANIES))
        first, last = self._random.choice(YEARS)
        sales = self._seed * 1000 + self._number
        data = books(company, COMPANIES[company], first=first, last=last, sales=sales)
        found = receive(self._workspace, data, f"{company}-{sales}.se")[0].upload
        assert found
        self._note("uploaded", id=found.id, sha256=found.sha256)
        process(self._workspace.installation, found.id)
        create_if_clear(self._workspace, self._workspace.upload(found.id))
        process(self._workspace.installation, found.id)
        self._note("ready", id=found.id)

    def _activate(self) -> None:
        states = (State.READY, State.SUPERSEDED)
        ready = self._workspace.uploads(states=states, most=20)
        if ready:
            chosen = self._random.choice(ready)
            self._workspace.activate(chosen.id, override_reason="a test")
            self._note("activated", id=chosen.id)

    def _deactivate(self) -> None:
        active = self._workspace.uploads(states=(State.ACTIVE,), most=20)
        if active:
            chosen = self._random.choice(active)
            self._workspace.deactivate(chosen.id)
            self._note("deactivated", id=chosen.id)

    def _sync(self) -> None:
        run = self._workspace.sync()
        self._note("synced", status=run.status, snapshot=run.snapshot_id)

    def _note(self, what: str, **facts: object) -> None:
        """Write a line at once; a kill of this process does not take it back."""
        os.write(self._ledger, json.dumps({"what": what, **facts}).encode() + b"\n")


def main() -> None:
    """Open the workspace and work."""
    place, folder, ledger, seed = sys.argv[1:]
    installation = Installation.open(place, folder=folder)
    Victim(installation.only_workspace(local_actor()), Path(ledger), int(seed)).run()


if __name__ == "__main__":
    main()
