"""`siekit list`: the uploads of a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siekit.cli.at_work import who_does_it
from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.workplace import workspace_options
from siekit.cli.workspace_text import JSON, form_option, print_json, print_uploads, say
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.cli.workplace import Workplace

EXAMPLES = ("siekit list", "siekit list --state ACTIVE", "siekit list --format json")

STATES = (
    "RECEIVED",
    "REJECTED",
    "PREVIEWED",
    "DISCARDED",
    "LINKED",
    "FAILED",
    "READY",
    "ACTIVE",
    "SUPERSEDED",
)
"""Those of `workspace.states`, which stands on nothing heavy but is not needed for --help."""


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.option(
    "--state",
    "states",
    metavar="STATE",
    multiple=True,
    type=click.Choice(STATES, case_sensitive=False),
    help="Only uploads in this state, such as READY; repeat for more.",
)
@form_option
@workspace_options
@lang_option
def command(*, at: Workplace, states: Sequence[str], form: str, lang: str) -> None:
    """List what was imported into a workspace, the newest first.

    ACTIVE files are in the reports from the next sync on; the column "in reports" tells what the
    reports read now. PREVIEWED files wait until `siekit link` says which company they are of.
    """
    with at.open() as workspace:
        from siekit.workspace.states import State

        found = workspace.uploads(states=tuple(State(one) for one in states))
    if form == JSON:
        print_json([one.as_row() for one in found])
    elif found:
        print_uploads(found, lang)
        for sentence in who_does_it(found, lang):
            say(sentence)
    else:
        say(phrase("no_uploads", lang))
