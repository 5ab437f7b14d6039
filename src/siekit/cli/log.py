"""`siekit log`: what was done in a workspace, and by whom."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from siekit.cli.columns import columns
from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.terminal import printable, write_text
from siekit.cli.workplace import workspace_options
from siekit.cli.workspace_text import JSON, form_option, print_json

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace
    from siekit.web.log_details import Detail
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
@lang_option
def command(*, at: Workplace, upload: int | None, most: int, form: str, lang: str) -> None:
    """Tell what was done in a workspace, when and by whom, the newest first.

    Nothing in this log is ever changed or removed; times are UTC. The words are those of the
    portal's log; --format json has the names that programs know.
    """
    with at.open() as workspace:
        about = None if upload is None else ("upload", workspace.upload(upload).id)
        found = workspace.log(about=about, most=most)
    if form == JSON:
        print_json([_json(one) for one in found])
    elif found:
        write_text("\n".join(columns([_row(one, lang) for one in found], left=4)) + "\n")


def _json(event: AuditEvent) -> dict[str, Any]:
    from siekit.workspace.told_facts import told_facts

    told = {**asdict(event), "at": event.at.isoformat()}
    for name in ("before", "after"):
        told[name] = None if told[name] is None else told_facts(told[name])
    return told


def _row(event: AuditEvent, lang: str) -> list[str]:
    from siekit.web.log_details import details

    about = f"{_word('log.kind_', event.object_kind, lang)} {event.object_id or ''}".rstrip()
    told = ", ".join(f"{one.word} {_change(one)}" for one in details(event, lang))
    moment = event.at.strftime("%Y-%m-%d %H:%M:%S")
    action = _word("action.", event.action.replace(".", "_"), lang, event.action)
    return [moment, *map(printable, (event.actor, action, f"{about}  {told}".rstrip()))]


def _word(group: str, name: str, lang: str, otherwise: str | None = None) -> str:
    """A word of the portal's log; the name itself where there is none."""
    from siekit.web.texts import text, texts

    key = f"{group}{name}"
    return text(key, lang) if key in texts() else otherwise or name


def _change(one: Detail) -> str:
    """What a fact was and became, as far as it was and is."""
    return " → ".join(value for value in (one.before, one.after) if value is not None)
