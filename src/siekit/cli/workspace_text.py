"""What the commands over a workspace print: tables of uploads, sentences, JSON."""

from __future__ import annotations

import json
from textwrap import fill
from typing import TYPE_CHECKING, Any

import click

from siekit.cli.columns import columns, cut, cut_front
from siekit.cli.terminal import USUAL, printable, screen, write_bytes, write_text
from siekit.locale.figures import MISSING
from siekit.locale.workspace import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace

JSON = "json"
_COMPANY, _FILE = 22, 30
_NAMED = 5

form_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", JSON]),
    default="text",
    show_default=True,
    help="Text for people, or JSON for programs: `siekit schema` describes it.",
)


def print_json(value: Any) -> None:  # noqa: ANN401, any JSON
    """Print one value as JSON."""
    write_bytes((json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())


def say(*sentences: str) -> None:
    """Print sentences as one paragraph."""
    write_text(paragraph(" ".join(sentences)) + "\n")


def paragraph(text: str) -> str:
    """The text as a paragraph of a terminal."""
    shown = " ".join(printable(" ".join(text.split())).split(" "))
    return fill(shown, USUAL, break_long_words=False, break_on_hyphens=False)


def hanging(text: str, *, head: str, width: int) -> str:
    """The text as a paragraph behind a head of that width."""
    shown = printable(" ".join(text.split()))
    return head + fill(
        shown,
        USUAL,
        initial_indent=" " * width,
        subsequent_indent=" " * width,
        break_long_words=False,
        break_on_hyphens=False,
    ).removeprefix(" " * width)


def print_uploads(uploads: Sequence[Upload], lang: str) -> None:
    """Print a table with a line for each upload."""
    to = screen()
    head = ("id", "state", "in_reports", "year", "company", "file")
    rows = [[phrase(name, lang) for name in head], *(_row(one, lang) for one in uploads)]
    first, *rest = columns(rows, left=len(head))
    write_text("\n".join([to.strong(first), *rest]) + "\n")


def _row(one: Upload, lang: str) -> list[str]:
    return [
        str(one.id),
        one.state.value,
        phrase("yes" if one.in_reports else "no", lang),
        one.fiscal_year or MISSING,
        cut(printable(one.company or one.orgnr_raw or MISSING), _COMPANY),
        cut_front(printable(one.file), _FILE),
    ]


def choices(workspace: Workspace, upload: Upload, lang: str) -> str:
    """What somebody can choose for an upload that waits."""
    facts = {"file": upload.file, "id": upload.id}
    found = workspace.suggestions(upload.id)
    if not found:
        return phrase("choose_new", lang, **facts)
    commands = (f'siekit link {upload.id} --to {one.id} ("{one.name}")' for one in found[:_NAMED])
    return phrase("choose", lang, choices=", ".join(commands), **facts)
