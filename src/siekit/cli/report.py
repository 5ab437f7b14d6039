"""`siekit report`: statements and ledgers of SIE files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.failures import EXIT_CODE
from siekit.cli.inputs import Inputs
from siekit.cli.options import lang_option, sie_type_option
from siekit.cli.outputs import Outputs
from siekit.cli.report_options import as_options, report_options
from siekit.cli.snapshot import snapshot_for
from siekit.cli.terminal import printable, screen, write_bytes, write_text
from siekit.cli.workplace import workspace_options
from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import duckdb

    from siekit.cli.snapshot import Snapshot
    from siekit.cli.workplace import Workplace
    from siekit.exceptions import SiekitError
    from siekit.reports.base import Options
    from siekit.reports.model import Report
    from siekit.reports.render.base import Look, Renderer

EXAMPLES = (
    "siekit report income-statement examples/fjallbacken-2023-24.se",
    "siekit report balance-sheet examples/fjallbacken-2023-24.se --by month",
    "siekit report general-ledger examples/tolvan-2024.se --accounts 1930 --lang sv",
)

STDOUT = "-"


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.argument("name", metavar="NAME")
@click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(allow_dash=True))
@report_options
@click.option(
    "--format",
    "format_name",
    metavar="FORMAT",
    help="text, json, csv, html, xlsx or pdf; else the ending of OUT decides, else text.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(allow_dash=True),
    default=STDOUT,
    help="File to write; - is the standard output.",
)
@click.option("--decimals", type=click.IntRange(0, 6), help="Decimals of money; 2 shows öre.")
@sie_type_option
@workspace_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    name: str,
    files: Sequence[str],
    *,
    at: Workplace,
    format_name: str | None,
    output: str,
    decimals: int | None,
    sie_type: str | None,
    lang: str,
    **asked: object,
) -> None:
    """Show a statement or a ledger of SIE files; without FILE, of what the workspace has synced.

    One report is made for each company and year. Where several files are of one company and year
    one of them is used: the one with vouchers, else the one written last; what is left out is
    said on the standard error, as is a file that the report cannot be made of. `siekit report
    list` tells the reports.
    """
    from siekit.reports.making import make_each
    from siekit.reports.pages import for_pages
    from siekit.reports.registry import REPORTS, find_report

    if name == "list":
        write_text("".join(f"{one.name:<20}{one.title[lang]}\n" for one in REPORTS))
        return
    kind = find_report(name)
    renderer = _renderer(format_name, output)
    snapshot = snapshot_for(files, at)
    if snapshot is not None:
        reports = _of_snapshot(snapshot, name, as_options(asked), drawn=renderer.draws)
        details = bool(asked.get("details"))
        _write(reports, renderer, output, _look(lang, decimals, details=details), [])
        return
    inputs = Inputs(files, command="report NAME", sie_type=sie_type)
    with _database(inputs) as connection:
        documents = _chosen(connection)
        if not documents:
            ctx.exit(EXIT_CODE)
        options = as_options(asked)
        if options.companies:
            documents.sort()  # as their files were named
        reports, failed = make_each(kind, connection, documents, options)
        _tell_left_out(connection, failed)
        if renderer.draws:
            reports = for_pages(reports, connection, options)
    look = _look(lang, decimals, details=options.details)
    _write(reports, renderer, output, look, inputs.paths)
    if inputs.failed:
        ctx.exit(EXIT_CODE)


def _of_snapshot(
    snapshot: Snapshot, name: str, options: Options, *, drawn: bool
) -> Sequence[Report]:
    """The reports of the newest snapshot; what none can be made of is told on stderr."""
    from siekit.workspace.reading import reports_of

    with snapshot.workspace as opened:
        made = reports_of(opened, name, options, drawn=drawn)
    for upload, why in made.left_out:
        click.echo(printable(f"{upload.file} is left out: {why.en}"), err=True)
    return made.reports


def _database(inputs: Inputs) -> duckdb.DuckDBPyConnection:
    """The files as one database, all of them numbered anew."""
    from siekit.engine.shown import beneath
    from siekit.sql.numbering import numbered

    return beneath(list(numbered(inputs.documents())))


def _chosen(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """The documents that speak for a company and year; the others are told on stderr."""
    rows = connection.execute(
        "select document_id, file, chosen, reason from _files "
        "order by company_key, start_date, document_id"
    ).fetchall()
    for _, file, chosen, reason in rows:
        if not chosen:
            click.echo(printable(f"{file} is not used: {reason}."), err=True)
    return [document for document, _, chosen, _ in rows if chosen]


def _tell_left_out(
    connection: duckdb.DuckDBPyConnection, failed: Mapping[int, SiekitError]
) -> None:
    """Say on stderr of which files there is no report, and why."""
    names = dict(connection.execute("select document_id, file from _files").fetchall())
    for document, error in failed.items():
        file = names[document]
        why = str(error).removeprefix(f"{file}: ")
        click.echo(printable(f"{file} is left out: {why}"), err=True)


def _renderer(name: str | None, output: str) -> Renderer:
    """The renderer that was asked for, else the one of the output's ending, else text."""
    from siekit.reports.render.registry import BY_EXTENSION, BY_NAME

    if name is None:
        suffix = Path(output).suffix.lower()
        if output == STDOUT or suffix in BY_EXTENSION:
            return BY_EXTENSION.get(suffix, BY_NAME["text"])
        message = f"{output}: no format has this ending. Say which with --format."
        raise UsageError(message)
    if name not in BY_NAME:
        message = f"There is no format {name!r} of reports. They are: {', '.join(BY_NAME)}."
        raise UsageError(message)
    return BY_NAME[name]


def _look(lang: str, decimals: int | None, *, details: bool) -> Look:
    from siekit.reports.render.base import Look

    to = screen()
    return Look(
        lang=lang,
        decimals=decimals,
        width=to.width,
        strong=to.strong,
        faint=to.faint,
        details=details,
    )


def _write(
    reports: Sequence[Report], renderer: Renderer, output: str, look: Look, inputs: list[Path]
) -> None:
    data = renderer.render(reports, look)
    if output != STDOUT:
        with Outputs(inputs) as outputs:
            outputs.open(Path(output)).write(data)
            outputs.keep()
        return
    if not renderer.streams and sys.stdout.isatty():
        message = f"Name the file to write with -o: {renderer.name} is not for a terminal."
        raise UsageError(message)
    if renderer.name == "text":
        write_text(data.decode())
    else:
        write_bytes(data)
