"""The core's work on one file, and the places in it that findings speak of."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from siekit.core import encoding, reader
from siekit.core.columns import FieldTooLongError
from siekit.core.faults import Fault
from siekit.core.labels import LABELS
from siekit.core.reader import CHECKPOINT, TooManyLinesError
from siekit.exceptions import FileUnreadableError
from siekit.model import LineAccount

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siekit.core.columns import Chunk
    from siekit.formats.source import Source

NAMES = tuple(label.name for label in LABELS)
"""The labels by the numbers that the core gives them."""

LONGEST_SHOWN = 1000
"""Bytes of the file that a finding's value is made of."""

LATIN = frozenset({"ISO-8859-1", "ISO-8859-15", "Windows-1252"})
"""Encodings whose files may have fields in CP437; in the others it is the other way round."""

_TOKEN = re.compile(rb'"(?:\\"|[^"])*"?|\{[^}]*\}?|[^\s{]+')
_LINE_END = re.compile(rb"\r\n|\r|\n")


class Scan:
    """What the core made of the bytes of one file."""

    def __init__(self, source: Source, encoding_name: str | None = None) -> None:
        """Find the encoding, unless its name is given, and read the file.

        Raises `FileUnreadableError` for a file beyond what line numbers and text can hold.
        """
        self.mark = mark_of(source.data)
        self.data, name = without_mark(source.data, self.mark)
        name = encoding_name or name
        self.coder = encoding.Coder(name) if name else encoding.detect(self.data)
        core = _read(source.name, self.data, self.coder)
        # The reader itself is let go, and its working memory with it.
        self.chunks: Mapping[str, list[dict[str, Chunk]]] = core.chunks
        self.labels = {NAMES[code]: seen for code, seen in core.labels_seen().items()}
        self.tally = {Fault(code): count for code, count in core.fault_counts().items()}
        self.ordered: bool = core.ordered
        self.first_record: int = core.first_record
        self._places = memoryview(core.places()).cast("q")
        self.line_ends = {"CRLF": core.crlf, "LF": core.lf, "CR": core.cr}
        self.lines = _line_account(core)
        self.aside: list[tuple[int, str, str]] = []
        self.extras: list[tuple[int, str, str]] = []
        self._column_at = (-1, -1, 1)

    @property
    def encoding_name(self) -> str:
        """The name of the encoding that was found."""
        if self.mark == codecs.BOM_UTF8:
            return "UTF-8-SIG"
        return "UTF-16" if self.mark else str(self.coder.name)

    @property
    def line_end(self) -> str:
        """How lines end: CRLF, LF, CR, mixed, or none in a file of one line."""
        used = [name for name, count in self.line_ends.items() if count]
        return "mixed" if len(used) > 1 else used[0] if used else "none"

    def has(self, *labels: str) -> bool:
        """Tell whether any of the labels stands in the file."""
        return any(label in self.labels for label in labels)

    def first_line(self, label: str) -> int | None:
        """Return the line on which a label stands first."""
        seen = self.labels.get(label)
        return seen[1] if seen else None

    def text(self, start: int, stop: int) -> str:
        """Return a span of the file as text, cut when it is long."""
        return str(self.coder.decode(self.data[start : min(stop, start + LONGEST_SHOWN)]))

    def line_text(self, line_start: int) -> str:
        """Return the whole line that begins at a place."""
        end = _LINE_END.search(self.data, line_start)
        return str(self.coder.decode(self.data[line_start : end.start() if end else None]))

    def fields(self, line_start: int) -> list[str]:
        """Return the fields of a line as they stand, for the words of a finding only."""
        head = self.data[line_start : line_start + LONGEST_SHOWN]
        end = _LINE_END.search(head)
        tokens = _TOKEN.findall(head[: end.start()] if end else head)
        return [str(self.coder.decode(token)).strip('"') for token in tokens[1:]]

    def set_aside(self, line: int, label: str, line_start: int) -> None:
        """Keep a record that no table can use among the other records, as it stands."""
        self.aside.append((line, label, self.line_text(line_start)))

    def keep_extra(self, line: int, label: str, line_start: int) -> None:
        """Keep a record with more fields than its label has, beside what is used of it."""
        self.extras.append((line, label, self.line_text(line_start)))

    def line_start(self, line: int) -> int:
        """Return where a line begins, counted from the nearest place that is known."""
        at, steps = divmod(line - 1, CHECKPOINT)
        place = self._places[at]
        for _ in range(steps):
            end = _LINE_END.search(self.data, place)
            if end is None:
                break
            place = end.end()
        return int(place)

    def line_at(self, place: int) -> int:
        """Return the number of the line that a place is on."""
        at = bisect_right(self._places, place) - 1
        ends = _LINE_END.findall(self.data, self._places[at], place)
        return at * CHECKPOINT + len(ends) + 1

    def locate(self, line: int, value: str | None) -> int:
        """Return the column of the field of a line that says `value`, else of its label."""
        start = self.line_start(line)
        head = self.data[start : start + LONGEST_SHOWN]
        end = _LINE_END.search(head)
        head = head[: end.start()] if end else head
        tokens = list(_TOKEN.finditer(head))
        for token in tokens[1:] if value else ():
            text = self.coder.decode(token.group())
            if text.strip('"') == value:
                return self.column(start, start + token.start() + text.startswith('"'))
        return self.column(start, start + (tokens[0].start() if tokens else 0))

    def column(self, line_start: int, place: int) -> int:
        """Return the column, from 1, of a place; asked in file order this is linear in all."""
        if not self.coder.unicode:
            return place - line_start + 1
        known_line, known_place, column = self._column_at
        if known_line != line_start or known_place > place:
            known_place, column = line_start, 1
        column += _characters(self.data, known_place, place)
        self._column_at = (line_start, place, column)
        return column

    def second_encoding(self, start: int, stop: int) -> dict[str, str]:
        """Return the facts of a span that looks like another encoding, and its reading in it."""
        raw = self.data[start : min(stop, start + LONGEST_SHOWN)]
        if self.coder.unicode:
            second = encoding.code_page_of(encoding.count_high_bytes(raw))
        else:
            second = "CP437" if self.coder.name in LATIN else "ISO-8859-1"
        reading = str(encoding.Coder(second).decode(raw))
        return {"found": self.encoding_name, "second": second, "reading": reading}


def _read(name: str, data: bytes, coder: encoding.Coder) -> reader.Reader:
    try:
        return reader.read(data, coder)
    except (FieldTooLongError, TooManyLinesError) as error:
        message = f"{name} cannot be read: {error.__doc__} Is it really a SIE file?"
        raise FileUnreadableError(message) from error


def _line_account(core: reader.Reader) -> LineAccount:
    return LineAccount(
        total=core.line,
        rows=core.rows,
        header=core.header,
        braces=core.braces,
        blank=core.blank,
        other=core.other,
        rejected=core.rejected,
    )


def _characters(data: bytes, start: int, stop: int) -> int:
    """Return how many UTF-8 characters begin in a span."""
    return len(data[start:stop].translate(None, bytes(range(0x80, 0xC0))))


def mark_of(data: bytes) -> bytes:
    """Return the byte order mark that the file begins with."""
    marks = (codecs.BOM_UTF8, *encoding.UTF_16_MARKS)
    return next((mark for mark in marks if data.startswith(mark)), b"")


def without_mark(data: bytes, mark: bytes) -> tuple[bytes, str | None]:
    """Return the bytes to read, and the encoding's name where the mark decides it."""
    if mark in encoding.UTF_16_MARKS:
        return data.decode("utf-16", "replace").encode(), "UTF-16"
    if mark:
        data = data[len(mark) :]
        counts = encoding.count_high_bytes(data)
        # What follows the mark may still be something else: then the bytes decide again.
        return data, "UTF-8" if counts[257] == 0 else None
    return data, None
