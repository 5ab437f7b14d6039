"""`siekit check`: what is wrong with SIE files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

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

SELECT = "Only these findings: codes, names, or how codes begin (V4), between commas."
CONFIG = "Configuration; else the nearest siekit.toml, or pyproject.toml with [tool.siekit]."


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
@click.option("--all", "everything", is_flag=True, help="Show every finding with its line.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only, and no sum.")
@click.option("--select", metavar="CODES", multiple=True, help=SELECT)
@click.option("--ignore", metavar="CODES", multiple=True, help="Not these findings.")
@click.option(
    "--target", metavar="NAME", multiple=True, help="Check also what this receiving program takes."
)
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--baseline", metavar="FILE", help="Known findings, which are only counted.")
@click.option("--write-baseline", metavar="FILE", help="Write what is found as known findings.")
@click.option("--config", metavar="FILE", help=CONFIG)
@click.option("--no-config", is_flag=True, help="Use no configuration.")
@sie_type_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    files: Sequence[str],
    *,
    output: str,
    everything: bool,
    quiet: bool,
    write_baseline: str | None,
    sie_type: str | None,
    lang: str,
    **asked: Any,  # noqa: ANN401, click's
) -> None:
    """Check SIE files: how they are written, and whether their figures tie.

    Every finding has a code, which `siekit explain CODE` explains. Several files of one company
    are also compared with each other.

    The exit code is 1 when an error is found, 2 when a file could not be checked, else 0.
    """
    from siekit.cli.check_run import Checking
    from siekit.cli.check_settings import Asked
    from siekit.cli.check_text import Telling

    inputs = Inputs(files, command="check", sie_type=sie_type)
    wanted = Asked(**asked)
    config = wanted.configuration()
    telling = Telling(screen(), lang, everything=everything, quiet=quiet)
    checking = Checking(
        wanted.settings(config),
        config=config,
        baseline=None if write_baseline else wanted.known(config),
        excerpts=telling.excerpts_wanted if output == "text" else None,
    )
    for document in inputs.documents():
        checking.take(document)
    reports = checking.reports()
    if write_baseline:
        # Without the files that failed it would say that nothing is known of them.
        if not inputs.failed:
            _keep(reports, Path(write_baseline), lang)
    elif output == "text":
        text = "\n".join(telling.text(reports))
        write_text(f"{text}\n" if text else "")
    else:
        _for_programs(reports, output, lang)
    if inputs.failed:
        ctx.exit(EXIT_CODE)
    if not write_baseline and any(one.severities[Severity.ERROR] for one in reports):
        ctx.exit(ERRORS_FOUND)


def _keep(reports: Sequence[FileReport], path: Path, lang: str) -> None:
    """Write the baseline, and say so."""
    from siekit.lint.baseline import write_baseline
    from siekit.locale.figures import count
    from siekit.locale.words import word

    number = write_baseline(path, reports)
    write_text(word("baseline_written", lang, path=path, n=count(number, lang)) + "\n")


def _for_programs(reports: Sequence[FileReport], output: str, lang: str) -> None:
    """Write what was found in a form for programs; what it has no room for is told on stderr."""
    from siekit.about import version
    from siekit.lint.render.github import as_github
    from siekit.lint.render.json_text import as_json
    from siekit.lint.render.sarif import as_sarif

    if output == "json":
        text = as_json(reports, lang)
    elif output == "sarif":
        text = as_sarif(reports, lang, version())
    else:
        text = as_github(reports, lang)
    write_bytes(text.encode("utf-8", "replace"))
    for report in reports:
        left = ", ".join(f"{code}: {number}" for code, number in report.left_out.items())
        if left and output == "json":
            click.echo(f"{report.path}: findings beyond 1,000 of a code left out. {left}", err=True)
