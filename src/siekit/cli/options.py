"""Arguments and options that several commands have in common."""

from __future__ import annotations

import click

from siekit.locale.language import LANGUAGES, system_language

files_argument = click.argument(
    "files", metavar="FILE...", nargs=-1, type=click.Path(allow_dash=True)
)

lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=system_language,
    show_default="sv where the system is Swedish, else en",
    help="Language of the text.",
)

sie_type_option = click.option(
    "--sie-type",
    type=click.Choice(["1", "2", "3", "4E", "4I"]),
    help="Read the files as this type, whatever they say themselves.",
)

strict_option = click.option(
    "--strict", is_flag=True, help="Show warnings as errors. The tables stay the same."
)
