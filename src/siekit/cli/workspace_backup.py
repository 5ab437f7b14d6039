"""`siekit workspace backup`: catalogue and originals of one moment, in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.workplace import installation_options
from siekit.cli.workspace_text import JSON, form_option, print_json, say
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace


@click.command(cls=ExampleCommand, examples=("siekit workspace backup backup-monday",))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@form_option
@installation_options
@lang_option
def command(*, at: Workplace, folder: Path, form: str, lang: str) -> None:
    """Back a workspace up into a new folder, while others work in it.

    All domains, users and the log are in it, and every original, each compared with its hash.
    Tables are not: `siekit workspace restore` makes them anew. Signed-in people are not either.
    """
    from siekit.workspace.backup import back_up

    with at.installation() as installation:
        made = back_up(installation, folder)
    facts = {"folder": str(folder), "rows": made.rows, "originals": len(made.originals)}
    if form == JSON:
        print_json({**facts, "made_at": made.made_at, "revision": made.revision})
    else:
        say(phrase("backed_up", lang, **facts))
