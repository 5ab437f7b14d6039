"""`siekit deactivate`: take a file out of the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.workplace import workspace_options
from siekit.cli.workspace_text import JSON, form_option, print_json, say
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace


@click.command(cls=ExampleCommand, examples=("siekit deactivate 2",))
@click.argument("upload", metavar="ID", type=int)
@form_option
@workspace_options
@lang_option
def command(*, at: Workplace, upload: int, form: str, lang: str) -> None:
    """Take a file out of the reports, from the next sync on.

    Nothing is deleted: `siekit activate` puts it back.
    """
    with at.open() as workspace:
        done = workspace.deactivate(upload)
    if form == JSON:
        print_json(done.as_row())
    else:
        say(phrase("deactivated", lang, file=done.file))
