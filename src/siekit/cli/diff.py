"""`siekit diff`: what differs between two SIE files."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option, sie_type_option
from siekit.cli.progress import ProgressBar
from siekit.cli.terminal import screen, standard_input, write_bytes, write_text
from siekit.comparison.difference import SECTIONS
from siekit.exceptions import SeveralFilesError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from siekit.document import Document

EXAMPLES = (
    "siekit diff examples/fjallbacken-2022-23.se examples/fjallbacken-2023-24.se",
    "siekit diff examples/tolvan-2024.se examples/tolvan-2024.se --exit-code",
)

STDIN = "-"
DIFFERENT = 1
"""Exit code with --exit-code when the files differ."""


def _sections(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> list[str]:
    """The sections of an option, which may be repeated or hold several."""
    names = [name.strip().replace("-", "_") for part in value for name in part.split(",")]
    for name in names:
        if name not in SECTIONS:
            message = f"{name!r} is none of {', '.join(SECTIONS)}."
            raise click.BadParameter(message)
    return names


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.argument("a", metavar="A", type=click.Path(allow_dash=True))
@click.argument("b", metavar="B", type=click.Path(allow_dash=True))
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or JSON for programs: `siekit schema diff` describes it.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when the files differ.")
@click.option("--all", "everything", is_flag=True, help="List every difference.")
@click.option(
    "--only",
    metavar="SECTIONS",
    multiple=True,
    callback=_sections,
    help=f"Compare only these: {', '.join(SECTIONS)}.",
)
@click.option(
    "--ignore", metavar="SECTIONS", multiple=True, callback=_sections, help="Compare all but these."
)
@sie_type_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    a: str,
    b: str,
    *,
    output: str,
    exit_code: bool,
    everything: bool,
    only: list[str],
    ignore: list[str],
    sie_type: str | None,
    lang: str,
) -> None:
    """Show what differs between two SIE files.

    Their facts are compared, not their bytes: two exports of one ledger, or a file before and
    after. Encoding, line ends, quoting and the order of records make no difference. A voucher
    is added, removed, changed, renumbered, or moved to another year; the sums of accounts
    follow. One of the files may be - for the standard input.
    """
    from siekit.comparison.as_json import json_lines
    from siekit.comparison.comparing import compare

    sections = [name for name in only or SECTIONS if name not in ignore]
    difference = compare(*_read(a, b, sie_type), sections=sections)
    if output == "json":
        _write(json_lines(difference), lambda text: write_bytes(text.encode()))
    else:
        from siekit.cli.diff_text import difference_lines

        lines = difference_lines(difference, sections, screen(), lang, everything=everything)
        _write((f"{line}\n" for line in lines), write_text)
    if exit_code and difference:
        ctx.exit(DIFFERENT)


AT_A_TIME = 1000
"""Pieces of text that are written together."""


def _write(pieces: Iterator[str], write: Callable[[str], None]) -> None:
    """Write the text as it is made, many pieces at a time."""
    waiting: list[str] = []
    for piece in pieces:
        waiting.append(piece)
        if len(waiting) == AT_A_TIME:
            write("".join(waiting))
            waiting.clear()
    write("".join(waiting))


def _read(a: str, b: str, sie_type: str | None) -> tuple[Document, Document]:
    """Both documents, read side by side; the first failure is told."""
    from siekit.formats.reading import read

    if a == b == STDIN:
        message = "Only one of the files can be -, the standard input. Name the other one."
        raise UsageError(message)
    for name in (a, b):
        if Path(name).is_dir():
            message = (
                f"{name} is a folder: two files are compared. Name a file in it, or compare one "
                "pair after the other."
            )
            raise UsageError(message)
    sources = [
        (BytesIO(standard_input()), STDIN) if name == STDIN else (name, name) for name in (a, b)
    ]
    with ProgressBar(1) as progress, ThreadPoolExecutor(2) as threads:
        progress.begin(f"{Path(a).name}, {Path(b).name}")
        waiting = [
            threads.submit(partial(read, source, sie_type=sie_type, name=name))
            for source, name in sources
        ]
        try:
            one, other = (each.result() for each in waiting)
        except SeveralFilesError as error:
            found = str(error).removesuffix(": use read_many.")
            message = f"{found}: two files are compared. Unpack it and name one of them."
            raise UsageError(message) from error
    return one, other
