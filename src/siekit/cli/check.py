"""`siekit check`: what is wrong with SIE files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.failures import EXIT_CODE
from siekit.cli.inputs import STDIN, Inputs
from siekit.cli.options import files_argument, lang_option, sie_type_option
from siekit.cli.terminal import screen, write_bytes, write_text
from siekit.exceptions import UsageError
from siekit.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siekit.cli.check_fix import Fixing
    from siekit.findings import Finding
    from siekit.lint.config import Config
    from siekit.lint.report import FileReport
    from siekit.lint.settings import Settings

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
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing the content.")
@click.option("--diff", is_flag=True, help="Show how --fix would mend, and write nothing.")
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
    fix: bool,
    diff: bool,
    sie_type: str | None,
    lang: str,
    **asked: Any,  # noqa: ANN401, click's
) -> None:
    """Check SIE files: how they are written, and whether their figures tie.

    Every finding has a code, which `siekit explain CODE` explains. Several files of one company
    are also compared with each other. With --fix, what was done is told on stderr, and what is
    left on the standard output.

    The exit code is 1 when an error is found, 2 when a file could not be checked, else 0.
    """
    from siekit.cli.check_run import Checking
    from siekit.cli.check_settings import Asked
    from siekit.cli.check_text import Telling

    inputs = Inputs(files, command="check", sie_type=sie_type)
    _refuse(files, output, fix=fix, diff=diff)
    wanted = Asked(**asked)
    config = wanted.configuration()
    settings = wanted.settings(config)
    telling = Telling(screen(), lang, everything=everything, quiet=quiet)
    as_text = output == "text" and not diff and not (fix and STDIN in files)
    checking = Checking(
        settings,
        config=config,
        baseline=None if write_baseline else wanted.known(config),
        excerpts=telling.excerpts_wanted if as_text else None,
    )
    fixing = _fixing(settings, config, sie_type, diff=diff, lang=lang) if fix or diff else None
    for document in inputs.documents():
        checking.take(fixing.take(document) if fixing else document)
    reports = checking.reports()
    failed = inputs.failed or bool(fixing and fixing.failed)
    if write_baseline:
        # Without the files that failed it would say that nothing is known of them.
        if not failed:
            _keep(reports, Path(write_baseline), lang)
    elif as_text:
        text = "\n".join(telling.text(reports))
        write_text(f"{text}\n" if text else "")
    elif output != "text" and (reports or not failed):
        _for_programs(reports, output, lang)
    if failed:
        ctx.exit(EXIT_CODE)
    if not write_baseline and any(one.severities[Severity.ERROR] for one in reports):
        ctx.exit(ERRORS_FOUND)


def _refuse(files: Sequence[str], output: str, *, fix: bool, diff: bool) -> None:
    """Refuse what would mix two things on the standard output."""
    message = ""
    if diff and output != "text":
        message = f"--diff writes text: leave --format {output} out."
    elif fix and not diff and STDIN in files and (len(files) > 1 or output != "text"):
        message = (
            "With --fix the standard input comes back mended on the standard output: give - alone, "
            "and no --format."
        )
    if message:
        raise UsageError(message)


def _fixing(
    settings: Settings, config: Config, sie_type: str | None, *, diff: bool, lang: str
) -> Fixing:
    """What mends the files: the findings that are asked for."""
    from siekit.cli.check_fix import Fixing

    def asked_for(path: str) -> Callable[[Finding], bool]:
        ignored = config.ignored_in(path)
        return lambda one: one.code not in ignored and settings.wants(one.code, one.name)

    return Fixing(settings, asked_for=asked_for, sie_type=sie_type, diff=diff, lang=lang)


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
