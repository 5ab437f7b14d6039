"""`siekit show`: what is in SIE files."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.failures import EXIT_CODE
from siekit.cli.inputs import Inputs
from siekit.cli.options import files_argument, lang_option, sie_type_option, strict_option
from siekit.cli.show_findings import all_findings
from siekit.cli.show_one import overview
from siekit.cli.show_several import comparison
from siekit.cli.shown import Shown
from siekit.cli.snapshot import snapshot_for
from siekit.cli.terminal import screen, write_bytes, write_text
from siekit.cli.workplace import workspace_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.cli.terminal import Screen
    from siekit.cli.workplace import Workplace

EXAMPLES = (
    "siekit show examples/fjallbacken-2023-24.se",
    "siekit show examples --lang sv",
    "siekit show examples/tio-fel.se --findings",
)


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@files_argument
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or JSON for programs: `siekit schema show` describes it.",
)
@click.option("--findings", is_flag=True, help="List all findings, each with its remedy.")
@sie_type_option
@strict_option
@workspace_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    files: Sequence[str],
    *,
    at: Workplace,
    output: str,
    findings: bool,
    sie_type: str | None,
    strict: bool,
    lang: str,
) -> None:
    """Show what is in SIE files; without FILE, in those of the workspace's reports.

    One file is shown in full: the company, its years, how the file was read, how many records
    it has, its control totals, and what is odd about it. Several files become one table with
    a line of totals.
    """
    read = partial(Inputs, files, command="show", sie_type=sie_type, strict=strict)
    inputs = snapshot_for(files, at) or read()
    seen = [Shown.of(document) for document in inputs.documents()]
    if output == "json" and (seen or not inputs.failed):
        text = json.dumps([one.preview for one in seen], ensure_ascii=False, indent=2)
        write_bytes(f"{text}\n".encode())
    elif seen:
        write_text("\n".join(_text(seen, screen(), lang, findings=findings)) + "\n")
    if inputs.failed:
        ctx.exit(EXIT_CODE)


def _text(seen: Sequence[Shown], to: Screen, lang: str, *, findings: bool) -> list[str]:
    """The lines for people."""
    several = len(seen) > 1
    if several:
        lines = comparison(seen, to, lang)
    else:
        lines = overview(seen[0], to, lang, brief=not findings)
    if findings:
        for one in seen:
            lines += ["", *all_findings(one, to, lang, named=several)]
    return lines
