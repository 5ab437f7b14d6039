"""`siekit sync`: let the reports read what is active."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from siekit.cli.at_work import became
from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.workplace import workspace_options
from siekit.cli.workspace_text import JSON, form_option, print_json, say
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace
    from siekit.workspace.model import SyncRun


@click.command(cls=ExampleCommand, examples=("siekit sync",))
@form_option
@workspace_options
@lang_option
def command(*, at: Workplace, form: str, lang: str) -> None:
    """Let the reports read what is active now.

    Until it is done, and also when it fails, reports read what they read before. Files that wait
    to be read, because a command was stopped or no portal runs, are read afterwards.
    """
    from siekit.workspace.refusals import Refusal

    with at.open() as workspace:
        run = workspace.sync()
        if run.status == "failed" and run.refusal:
            raise Refusal.from_json(dict(run.refusal))
        snapshot = workspace.snapshot(run.snapshot_id)
        members = [] if snapshot is None else list(snapshot.uploads)
        if form == JSON:
            print_json(_json(run, members))
        else:
            say(phrase("synced", lang, snapshot=run.snapshot_id, number=len(members)))
        for sentence in became(workspace.bring_on(), lang):
            if form != JSON:
                say(sentence)


def _json(run: SyncRun, members: list[int]) -> dict[str, Any]:
    return {
        "id": run.id,
        "status": run.status,
        "requested_by": run.requested_by,
        "requested_at": run.requested_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "snapshot": run.snapshot_id,
        "uploads": members,
    }
