"""`siekit sql`: a query over the tables of SIE files."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.failures import EXIT_CODE
from siekit.cli.inputs import Inputs
from siekit.cli.options import lang_option, sie_type_option
from siekit.cli.snapshot import Snapshot, snapshot_for
from siekit.cli.sql_answer import STDOUT, TABLE, check_place, write_answer
from siekit.cli.sql_question import question_of
from siekit.cli.terminal import USUAL, printable, write_text
from siekit.cli.workplace import workspace_options
from siekit.formats.tables.registry import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from siekit.cli.sql_question import Question
    from siekit.cli.workplace import Workplace


EXAMPLES = (
    'siekit sql "select account, sum(amount) from ledger group by 1" examples',
    'siekit sql "select * from vouchers" examples -o vouchers.csv',
    "siekit sql --query largest-vouchers examples/tolvan-2024.se",
    "siekit sql --query text-search --set text=hyra examples",
    "siekit sql --list",
    "siekit sql --shell examples",
)

INDENT = "    "


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.argument("words", metavar="[QUERY] FILE...", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--query", "canned", metavar="NAME", help="Ask a query of the list by its name.")
@click.option("--list", "list_them", is_flag=True, help="List the queries that --query knows.")
@click.option("--show", "show_it", is_flag=True, help="Print the SQL of --query NAME; ask nothing.")
@click.option("--file", "query_file", metavar="SQL", help="Ask the query that a file holds.")
@click.option("--set", "settings", metavar="NAME=VALUE", multiple=True, help="Set $NAME in it.")
@click.option("--shell", is_flag=True, help="Type queries; so also when there is none.")
@click.option("--all-files", is_flag=True, help="Use every file, also several of one year.")
@click.option("--memory", metavar="SIZE", help="Most memory for a query, such as 500MB or 2GB.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True, max=1e6),
    help="Stop a query that takes longer.",
)
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
@workspace_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    words: Sequence[str],
    *,
    at: Workplace,
    canned: str | None,
    list_them: bool,
    show_it: bool,
    query_file: str | None,
    settings: Sequence[str],
    shell: bool,
    all_files: bool,
    memory: str | None,
    timeout: float | None,
    format_name: str | None,
    output: str,
    sie_type: str | None,
    lang: str,
) -> None:
    """Ask the tables of SIE files in SQL; without FILE those of the workspace's reports.

    The tables are those of `siekit schema`'s reference, each with company and year in front, and
    the flat view ledger: one row for each counted transaction. Where several files are of one
    company and year one of them is used; the table files tells which, and why. Queries only
    read: SELECT, EXPLAIN, DESCRIBE, SHOW and SUMMARIZE. `show tables` lists the tables,
    `describe ledger` the columns of one.

    Without QUERY a shell opens on a terminal; elsewhere the standard input is the query. The
    first word is a FILE when there is such a file, or when it is called .se, .si, .sie or .zip.
    """
    if list_them:
        write_text(listed(lang))
        return
    if show_it:
        write_text(_shown(canned))
        return
    question = question_of(words, settings, canned=canned, query_file=query_file, shell=shell)
    snapshot = snapshot_for(question.files, at)
    inputs = snapshot or Inputs(question.files, command="sql QUERY", sie_type=sie_type)
    check_place(format_name, output)
    connection = _database(inputs, question, choosing=not all_files, memory=memory)
    if connection is None:
        ctx.exit(EXIT_CODE)
    with connection:
        if question.text is None:
            from siekit.cli.sql_shell import Shell

            Shell(connection, lang=lang, timeout=timeout, inputs=inputs.paths).run()
        else:
            from siekit.engine.asking import asked
            from siekit.sql.results import plain_answer

            values = question.values or None
            with asked(connection, question.text, values, timeout=timeout) as reader:
                answer = plain_answer(reader)
                write_answer(answer, format_name, output, lang=lang, inputs=inputs.paths)


def _database(
    inputs: Inputs | Snapshot, question: Question, *, choosing: bool, memory: str | None
) -> duckdb.DuckDBPyConnection | None:
    """The files as one database; what is left out is told on stderr. None when a file failed.

    A sum that lacks a file is a wrong figure; which file, was told.
    """
    from siekit.sql.connecting import database_for, database_of
    from siekit.sql.plan import plan_of

    if isinstance(inputs, Snapshot):
        return _told(inputs.database(question, memory=memory))
    plan = None if question.text is None else plan_of(question.text, question.values)
    if plan is None:
        documents = inputs.all_documents()
        if inputs.failed:
            return None
        connection = database_of(documents, choosing=choosing, memory=memory)
    else:
        files = inputs.all_asked(plan.tables, plan.wanted)
        if inputs.failed:
            return None
        connection = database_for(plan, files, choosing=choosing, memory=memory)
    return _told(connection)


def _told(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Tell which files are not used, and which amounts are in no sum."""
    from siekit.engine.not_read import not_in_sums

    left = connection.execute("select file, reason from _files where not chosen").fetchall()
    for file, reason in left:
        click.echo(printable(f"{file} is not used: {reason}."), err=True)
    for text in not_in_sums(connection):
        click.echo(printable(text), err=True)
    return connection


def listed(lang: str) -> str:
    """The queries: each name, and beneath it what it answers."""
    from siekit.sql.queries import QUERIES

    lines = []
    for one in QUERIES.values():
        wanted = "".join(f" --set {setting.name}=…" for setting in one.settings)
        lines.append(f"{one.name}{wanted}")
        lines += wrap(one.title(lang), USUAL, initial_indent=INDENT, subsequent_indent=INDENT)
    return "\n".join(lines) + "\n"


def _shown(canned: str | None) -> str:
    """The SQL of a query, with its head."""
    from siekit.exceptions import UsageError
    from siekit.sql.queries import find_query

    if canned is None:
        message = "Say which query to show: siekit sql --query largest-vouchers --show."
        raise UsageError(message)
    return find_query(canned).sql
