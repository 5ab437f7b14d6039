"""`siekit workspace restore`: a backup as a workspace again, in another place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.workplace import data_of, installation_options
from siekit.cli.workspace_text import JSON, form_option, print_json, say
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace

EXAMPLES = ("siekit workspace restore backup-monday --workspace restored",)


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.argument("backup", type=click.Path(file_okay=False, path_type=Path))
@form_option
@installation_options
@lang_option
def command(*, at: Workplace, backup: Path, form: str, lang: str) -> None:
    """Make a workspace of a backup where none is: in a folder, or in PostgreSQL.

    What is restored is compared with the backup, row for row and byte for byte; the tables are
    made anew. A workspace in use is never touched.
    """
    from siekit.workspace.restoring import restore

    target = at.place_for_new()
    made = restore(backup, target.place, folder=data_of(target))
    facts = {"rows": made.rows, "originals": len(made.originals)}
    if form == JSON:
        print_json({"backup": str(backup), **facts, "made_at": made.made_at})
    else:
        say(phrase("restored", lang, place=target.shown, **facts))
