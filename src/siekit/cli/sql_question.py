"""What `siekit sql` is to ask, and of which files: the words of the command line sorted out."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from siekit.cli.inputs import STDIN
from siekit.cli.terminal import is_terminal, standard_input
from siekit.exceptions import FileUnreadableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EXTENSIONS = (".se", ".si", ".sie", ".zip")


@dataclass(frozen=True, slots=True)
class Question:
    """A query with what is set in it; without text the shell is meant."""

    text: str | None
    values: Mapping[str, str]
    files: tuple[str, ...]


def question_of(
    words: Sequence[str],
    settings: Sequence[str],
    *,
    canned: str | None,
    query_file: str | None,
    shell: bool,
) -> Question:
    """Sort the words into query and files, and find the query where it is written."""
    given = dict(_setting(one) for one in settings)
    if sum((canned is not None, query_file is not None, shell)) > 1:
        message = "--query, --file and --shell each say what to ask: give one of them."
        raise UsageError(message)
    text, files = None, tuple(words)
    if canned is None and query_file is None and not shell and words and not is_file(words[0]):
        text, files = words[0], tuple(words[1:])
    if canned is not None:
        from siekit.sql.queries import find_query

        query = find_query(canned)
        return Question(query.statement, query.values(given), files)
    if query_file is not None:
        text = _from_file(query_file, files)
    elif text is None and not shell and not is_terminal(sys.stdin):
        text = _from_file(STDIN, files)
    if text is None:
        return Question(None, {}, files)
    if not text.strip():
        message = 'Give a query and files: siekit sql "select * from ledger" FILE.'
        raise UsageError(message)
    from siekit.sql.queries import values_for
    from siekit.sql.scripts import without_storage

    return Question(without_storage(text), values_for(text, given), files)


def is_file(word: str) -> bool:
    """Whether a word is meant as a FILE: it is there, or is called as SIE files are."""
    if word == STDIN or word.lower().endswith(EXTENSIONS):
        return True
    try:
        return Path(word).exists()
    except (OSError, ValueError):
        return False


def _setting(word: str) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    if not equals or not name:
        message = f"--set wants NAME=VALUE, such as --set text=hyra, and not {word!r}."
        raise UsageError(message)
    return name, value


def _from_file(name: str, files: Sequence[str]) -> str:
    """The query that a file holds, or the standard input."""
    if name == STDIN:
        if STDIN in files:
            message = (
                "The standard input cannot be both the query and a FILE. "
                'Write the query in the command: siekit sql "select * from ledger" -.'
            )
            raise UsageError(message)
        data = standard_input()
    else:
        try:
            data = Path(name).read_bytes()
        except OSError as error:
            message = f"{name}: the query cannot be read: {error.strerror or error}."
            raise FileUnreadableError(message) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"{name} is no query: it is not text in UTF-8."
        raise UsageError(message) from None
