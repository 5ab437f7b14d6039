"""Where an answer goes: the terminal, the standard output, a file in one of the table formats."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from siekit.cli.outputs import Outputs, StandardOutput
from siekit.cli.terminal import screen, write_text
from siekit.exceptions import UsageError
from siekit.formats.tables.registry import BY_EXTENSION, BY_NAME
from siekit.sql.shown_answer import ROWS_SHOWN, answer_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.sql.results import Answer

STDOUT = "-"
TABLE = "table"
WIDEST = 10_000
"""Width of a table in a file, where nothing has to be left out."""

EVERY_ROW = sys.maxsize


def write_answer(
    answer: Answer, name: str | None, output: str, *, lang: str, inputs: Sequence[Path]
) -> None:
    """Write an answer in the format of that name, else as the ending of the output says."""
    chosen = check_place(name, output)
    if output == STDOUT:
        if chosen == TABLE:
            write_text(_text(answer, screen().width, lang, ROWS_SHOWN))
        else:
            _fill(answer, chosen, cast("BinaryIO", StandardOutput()))
        return
    with Outputs(inputs) as outputs:
        sink = outputs.open(Path(output))
        if chosen == TABLE:
            sink.write(_text(answer, WIDEST, lang, EVERY_ROW).encode())
        else:
            _fill(answer, chosen, sink)
        outputs.keep()


def check_place(name: str | None, output: str) -> str:
    """Return the format that is meant; `UsageError` when it cannot go to that output."""
    chosen = name or _by_ending(output)
    if output == STDOUT and chosen != TABLE:
        to_format = BY_NAME[chosen]
        if not to_format.streams and not (chosen == "parquet" and not sys.stdout.isatty()):
            message = f"Name the file to write with -o: {chosen} cannot go to the terminal."
            raise UsageError(message)
    return chosen


def _text(answer: Answer, width: int, lang: str, rows: int) -> str:
    return "\n".join(answer_lines(answer, width=width, lang=lang, rows_shown=rows)) + "\n"


def _by_ending(output: str) -> str:
    if output == STDOUT:
        return TABLE
    known = BY_EXTENSION.get(Path(output).suffix.lower())
    return known.name if known else TABLE


def _fill(answer: Answer, name: str, sink: BinaryIO) -> None:
    """Write an answer in one of the table formats."""
    writer = BY_NAME[name].open(sink, {"answer": answer.schema})
    for batch in answer.batches:
        writer.write("answer", batch)
    writer.close()
