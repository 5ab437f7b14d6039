"""How a command ends that cannot be done: one paragraph on stderr, exit code 2."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import click

from siekit.cli.terminal import complain
from siekit.exceptions import SiekitError

if TYPE_CHECKING:
    from collections.abc import Iterator

EXIT_CODE = 2


class CommandFailedError(click.ClickException):
    """The command could not be done; the message is one paragraph for the user."""

    exit_code = EXIT_CODE

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the paragraph on stderr."""
        del file
        complain(self.message)


def paragraph_of(error: SiekitError, lang: str | None) -> str:
    """Return the paragraph of an error in a language; in English where there is no other."""
    text = getattr(error, "text", None)  # that of a refusal of the workspace, which is not loaded
    if text is not None:
        return str(text(lang or "en"))
    return error.swedish if lang == "sv" and error.swedish else str(error)


@contextmanager
def failures_told() -> Iterator[None]:
    """Make one paragraph of whatever a user can cause, instead of a traceback."""
    try:
        with _flushed():
            yield
    except SiekitError as error:
        raise CommandFailedError(str(error)) from error
    except KeyboardInterrupt as error:
        message = "Stopped before it was done."
        raise CommandFailedError(message) from error
    except BrokenPipeError as error:
        # Whoever reads the output has seen enough, as in `siekit show … | head`.
        _silence()
        raise click.exceptions.Exit(0) from error
    except OSError as error:
        _silence()
        raise CommandFailedError(_told(error)) from error
    except MemoryError as error:
        message = "There is not enough memory for this. Try fewer files at a time."
        raise CommandFailedError(message) from error


def _told(error: OSError) -> str:
    """What an operating system's error is about."""
    reason = error.strerror or str(error)
    if error.filename:
        return f"{error.filename}: {reason}."
    return f"The output could not be written: {reason}."


@contextmanager
def _flushed() -> Iterator[None]:
    """Write what is held back, so that a failure is seen here and not at the very end."""
    try:
        yield
    except click.exceptions.Exit:
        _flush()
        raise
    _flush()


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _silence() -> None:
    """Drop what could not be written, else Python tries once more when it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (AttributeError, OSError, ValueError):
        return
