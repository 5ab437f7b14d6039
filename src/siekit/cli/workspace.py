"""`siekit workspace`: the commands that keep a workspace whole."""

from __future__ import annotations

import click

from siekit.cli.command import LateGroup

COMMANDS = {
    "info": "siekit.cli.workspace_info",
    "verify": "siekit.cli.workspace_verify",
    "rebuild": "siekit.cli.workspace_rebuild",
    "backup": "siekit.cli.workspace_backup",
    "restore": "siekit.cli.workspace_restore",
    "duckdb": "siekit.cli.workspace_duckdb",
    "parquet": "siekit.cli.workspace_parquet",
    "reader": "siekit.cli.workspace_reader",
}
"""Each command and the module that defines it, in the order of the help text."""

EXAMPLES = ("siekit workspace verify", "siekit workspace backup backup-monday")


@click.group(cls=LateGroup, homes=COMMANDS, examples=EXAMPLES)
def command() -> None:
    """See whether a workspace is whole, mend it, back it up, let other programs read it."""
