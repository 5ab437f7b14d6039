"""`siekit export`: the tables of SIE files as files for other programs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.failures import EXIT_CODE
from siekit.cli.inputs import Inputs
from siekit.cli.options import files_argument, sie_type_option, strict_option
from siekit.cli.outputs import Outputs, StandardOutput
from siekit.cli.snapshot import snapshot_for
from siekit.cli.workplace import workspace_options
from siekit.exceptions import UsageError
from siekit.formats.tables.registry import BY_EXTENSION, BY_NAME
from siekit.formats.tables.several import plain_schema, write_tables
from siekit.schema import BY_NAME as TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.cli.workplace import Workplace
    from siekit.formats.tables.base import TableFormat, TableWriter

EXAMPLES = (
    "siekit export examples/fjallbacken-2023-24.se --table transactions -o rows.csv",
    "siekit export examples/fjallbacken-2023-24.se --all -o fjallbacken.xlsx",
    "siekit export examples --all --format parquet -o tables",
)

STDOUT = "-"


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@files_argument
@click.option(
    "--table",
    metavar="NAME",
    type=click.Choice(list(TABLES)),
    help=f"The table to write: {', '.join(TABLES)}.",
)
@click.option("--all", "everything", is_flag=True, help="Write all tables.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(BY_NAME)),
    help="Format of the output; else the ending of OUT decides, else csv.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(allow_dash=True),
    default=STDOUT,
    help="File to write, with --all a folder (a file for xlsx); - is the standard output.",
)
@sie_type_option
@strict_option
@workspace_options
@click.pass_context
def command(
    ctx: click.Context,
    files: Sequence[str],
    *,
    at: Workplace,
    table: str | None,
    everything: bool,
    format_name: str | None,
    output: str,
    sie_type: str | None,
    strict: bool,
) -> None:
    """Write tables of SIE files for other programs.

    Without FILE, those of what the workspace has synced are written.

    Several files become one table; document_id, from 1, tells them apart, and the table header
    has their names. With --all each table becomes a file in a folder, or a sheet of one
    workbook.

    Amounts stay exact: digits in csv, strings in json, decimals in parquet and arrow. In csv
    and xlsx a text that a spreadsheet program would take for a formula gets an apostrophe in
    front.
    """
    read = partial(Inputs, files, command="export", sie_type=sie_type, strict=strict)
    snapshot = snapshot_for(files, at)
    inputs = snapshot or read()
    names = _tables(table, everything=everything)
    to = _format(format_name, output)
    _check(to, output, everything=everything)
    with Outputs(inputs.paths) as outputs:
        opened = partial(_opened, outputs, to, output, everything=everything)
        written = write_tables(inputs.documents(), names, opened)
        if not written and snapshot:  # nothing is synced yet: the tables are there, and empty
            for writer in {id(one): one for one in opened(names).values()}.values():
                writer.close()
        if written or snapshot:
            outputs.keep()
    if inputs.failed:
        ctx.exit(EXIT_CODE)


def _format(name: str | None, output: str) -> TableFormat:
    """The format that was asked for, else the one of the output's ending, else CSV."""
    if name:
        return BY_NAME[name]
    return BY_EXTENSION.get(Path(output).suffix.lower(), BY_NAME["csv"])


def _tables(table: str | None, *, everything: bool) -> list[str]:
    """The names of the tables that were asked for."""
    if everything and not table:
        return list(TABLES)
    if table and not everything:
        return [table]
    names = ", ".join(TABLES)
    message = f"Say which table to write, with --table NAME or --all. The tables are: {names}."
    raise UsageError(message)


def _check(to: TableFormat, output: str, *, everything: bool) -> None:
    """Refuse an output that the tables cannot be written to, before anything is read."""
    message = ""
    if output == STDOUT and not to.streams:
        message = f"Name the file to write with -o: {to.name} cannot go to the standard output."
    elif output == STDOUT and everything:
        message = "Name the folder to write with -o: several tables need several files."
    elif everything and not to.holds_several and Path(output).suffix.lower() == to.extension:
        message = (
            f"With --all, {to.name} is a file for each table: name a folder with -o, not {output}."
        )
    if message:
        raise UsageError(message)


def _opened(
    outputs: Outputs, to: TableFormat, output: str, names: Sequence[str], *, everything: bool
) -> dict[str, TableWriter]:
    """The writer of each table."""
    schemas = {name: plain_schema(name) for name in names}
    if everything and not to.holds_several:
        folder = Path(output)
        outputs.folder(folder)
        return {
            name: to.open(outputs.open(folder / f"{name}{to.extension}"), {name: schema})
            for name, schema in schemas.items()
        }
    sink = StandardOutput() if output == STDOUT else outputs.open(Path(output))
    return dict.fromkeys(names, to.open(cast("BinaryIO", sink), schemas))
