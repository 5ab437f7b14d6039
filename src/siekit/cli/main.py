"""`siekit`: the list of commands."""

from __future__ import annotations

import click

from siekit.cli.command import LateGroup

COMMANDS = {
    "show": "siekit.cli.show",
    "check": "siekit.cli.check",
    "diff": "siekit.cli.diff",
    "export": "siekit.cli.export",
    "convert": "siekit.cli.convert",
    "merge": "siekit.cli.merge",
    "split": "siekit.cli.split",
    "anonymize": "siekit.cli.anonymize",
    "report": "siekit.cli.report",
    "sru": "siekit.cli.sru",
    "sql": "siekit.cli.sql",
    "import": "siekit.cli.import_",
    "list": "siekit.cli.list",
    "link": "siekit.cli.link",
    "summary": "siekit.cli.summary",
    "receipt": "siekit.cli.receipt",
    "activate": "siekit.cli.activate",
    "deactivate": "siekit.cli.deactivate",
    "rollback": "siekit.cli.rollback",
    "sync": "siekit.cli.sync",
    "log": "siekit.cli.log",
    "serve": "siekit.cli.serve",
    "workspace": "siekit.cli.workspace",
    "user": "siekit.cli.user",
    "explain": "siekit.cli.explain",
    "schema": "siekit.cli.schema",
}
"""Each command and the module that defines it, in the order of the help text."""

EXAMPLES = (
    "siekit show examples/fjallbacken-2023-24.se",
    "siekit export examples/fjallbacken-2023-24.se --all -o fjallbacken.xlsx",
    "siekit explain RTRANS",
)


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001, click's
    """Print name and version, and whether the core is compiled."""
    if not value or ctx.resilient_parsing:
        return
    from siekit.about import version_line

    click.echo(version_line())
    ctx.exit()


@click.group(
    cls=LateGroup,
    homes=COMMANDS,
    examples=EXAMPLES,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Show the version and exit.",
)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Read Swedish SIE accounting files: see what is in them, and take it out as tables.

    Wherever a FILE is asked for, it may be a file, a folder, a pattern such as "*.se", a zip
    with SIE files in it, or - for the standard input. `siekit COMMAND --help` tells the rest.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
