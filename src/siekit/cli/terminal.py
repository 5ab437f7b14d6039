"""What a terminal can show: its width, its colours, its letters."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

import click

from siekit.exceptions import SiekitError

if TYPE_CHECKING:
    from typing import TextIO

NARROWEST = 60
USUAL = 80

_PLAIN_LETTERS = str.maketrans(
    {"\u202f": " ", "\u00a0": " ", "−": "-", "–": "-", "…": "...", "═": "="}
)


@dataclass(frozen=True, slots=True)
class Screen:
    """How wide the text may be, and whether it may have colours."""

    width: int = USUAL
    colours: bool = False

    def strong(self, text: str) -> str:
        """Heads and what matters most."""
        return self._styled(text, bold=True)

    def faint(self, text: str) -> str:
        """Names of facts, and remarks."""
        return self._styled(text, dim=True)

    def severity(self, text: str, severity: str) -> str:
        """The word of a severity; the colour only repeats what the word says."""
        colour = {"error": "red", "warning": "yellow"}.get(severity)
        return self._styled(text, fg=colour) if colour else text

    def _styled(self, text: str, **style: object) -> str:
        """The text in a style, where there are colours."""
        return click.style(text, **style) if self.colours and text else text  # type: ignore[arg-type]


def screen() -> Screen:
    """The terminal that the output goes to; 80 columns without colours when it is none."""
    if not is_terminal(sys.stdout):
        return Screen()
    width = max(NARROWEST, shutil.get_terminal_size((USUAL, 24)).columns)
    return Screen(width=width, colours=wants_colours())


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at the stream."""
    return stream is not None and not stream.closed and stream.isatty()


def wants_colours() -> bool:
    """Whether the user has not asked for no colours (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def printable(text: str) -> str:
    """Text of strangers without what could steer the terminal."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() or letter == "\u00a0" else "\ufffd" for letter in text
    )


def write_text(text: str) -> None:
    """Write text for people to the standard output, in letters that it knows."""
    click.echo(in_letters_of(sys.stdout, text), nl=False, color=True)


def write_bytes(data: bytes) -> None:
    """Write data for programs to the standard output, always in UTF-8."""
    sink = standard_output()
    sink.write(data)
    sink.flush()


def standard_output() -> BinaryIO:
    """The standard output for bytes."""
    if sys.stdout is None:
        message = "There is no standard output to write to. Name a file with -o."
        raise SiekitError(message)
    return sys.stdout.buffer


def complain(message: str) -> None:
    """Say on stderr what went wrong, as one paragraph."""
    head = "Error:"
    if is_terminal(sys.stderr) and wants_colours():
        head = click.style(head, fg="red", bold=True)
    paragraph = " ".join(printable(" ".join(message.split())).split(" "))
    click.echo(in_letters_of(sys.stderr, f"{head} {paragraph}"), err=True, color=True)


def standard_input() -> bytes:
    """All bytes of the standard input."""
    return sys.stdin.buffer.read() if sys.stdin is not None else b""


def in_letters_of(stream: TextIO | None, text: str) -> str:
    """The text, with simpler letters where the stream's encoding lacks some."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN_LETTERS).encode(encoding, "replace").decode(encoding)
    return text
