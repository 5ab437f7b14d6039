"""`siekit workspace rebuild`: all tables anew from the originals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.workplace import installation_options
from siekit.cli.workspace_text import JSON, form_option, print_json, say
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace


@click.command(cls=ExampleCommand, examples=("siekit workspace rebuild",))
@form_option
@installation_options
@lang_option
def command(*, at: Workplace, form: str, lang: str) -> None:
    """Make all tables anew from the originals, while reports go on.

    What is active and what the reports show stays as it is.
    """
    from siekit.workspace.rebuilding import rebuild

    with at.installation() as installation:
        number = rebuild(installation)
    if form == JSON:
        print_json({"uploads": number})
    else:
        say(phrase("rebuilt", lang, number=number))
