"""`siekit workspace reader`: the PostgreSQL role with which programs read one domain."""

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

EXAMPLES = (
    "siekit workspace reader",
    "siekit workspace reader --remove",
)


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.option("--remove", is_flag=True, help="Take the role its rights, and remove it.")
@form_option
@workspace_options
@lang_option
def command(*, at: Workplace, remove: bool, form: str, lang: str) -> None:
    """Make the role with which Power BI, Excel and the like read a domain in PostgreSQL.

    It sees the views of this domain only, and can change nothing. The password is shown this once;
    asking again gives a new one and ends the old one.
    """
    from siekit.workspace.bi.readers import create_reader, remove_reader

    with at.open() as workspace:
        if remove:
            remove_reader(workspace)
            if form == JSON:
                print_json({"removed": True})
            else:
                say(phrase("reader_removed", lang))
            return
        made = create_reader(workspace)
    if form == JSON:
        print_json({"role": made.role, "password": made.password})
    else:
        say(phrase("reader_made", lang, role=made.role, password=made.password))
