"""`siekit log`: what was done in a workspace, and by whom."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from siekit.cli.columns import columns
from siekit.cli.command import ExampleCommand
from siekit.cli.terminal import printable, write_text
from siekit.cli.workplace import workspace_options
from siekit.cli.workspace_text import JSON, form_option, print_json

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace
    from siekit.workspace.model import AuditEvent

EXAMPLES = ("siekit log", "siekit log --upload 1", "siekit log --most 10 --format json")

USUAL = 50


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.option("--upload", metavar="ID", type=int, help="Only what was done with this upload.")
@click.option(
    "--most", metavar="NUMBER", type=click.IntRange(1), default=USUAL, help="At most this many."
)
@form_option
@workspace_options
def command(*, at: Workplace, upload: int | None, most: int, form: str) -> None:
    """Tell what was done in a workspace, when and by whom, the newest first.

    Nothing in this log is ever changed or removed; times are UTC.
    """
    with at.open() as workspace:
        about = None if upload is None else ("upload", workspace.upload(upload).id)
        found = workspace.log(about=about, most=most)
    if form == JSON:
        print_json([_json(one) for one in found])
    elif found:
        write_text("\n".join(columns([_row(one) for one in found], left=4)) + "\n")


def _json(event: AuditEvent) -> dict[str, Any]:
    from siekit.workspace.told_facts import told_facts

    told = {**asdict(event), "at": event.at.isoformat()}
    for name in ("before", "after"):
        told[name] = None if told[name] is None else told_facts(told[name])
    return told


def _row(event: AuditEvent) -> list[str]:
    from siekit.workspace.told_facts import told_facts

    about = f"{event.object_kind} {event.object_id or ''}".rstrip()
    facts = told_facts(event.after or {})
    told = ", ".join(f"{key} {value}" for key, value in facts.items() if value is not None)
    moment = event.at.strftime("%Y-%m-%d %H:%M:%S")
    return [moment, *map(printable, (event.actor, event.action, f"{about}  {told}".rstrip()))]
