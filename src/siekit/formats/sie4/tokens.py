r"""One line of a file as tokens: its label and its fields, where each stands and how it is written.

`split` divides the bytes of a line exactly as the core does (`core/scanner.py`): quotes that are
escaped, stray or missing, object lists, tabs and control characters. Everything is kept as bytes,
so that what no encoding can read stays as it is when another field of the line is replaced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind: TypeAlias = Literal["bare", "quoted", "list"]

TAKES_LIST = frozenset(
    {b"#TRANS", b"#RTRANS", b"#BTRANS", b"#PSALDO", b"#PBUDGET", b"#OIB", b"#OUB"}
)
"""Labels before whose object list a word or a quote may end without a space."""

ESCAPED, STRAY, UNCLOSED, BACKSLASH = 1, 2, 4, 8
r"""What is odd in how a field is written, by the numbers that the core gives: an escaped quote, a
stray one, no closing one, a closing one behind the text's own last backslash."""

FIELDS_READ = 32
"""Fields of a line that the reader looks at; those beyond are only counted."""

_HASH, _QUOTE, _BACKSLASH, _OPEN, _CLOSE = b'#"\\{}'
_BLANKS = b" \t"
_ENDS = frozenset(b" \t\r\n")
_LABEL_ENDS = frozenset(b' \t\r\n"{}')
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r") | {0x7F}
_SPACES = bytes(range(33)) + b"\x7f"

# What has no escapes, no quotes out of place and no control characters is found by patterns, which
# never go back over what they took.
_TEXT = rb'"[^"\\\x00-\x08\x0a-\x1f\x7f]*+"'
_WORD = rb'[^"\\{}\x00-\x20\x7f]++'
_LISTED_TEXT = rb'"[^"\\{}\x00-\x08\x0a-\x1f\x7f]*+"'
_LIST = rb"\{[ \t]*+(?:(?:" + _LISTED_TEXT + rb"|" + _WORD + rb")(?:[ \t]++|(?=\})))*+\}"
_ANY = rb"(?:" + _TEXT + rb"|" + _LIST + rb"|" + _WORD + rb")"
_PLAIN = re.compile(rb"[ \t]*+(#[A-Za-z]++)(?:[ \t]++" + _ANY + rb")*+[ \t]*+")
_TOKEN = re.compile(_ANY)
_ELEMENT = re.compile(_LISTED_TEXT + rb"|" + _WORD)


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in its line: the first byte, and the one after the last."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Token:
    r"""One field, or one element of an object list.

    `start` and `stop` take in quotes and braces. `raw` is what stands between them, `content` the
    same with `\"` read as a quote. `flags` say what is odd (`ESCAPED`, `STRAY`, …).
    """

    start: int
    stop: int
    kind: Kind
    raw: bytes
    flags: int = 0
    elements: tuple[Token, ...] = ()

    @property
    def content(self) -> bytes:
        """The bytes of the field as the reader takes them, without quotes and escapes."""
        return self.raw.replace(b'\\"', b'"') if self.flags & ESCAPED else self.raw

    @property
    def empty(self) -> bool:
        """Whether there is nothing but spaces and control characters in it."""
        return not self.raw.strip(_SPACES)


@dataclass(frozen=True, slots=True)
class Line:
    """One line in parts; `data` is the whole line without its line end.

    A line without a record has no `label`: it is blank, has only `braces`, or is `rejected`.
    `braces` are the places of the braces that stand alone on the line, before any record.
    """

    data: bytes
    label: Span | None
    fields: tuple[Token, ...] = ()
    braces: tuple[int, ...] = ()
    rejected: bool = False
    takes_list: bool = field(default=False, repr=False)

    @property
    def name(self) -> bytes:
        """The label in capitals, with its #, as the reader compares it; empty without a record."""
        if self.label is None:
            return b""
        return _name(self.data[self.label.start : self.label.stop])

    @property
    def indent(self) -> bytes:
        """The space in front of the first thing on the line."""
        return self.data[: len(self.data) - len(self.data.lstrip(_BLANKS))]

    @property
    def opens_block(self) -> bool:
        """Whether the last field is the `{` that begins a voucher's block on the #VER line."""
        last = self.fields[-1] if self.fields else None
        return (
            self.name == b"#VER"
            and last is not None
            and len(self.fields) <= FIELDS_READ
            and last.kind == "list"
            and bool(last.flags & UNCLOSED)
            and last.empty
        )

    def last_text(self, index: int) -> Token | None:
        """The text that ends a record, from field `index` on, None when there is none.

        Words without quotes are one text, as are the parts between stray quotes: the reader
        joins them for a label whose last field is its only text (#KONTO, #FNAMN, …).
        """
        if index >= len(self.fields):
            return None
        first, rest = self.fields[index], self.fields[index + 1 : FIELDS_READ]
        if not rest or index >= FIELDS_READ:
            return first
        stray = any(one.kind == "bare" and one.flags & STRAY for one in rest)
        if first.kind == "quoted" and (first.flags & STRAY or stray):
            begin = first.start + 1
            stop = max(self.data.rfind(b'"', begin), begin)
            raw = self.data[begin:stop]
            return Token(first.start, min(stop + 1, len(self.data)), "quoted", raw, ESCAPED)
        if first.kind == "bare" and not all(one.empty for one in rest):
            stop = first.start + len(self.data[first.start :].rstrip(bytes(range(33))))
            return Token(first.start, stop, "bare", self.data[first.start : stop])
        return first

    def replaced(self, index: int, new: bytes) -> bytes:
        """The line with field `index` written as `new`, which brings its own quotes or braces.

        Raises `IndexError` when there is no such field.
        """
        return self.with_tokens({self.fields[index]: new})

    def with_tokens(self, new: Mapping[Token, bytes]) -> bytes:
        """The line with some of its tokens, or elements of its lists, written anew."""
        parts: list[bytes] = []
        at = 0
        for token in sorted(new, key=lambda one: one.start):
            parts += (self.data[at : token.start], new[token])
            at = token.stop
        return b"".join((*parts, self.data[at:]))


def split(line: bytes) -> Line:
    """Return the parts of one line, given without its line end."""
    plain = _PLAIN.fullmatch(line)
    return _plain_line(line, plain) if plain else split_any(line)


def _plain_line(line: bytes, plain: re.Match[bytes]) -> Line:
    """Return the parts of a line that has nothing odd, as nearly all lines are."""
    label = Span(*plain.span(1))
    fields = tuple(_plain_token(*one.span(), line) for one in _TOKEN.finditer(line, label.stop))
    return Line(line, label, fields, takes_list=plain[1].upper() in TAKES_LIST)


def _plain_token(start: int, stop: int, line: bytes) -> Token:
    first = line[start]
    if first == _QUOTE:
        return Token(start, stop, "quoted", line[start + 1 : stop - 1])
    if first != _OPEN:
        return Token(start, stop, "bare", line[start:stop])
    inner = _ELEMENT.finditer(line, start + 1, stop - 1)
    elements = tuple(_plain_token(*one.span(), line) for one in inner)
    return Token(start, stop, "list", line[start + 1 : stop - 1], 0, elements)


def split_any(line: bytes) -> Line:
    """Return the parts of a line byte by byte, whatever it is; `split` is quicker."""
    start, braces = _begin(line)
    if start < 0:
        return Line(line, None, braces=braces, rejected=start < -1)
    i = start + 1
    while i < len(line) and line[i] not in _LABEL_ENDS:
        i += 1
    label = line[start:i]
    if i == start + 1:
        return Line(line, None, braces=braces, rejected=True)
    takes_list = _name(label) in TAKES_LIST
    fields = _Splitter(line, takes_list=takes_list).fields(i)
    return Line(line, Span(start, i), fields, braces, takes_list=takes_list)


def _begin(line: bytes) -> tuple[int, tuple[int, ...]]:
    """Return where the record begins and the braces before it; -1 for none, -2 for a stray word."""
    braces: list[int] = []
    for i, byte in enumerate(line):
        if byte == _HASH:
            return i, tuple(braces)
        if byte in (_OPEN, _CLOSE):
            braces.append(i)
        elif byte not in _SPACES:
            return -2, tuple(braces)
    return -1, tuple(braces)


def _name(label: bytes) -> bytes:
    return bytes(byte for byte in label if byte not in _CONTROLS).upper()


class _Splitter:
    """Walks over the fields of one line; see `Scanner.split` of the core."""

    def __init__(self, line: bytes, *, takes_list: bool) -> None:
        self._line = line
        self._takes_list = takes_list
        self._no_closer = False

    def fields(self, i: int) -> tuple[Token, ...]:
        """Return the fields from `i` on."""
        line, found = self._line, []
        while i < len(line):
            byte = line[i]
            if byte in _SPACES:
                i += 1
                continue
            if byte == _QUOTE:
                token = self._quoted(i + 1)
            elif byte == _OPEN:
                token = self._list(i + 1)
            else:
                token = self._bare(i)
            found.append(token)
            i = token.stop
        return tuple(found)

    def _bare(self, start: int) -> Token:
        line, i, flags = self._line, start, 0
        while i < len(line) and line[i] not in _ENDS:
            if line[i] == _QUOTE:
                flags |= STRAY
                if i > start and line[i - 1] == _BACKSLASH:
                    flags |= ESCAPED
            elif line[i] == _OPEN and self._takes_list:
                break
            i += 1
        return Token(start, i, "bare", line[start:i], flags)

    def _closes(self, i: int) -> bool:
        """Tell whether a quote whose next byte is at `i` ends its field (SIE 4B 5.7)."""
        if i >= len(self._line) or self._line[i] in _ENDS or self._line[i] == _CLOSE:
            return True
        return self._line[i] == _OPEN and self._takes_list

    def _is_escape(self, i: int) -> bool:
        return self._line[i : i + 2] == b'\\"'

    def _quoted(self, start: int) -> Token:
        line, i, flags = self._line, start, 0
        while i < len(line) and not self._no_closer:
            if self._is_escape(i):
                flags |= ESCAPED
                i += 1
            elif line[i] == _QUOTE:
                if self._closes(i + 1):
                    return Token(start - 1, i + 1, "quoted", line[start:i], flags)
                flags |= STRAY
            i += 1
        self._no_closer = True
        return self._unclosed(start)

    def _unclosed(self, start: int) -> Token:
        line, i, flags = self._line, start, 0
        while i < len(line):
            if self._is_escape(i):
                if self._closes(i + 2):
                    raw = line[start : i + 1]
                    return Token(start - 1, i + 2, "quoted", raw, flags | BACKSLASH)
                flags |= ESCAPED
                i += 1
            i += 1
        return Token(start - 1, len(line), "quoted", line[start:], flags | UNCLOSED)

    def _list(self, start: int) -> Token:
        stop = self._list_end(start)
        elements = tuple(self._elements(start, len(self._line) if stop < 0 else stop))
        if stop < 0:
            raw = self._line[start:]
            return Token(start - 1, len(self._line), "list", raw, UNCLOSED, elements)
        return Token(start - 1, stop + 1, "list", self._line[start:stop], 0, elements)

    def _list_end(self, i: int) -> int:
        """Return where the brace stands that closes a list, -1 when none does."""
        line, inside = self._line, 0
        while i < len(line):
            byte = line[i]
            if inside == _QUOTE:
                if self._is_escape(i):
                    i += 1
                elif byte == _QUOTE and self._closes(i + 1):
                    inside = 0
            elif byte == _CLOSE:
                return i
            elif byte in _BLANKS:
                inside = 0
            elif inside == 0:
                inside = _QUOTE if byte == _QUOTE else 1
            i += 1
        return -1

    def _elements(self, i: int, stop: int) -> list[Token]:
        """Return the elements of a list, dimensions and objects in turn."""
        line, found = self._line, []
        while i < stop:
            if line[i] in _BLANKS:
                i += 1
                continue
            start, flags = i, 0
            if line[i] != _QUOTE:
                while i < stop and line[i] not in _BLANKS:
                    i += 1
                found.append(Token(start, i, "bare", line[start:i]))
                continue
            i += 1
            while i < stop and not (line[i] == _QUOTE and self._closes(i + 1)):
                if self._is_escape(i) and i + 1 < stop:
                    flags = ESCAPED
                    i += 1
                i += 1
            last = min(i, stop)
            i = min(last + 1, stop)
            found.append(Token(start, i, "quoted", line[start + 1 : last], flags))
        return found
