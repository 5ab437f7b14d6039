"""What the commands share that write the newest snapshot for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from siekit.cli.workspace_text import JSON, print_json, say
from siekit.locale.figures import MISSING
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from pathlib import Path

    from siekit.cli.workplace import Workplace
    from siekit.workspace.workspace import Workspace


class Writer(Protocol):
    """A way to write a snapshot, the newest if none is named."""

    def __call__(
        self, workspace: Workspace, target: str | None = None, /, *, snapshot_id: int | None
    ) -> Path:
        """Return where it was written."""


def write_snapshot(
    at: Workplace,
    write: Writer,
    output: str | None,
    *,
    form: str,
    lang: str,
) -> None:
    """Write the newest snapshot in one way, and tell where it is and which one."""
    with at.open() as workspace:
        snapshot = workspace.snapshot()
        number = snapshot.id if snapshot else None
        # Named, so that the one told is the one written, also when a sync comes in between.
        place = write(workspace, output, snapshot_id=number)
    if form == JSON:
        print_json({"path": str(place), "snapshot": number})
    else:
        say(phrase("snapshot_written", lang, path=place, snapshot=number or MISSING))
