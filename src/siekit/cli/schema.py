"""`siekit schema`: the JSON Schema of what `--format json` prints."""

from __future__ import annotations

from importlib.resources import files

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.terminal import write_bytes

NAMES = (
    "activate",
    "anonymize",
    "check",
    "convert",
    "deactivate",
    "diff",
    "import",
    "link",
    "list",
    "log",
    "merge",
    "receipt",
    "report",
    "rollback",
    "show",
    "split",
    "sql",
    "sru",
    "summary",
    "sync",
    "user-list",
    "workspace-backup",
    "workspace-info",
    "workspace-rebuild",
    "workspace-restore",
    "workspace-verify",
)
"""The commands whose JSON is described, each by a file in `siekit/json_schemas`."""


@click.command(cls=ExampleCommand, examples=("siekit schema show",))
@click.argument("name", type=click.Choice(NAMES))
def command(name: str) -> None:
    """Print the JSON Schema of a command's JSON output."""
    write_bytes((files("siekit") / "json_schemas" / f"{name}.schema.json").read_bytes())
