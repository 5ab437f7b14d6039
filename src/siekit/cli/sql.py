"""`siekit sql`: a query over the tables of SIE files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.failures import EXIT_CODE
from siekit.cli.inputs import Inputs
from siekit.cli.options import lang_option, sie_type_option
from siekit.cli.outputs import Outputs, StandardOutput
from siekit.cli.terminal import screen, write_text
from siekit.exceptions import UsageError
from siekit.formats.tables.registry import BY_EXTENSION, BY_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb
    import pyarrow as pa

EXAMPLES = (
    'siekit sql "select account, sum(amount) from ledger group by 1" examples',
    'siekit sql "select * from vouchers" examples -o vouchers.csv',
    "siekit sql --query largest-vouchers examples/tolvan-2024.se",
    "siekit sql --list",
)

STDOUT = "-"
TABLE = "table"


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.argument("query", metavar="QUERY", required=False)
@click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--query", "canned", metavar="NAME", help="Ask a query of the list by its name.")
@click.option("--list", "list_them", is_flag=True, help="List the queries that --query knows.")
@click.option("--all-files", is_flag=True, help="Use every file, also several of one year.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice([TABLE, *BY_NAME]),
    help="Format of the answer; else the ending of OUT decides, else table.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(allow_dash=True),
    default=STDOUT,
    help="File to write; - is the standard output.",
)
@sie_type_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    query: str | None,
    files: Sequence[str],
    *,
    canned: str | None,
    list_them: bool,
    all_files: bool,
    format_name: str | None,
    output: str,
    sie_type: str | None,
    lang: str,
) -> None:
    """Ask the tables of SIE files in SQL.

    The tables are those of `siekit schema`'s reference, each with company and year in front, and
    the flat view ledger: one row for each counted transaction. Where several files are of one
    company and year one of them is used; the table files tells which, and why. Queries only
    read: SELECT, EXPLAIN, DESCRIBE, SHOW and SUMMARIZE. `show tables` lists the tables,
    `describe ledger` the columns of one.
    """
    if list_them:
        write_text(_listed(lang))
        return
    names = files
    if canned is not None:
        names = (*([query] if query is not None else ()), *files)
        query = _canned(canned)
    if query is None:
        message = 'Give a query and files: siekit sql "select * from ledger" FILE.'
        raise UsageError(message)
    inputs = Inputs(names, command="sql QUERY", sie_type=sie_type)
    with _database(inputs, choosing=not all_files) as connection:
        from siekit.engine.asking import ask
        from siekit.sql.results import plain

        answer = plain(ask(connection, query))
    _write(answer, format_name, output, lang=lang, inputs=inputs.paths)
    if inputs.failed:
        ctx.exit(EXIT_CODE)


def _database(inputs: Inputs, *, choosing: bool) -> duckdb.DuckDBPyConnection:
    """The files as one database; what is left out is told on stderr."""
    from siekit.sql.connecting import database_of

    connection = database_of(list(inputs.documents()), choosing=choosing)
    left = connection.execute("select file, reason from _files where not chosen").fetchall()
    for file, reason in left:
        click.echo(f"{file} is not used: {reason}.", err=True)
    return connection


def _canned(name: str) -> str:
    from siekit.sql.queries import find_query

    return find_query(name).sql


def _listed(lang: str) -> str:
    from siekit.sql.queries import QUERIES

    return "".join(f"{one.name:<28}{one.title(lang)}\n" for one in QUERIES.values())


def _write(
    answer: pa.Table, name: str | None, output: str, *, lang: str, inputs: Sequence[Path]
) -> None:
    chosen = name or _by_ending(output)
    if chosen == TABLE:
        from siekit.sql.shown_answer import answer_lines

        to = screen()
        text = "\n".join(answer_lines(answer, width=to.width, lang=lang)) + "\n"
        if output == STDOUT:
            write_text(text)
            return
        with Outputs(inputs) as outputs:
            outputs.open(Path(output)).write(text.encode())
            outputs.keep()
        return
    to_format = BY_NAME[chosen]
    if output == STDOUT:
        if not to_format.streams or (chosen == "parquet" and sys.stdout.isatty()):
            message = f"Name the file to write with -o: {chosen} cannot go to the terminal."
            raise UsageError(message)
        _fill(answer, chosen, cast("BinaryIO", StandardOutput()))
        return
    with Outputs(inputs) as outputs:
        _fill(answer, chosen, outputs.open(Path(output)))
        outputs.keep()


def _by_ending(output: str) -> str:
    if output == STDOUT:
        return TABLE
    known = BY_EXTENSION.get(Path(output).suffix.lower())
    return known.name if known else TABLE


def _fill(answer: pa.Table, name: str, sink: BinaryIO) -> None:
    """Write an answer in one of the table formats."""
    writer = BY_NAME[name].open(sink, {"answer": answer.schema})
    for batch in answer.to_batches(max_chunksize=65_536):
        writer.write("answer", batch)
    writer.close()
