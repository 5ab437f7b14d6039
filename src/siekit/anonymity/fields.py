"""The fields of a line as the reader sees them: spans of its bytes, in linear time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.core.labels import BY_NAME, FieldType
from siekit.core.scanner import MOST_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.core.labels import Label

BARE, QUOTED, LIST = 1, 2, 3

_QUOTE, _BRACE = b'"{'

LINE = re.compile(rb"([^\r\n]*)(\r\n|\r|\n|\Z)")
_FRONT = re.compile(rb"[\x00-\x20\x7f{}]*")
_LABEL = re.compile(rb'#[^ \t"{}]*')
_CONTROLS = bytes((*range(32), 127))

_SPACE = re.compile(rb"[\x00-\x20\x7f]*+")
_BARE = re.compile(rb"[^ \t]++")
_BARE_BEFORE_LIST = re.compile(rb"[^ \t{]++")
# A quote closes a text only before a space, a brace or the end; a backslash takes a quote along.
_CLOSED = re.compile(rb'"((?>(?:[^"\\]|\\"?|"(?![ \t}]|\Z))*))"')
_CLOSED_BEFORE_LIST = re.compile(rb'"((?>(?:[^"\\]|\\"?|"(?![ \t}{]|\Z))*))"')
_BACKSLASH_CLOSED = re.compile(rb'"((?>(?:[^\\]|\\(?!")|\\"(?![ \t}]|\Z))*)\\)"')
_BACKSLASH_CLOSED_BEFORE_LIST = re.compile(rb'"((?>(?:[^\\]|\\(?!")|\\"(?![ \t}{]|\Z))*)\\)"')
_LIST = re.compile(rb'\{((?>(?:[ \t]+|"(?>(?:[^"\\]|\\"?|"(?![ \t}]|\Z))*)"|[^ \t"}][^ \t}]*)*))\}')
_LIST_BEFORE_LIST = re.compile(
    rb'\{((?>(?:[ \t]+|"(?>(?:[^"\\]|\\"?|"(?![ \t}{]|\Z))*)"|[^ \t"}][^ \t}]*)*))\}'
)
_BEFORE_LIST = (
    _BARE_BEFORE_LIST,
    _CLOSED_BEFORE_LIST,
    _BACKSLASH_CLOSED_BEFORE_LIST,
    _LIST_BEFORE_LIST,
)
_PLAIN = (_BARE, _CLOSED, _BACKSLASH_CLOSED, _LIST)

_WITH_LISTS = frozenset(
    label.name
    for label in BY_NAME.values()
    if any(field.type is FieldType.OBJECTS for field in label.fields)
)


@dataclass(frozen=True, slots=True)
class Span:
    """One field: where its content begins and ends in the line, and how it is written."""

    start: int
    stop: int
    kind: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where its label stands, the label if it is one, and the fields after it.

    `rest` is where what follows the last field kept apart begins. A line that is no record has
    no `name`.
    """

    start: int
    stop: int
    name: str
    known: Label | None
    fields: tuple[Span, ...]
    rest: int


def split(raw: bytes) -> Line:
    """The parts of a line without its line end."""
    start = _FRONT.match(raw).end()  # type: ignore[union-attr]
    found = _LABEL.match(raw, start)
    if found is None or found.end() == start + 1:
        return Line(start, start, "", None, (), start)
    letters = found.group().translate(None, _CONTROLS)
    name = letters.upper().decode("latin-1") if letters.isascii() else letters.decode("latin-1")
    known = BY_NAME.get(name)
    if known is None:
        return Line(start, found.end(), name, None, (), found.end())
    spans = []
    for span in _spans(raw, found.end(), takes_list=name in _WITH_LISTS):
        spans.append(span)
        if len(spans) == MOST_FIELDS:
            break
    rest = spans[-1].stop if len(spans) == MOST_FIELDS else len(raw)
    return Line(start, found.end(), name, known, tuple(spans), rest)


def _spans(raw: bytes, i: int, *, takes_list: bool) -> Iterator[Span]:
    bare, closed, backslash_closed, braced = _BEFORE_LIST if takes_list else _PLAIN
    no_closer = False
    while True:
        i = _SPACE.match(raw, i).end()  # type: ignore[union-attr]
        if i >= len(raw):
            return
        if raw[i] == _QUOTE:
            found = None if no_closer else closed.match(raw, i)
            # What no quote closes once, none closes later on the line.
            no_closer = found is None
            found = found or backslash_closed.match(raw, i)
            stop = found.end(1) if found else len(raw)
            yield Span(i + 1, stop, QUOTED)
            i = found.end() if found else stop
        elif raw[i] == _BRACE:
            found = braced.match(raw, i)
            stop = found.end(1) if found else len(raw)
            yield Span(i + 1, stop, LIST)
            i = found.end() if found else stop
        else:
            stop = bare.match(raw, i).end()  # type: ignore[union-attr]
            yield Span(i, stop, BARE)
            i = stop
