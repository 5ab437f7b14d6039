"""Lines typed at a prompt: with history and completion where there is a terminal."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from siekit.cli.terminal import is_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType, TracebackType

KEYWORDS = (
    "select from where group by order having limit join left full on using and or not in is null "
    "as case when then else end distinct sum count avg min max cast between like asc desc union "
    "all exists with over partition describe show summarize explain"
)
HISTORY_LINES = 2000
NO_WORD = " \t\n,;()=<>+*/|'\""
"""Letters between the words that are completed; a query's name has - in it."""


class Editor:
    """A prompt; close it to keep what was typed for the next time."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take the names that Tab completes, beside the words of SQL."""
        self.interactive = is_terminal(sys.stdin) and is_terminal(sys.stdout)
        self._names = sorted({*names, *KEYWORDS.split()}, key=str.lower)
        self._found: list[str] = []
        self._readline = _readline() if self.interactive else None

    def __enter__(self) -> Self:
        if self._readline:
            self._readline.set_completer(self._complete)
            self._readline.set_completer_delims(NO_WORD)
            self._readline.parse_and_bind("tab: complete")
            self._readline.parse_and_bind("set bell-style none")
            with suppress(OSError):
                self._readline.read_history_file(history_file())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._readline:
            return
        path = history_file()
        self._readline.set_history_length(HISTORY_LINES)
        # Without a place for it there is no history; the queries were answered all the same.
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            self._readline.write_history_file(path)

    def line(self, prompt: str) -> str | None:
        """One line without its end; None when there are no more."""
        if not self.interactive:
            line = sys.stdin.readline()
            return line.rstrip("\n") if line else None
        try:
            return input(prompt)
        except EOFError:
            sys.stdout.write("\n")
            return None

    def _complete(self, text: str, number: int) -> str | None:
        """The name of that number among those that go on as the text does."""
        if number == 0:
            low = text.lower()
            self._found = [name for name in self._names if name.lower().startswith(low)]
        return self._found[number] if number < len(self._found) else None


def history_file() -> Path:
    """Where the queries that were typed are kept."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "siekit" / "sql_history"


def _readline() -> ModuleType | None:
    """The editing of lines, which some systems lack."""
    try:
        import readline
    except ImportError:
        return None
    return readline
