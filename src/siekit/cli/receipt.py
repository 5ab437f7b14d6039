"""`siekit receipt`: what is known of one upload, to keep beside the file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siekit.cli.at_work import brought_on
from siekit.cli.command import ExampleCommand
from siekit.cli.options import lang_option
from siekit.cli.outputs import Outputs
from siekit.cli.terminal import printable, screen, write_bytes, write_text
from siekit.cli.workplace import workspace_options
from siekit.cli.workspace_text import JSON, hanging, paragraph
from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.cli.workplace import Workplace
    from siekit.workspace.receipt import Receipt

EXAMPLES = ("siekit receipt 1", "siekit receipt 1 --lang sv -o kvittens.pdf")

STDOUT, TEXT, PDF = "-", "text", "pdf"
FORMS = (TEXT, JSON, PDF)
ENDINGS = {".txt": TEXT, ".json": JSON, ".pdf": PDF}
MOST_LEFT = 32
"""Letters of the left column."""


@click.command(cls=ExampleCommand, examples=EXAMPLES)
@click.argument("upload", metavar="ID", type=int)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="text, json or pdf; else the ending of OUT decides, else text.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(allow_dash=True),
    default=STDOUT,
    help="File to write; - is the standard output.",
)
@workspace_options
@lang_option
def command(*, at: Workplace, upload: int, form: str | None, output: str, lang: str) -> None:
    """Tell all that is known of an upload: what came, what was read, and what became of it.

    Its SHA-256 is what `sha256sum` prints of the file, so the file can be checked against it. Also
    of a file that was refused, with the reason.
    """
    wanted = form or _form_of(output)
    with at.open() as workspace:
        brought_on(workspace, upload)
        data = _made(workspace.receipt(upload), wanted, lang)
    if output != STDOUT:
        with Outputs([]) as outputs:
            outputs.open(Path(output)).write(data)
            outputs.keep()
    elif wanted == TEXT:
        write_text(data.decode())
    elif wanted == PDF and sys.stdout.isatty():
        message = "Name the file to write with -o: pdf is not for a terminal."
        raise UsageError(message)
    else:
        write_bytes(data)


def _form_of(output: str) -> str:
    """The form of the output's ending; text on the standard output."""
    found = TEXT if output == STDOUT else ENDINGS.get(Path(output).suffix.lower())
    if found is None:
        message = f"{output}: no format has this ending. Say which with --format."
        raise UsageError(message)
    return found


def _made(receipt: Receipt, form: str, lang: str) -> bytes:
    if form == JSON:
        import json

        return (json.dumps(receipt.as_json(), ensure_ascii=False, indent=2) + "\n").encode()
    if form == PDF:
        from zoneinfo import ZoneInfo

        from siekit.reports.render.base import SWEDEN, Look
        from siekit.reports.render.registry import BY_NAME
        from siekit.workspace.receipt_told import receipt_report

        look = Look(lang=lang, made=receipt.made_at, zone=ZoneInfo(SWEDEN))
        return BY_NAME[PDF].render([receipt_report(receipt, lang)], look)
    return ("\n".join(_text(receipt, lang)) + "\n").encode("utf-8", "replace")


def _text(receipt: Receipt, lang: str) -> Iterator[str]:
    from siekit.workspace.receipt_told import receipt_notes, receipt_parts

    to = screen()
    for part in receipt_parts(receipt, lang):
        yield to.strong(part.title)
        width = min(max(len(what) for what, _ in part.pairs), MOST_LEFT) + 2
        for what, value in part.pairs:
            head = printable(what)
            if len(head) >= width:
                yield head
                head = ""
            yield hanging(value, head=head.ljust(width), width=width)
        yield ""
    for note in receipt_notes(receipt, lang):
        yield paragraph(note)
