"""What the commands share that write the newest snapshot for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.cli.workspace_text import JSON, print_json, say
from siekit.locale.figures import MISSING
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from siekit.cli.workplace import Workplace
    from siekit.workspace.workspace import Workspace


def write_snapshot(
    at: Workplace,
    write: Callable[[Workspace, str | None], Path],
    output: str | None,
    *,
    form: str,
    lang: str,
) -> None:
    """Write the newest snapshot in one way, and tell where it is and which one."""
    with at.open() as workspace:
        snapshot = workspace.snapshot()
        place = write(workspace, output)
    number = snapshot.id if snapshot else None
    if form == JSON:
        print_json({"path": str(place), "snapshot": number})
    else:
        say(phrase("snapshot_written", lang, path=place, snapshot=number or MISSING))
