"""What convert, merge and split tell people: one short paragraph on stderr for each file."""

from __future__ import annotations

import json
from textwrap import fill
from typing import TYPE_CHECKING, Any

import click

from siekit.cli.terminal import USUAL, printable, write_bytes
from siekit.locale import conversion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siekit.conversion.report import Converted

STDOUT = "-"
JSON = "json"

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", JSON]),
    default="text",
    show_default=True,
    help="Text for people on stderr, or JSON for programs: `siekit schema` describes it.",
)
encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    help="cp437, utf-8 or latin-1; else CP437 where it has all characters, else UTF-8.",
)
checksum_option = click.option("--checksum", is_flag=True, help="Add #KSUMMA.")
keep_unknown_option = click.option(
    "--keep-unknown", is_flag=True, help="Keep records that the standard does not know."
)


def paragraph(first: str, made: Sequence[Converted], lang: str) -> str:
    """The first sentence, and what was done to make the files, the same only once."""
    sentences = [first, *_notes(made, lang), *_errors(made, lang)]
    text = printable(" ".join(" ".join(sentences).split()))
    return fill(text, USUAL, break_long_words=False, break_on_hyphens=False)


def _notes(made: Sequence[Converted], lang: str) -> Iterator[str]:
    for kind in conversion.KINDS:
        told = dict.fromkeys(note.message(lang) for one in made for note in getattr(one, kind))
        if told:
            yield f"{conversion.head(kind, lang)}: {'; '.join(told)}."
    told = dict.fromkeys(finding.message(lang) for one in made for finding in one.findings)
    if told:
        yield f"{conversion.phrase('writing', lang)}: {' '.join(told)}"


def _errors(made: Sequence[Converted], lang: str) -> Iterator[str]:
    """A word of warning, where a check finds errors in what was made."""
    errors = sum(finding.severity == "error" for one in made for finding in one.check())
    if errors:
        yield conversion.phrase("errors", lang, count=errors)


def tell(paragraphs: Sequence[str]) -> None:
    """Print the paragraphs on stderr."""
    for one in paragraphs:
        click.echo(one, err=True)


def tell_json(told: Sequence[Any] | dict[str, Any], output: str) -> None:
    """Print JSON on the standard output, on stderr where that is taken by the file."""
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    if output == STDOUT:
        click.echo(text, nl=False, err=True)
    else:
        write_bytes(text.encode("utf-8", "backslashreplace"))
