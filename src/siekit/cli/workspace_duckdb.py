"""`siekit workspace duckdb`: the newest snapshot as one DuckDB file."""

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


@click.command(cls=ExampleCommand, examples=("siekit workspace duckdb",))
@click.option("-o", "--output", metavar="FILE", help="Else in the folder bi of the workspace.")
@form_option
@workspace_options
@lang_option
def command(*, at: Workplace, output: str | None, form: str, lang: str) -> None:
    """Write what the reports read as one DuckDB file, for programs that open it.

    It has every table and the ledger, and appears when it is complete; who has the old one open
    reads on in that. Amounts are decimals in each file's currency.
    """
    from siekit.workspace.bi.duckdb_file import write_duckdb

    write_snapshot(at, write_duckdb, output, form=form, lang=lang)
