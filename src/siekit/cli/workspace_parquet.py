"""`siekit workspace parquet`: the newest snapshot as a folder of Parquet files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.snapshot_written import write_snapshot
from siekit.cli.workplace import workspace_options
from siekit.cli.workspace_text import form_option

if TYPE_CHECKING:
    from siekit.cli.workplace import Workplace


@click.command(cls=ExampleCommand, examples=("siekit workspace parquet",))
@click.option("-o", "--output", metavar="FOLDER", help="Else in the folder bi of the workspace.")
@form_option
@workspace_options
@lang_option
def command(*, at: Workplace, output: str | None, form: str, lang: str) -> None:
    """Write what the reports read as a folder of Parquet files, one a table.

    A link to the folder is moved when all of it is there. Amounts are decimals in each file's
    currency.
    """
    from siekit.workspace.bi.parquet_folder import write_parquet

    write_snapshot(at, write_parquet, output, form=form, lang=lang)
