"""`siekit check`: what is wrong with SIE files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.failures import EXIT_CODE
from siekit.cli.inputs import Inputs
from siekit.cli.options import files_argument, lang_option, sie_type_option
from siekit.cli.terminal import screen, write_bytes, write_text
from siekit.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.lint.report import FileReport

EXAMPLES = (
    "siekit check examples/tio-fel.se",
    "siekit check examples --ignore R5 --format json",
    "siekit check examples/tio-fel.se --fix --diff",
)

ERRORS_FOUND = 1


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@files_argument
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="Text for people; JSON (`siekit schema check`), SARIF or GitHub commands for programs.",
)
@click.option("--all", "everything", is_flag=True, help="Show all findings, each with its line.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only, and nothing else.")
@click.option(
    "--select", metavar="CODES", multiple=True, help="Only these: codes, names, or how they begin."
)
@click.option("--ignore", metavar="CODES", multiple=True, help="Not these.")
@click.option(
    "--target", metavar="NAME", multiple=True, help="Check also what this receiving program takes."
)
@sie_type_option
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    files: Sequence[str],
    *,
    output: str,
    everything: bool,
    quiet: bool,
    select: Sequence[str],
    ignore: Sequence[str],
    target: Sequence[str],
    sie_type: str | None,
    strict: bool,
    lang: str,
) -> None:
    """Check SIE files: how they are written, whether their figures tie.

    Every finding has a code, which `siekit explain CODE` explains. Several files of one company
    are also compared with each other.

    The exit code is 1 when there is an error among the findings, 2 when a file could not be
    checked, else 0.
    """
    from siekit.cli.check_run import Checking
    from siekit.cli.check_text import Telling
    from siekit.lint.settings import Settings

    inputs = Inputs(files, command="check", sie_type=sie_type)
    settings = Settings(
        select=tuple(select), ignore=tuple(ignore), targets=tuple(target), strict=strict
    )
    telling = Telling(screen(), lang, everything=everything, quiet=quiet)
    checking = Checking(settings, excerpts=telling.excerpts_wanted if output == "text" else None)
    for document in inputs.documents():
        checking.take(document)
    reports = checking.reports()
    if output == "text":
        text = "\n".join(telling.text(reports))
        write_text(f"{text}\n" if text else "")
    elif output == "json":
        from siekit.lint.render.json_text import as_json

        write_bytes(as_json(reports, lang).encode())
    if inputs.failed:
        ctx.exit(EXIT_CODE)
    if _has_errors(reports):
        ctx.exit(ERRORS_FOUND)


def _has_errors(reports: Sequence[FileReport]) -> bool:
    return any(report.severities[Severity.ERROR] for report in reports)
