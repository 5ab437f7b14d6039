"""One line with some of its fields written anew, the rest byte for byte as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.formats.sie4.preserve.layout import Layout, layout
from siekit.formats.sie4.tokens import BACKSLASH, UNCLOSED, split

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siekit.formats.sie4.tokens import Token

EMPTY = b'""'
NO_OBJECTS = b"{}"
GONE = b""
"""New bytes of a field that is taken away with the space before it, whatever follows."""


def rewritten(old: Layout, label: str, new: Mapping[str, bytes | None]) -> bytes:
    """Return the line of a layout with new bytes for some columns, under a label.

    A field that is added has `""` for each absent one before it. Where the writing of the
    other fields is in the way, as a quote that is not closed, all are put one after the other.
    """
    line = old.line
    own = line.data[line.label.start : line.label.stop] if line.label else b""
    label_bytes = own if line.name == label.encode() else label.encode()
    # What the reader mends may be in the way of a field behind it: then it is mended here.
    fillers = {name: NO_OBJECTS if name == "objects" else EMPTY for name in old.gaps}
    attempts = [
        (written, fields)
        for written in (_in_place, _one_by_one)
        for fields in (new, {**fillers, **new})
    ]
    for written, fields in attempts:
        made = written(old, label_bytes, fields)
        if _says(made, old, label, fields):
            return made
    return made


def _in_place(old: Layout, label: bytes, new: Mapping[str, bytes | None]) -> bytes:
    """Return the line with only the fields in question replaced, put in, or taken away."""
    line, fields = old.line, old.fields
    head = _head(old, label)
    begin = line.label.stop if line.label else 0
    space = b"\t" if b"\t" in line.data[begin : fields[-1].start if fields else begin] else b" "
    cells = _cells(old, new)
    kept = _last_kept(cells)
    parts, at = [head], begin
    for k, token in enumerate(fields):
        before = line.data[at : token.start]
        for added in _put_in(old, new, k):
            parts += (before or space, added)
            before = space
        at = token.stop
        cell = cells[k]
        if k <= kept and cell != GONE:
            parts += (before, _filler(old, k) if cell is None else cell)
    for k in range(len(fields), kept + 1):
        cell = cells[k]
        parts += (space, _filler(old, k) if cell is None else cell)
    return b"".join((*parts, line.data[at:]))


def _one_by_one(old: Layout, label: bytes, new: Mapping[str, bytes | None]) -> bytes:
    """Return the line with a space between fields that are closed as they should be."""
    cells = _cells(old, new, closed=True)
    kept = _last_kept(cells)
    parts = [_head(old, label)]
    for k in range(kept + 1):
        parts += _put_in(old, new, k)
        cell = cells[k]
        if cell != GONE:
            parts.append(_filler(old, k) if cell is None else cell)
    return b" ".join((*parts, b"{")) if old.line.opens_block else b" ".join(parts)


def _head(old: Layout, label: bytes) -> bytes:
    """Return what stands before the fields, with the label."""
    return old.line.data[: old.line.label.start] + label if old.line.label else label


def _cells(
    old: Layout, new: Mapping[str, bytes | None], *, closed: bool = False
) -> list[bytes | None]:
    """Return the bytes of each field as it will be, None for one that is not there."""
    data = old.line.data
    cells: list[bytes | None] = [
        _closed(token) if closed else data[token.start : token.stop] for token in old.fields
    ]
    for column, written in new.items():
        k = old.slots.get(column)
        if k is not None:
            cells += [None] * (k + 1 - len(cells))
            cells[k] = written
    return cells


def _closed(token: Token) -> bytes:
    """Return a field with its quotes or braces, also those that are missing."""
    if token.kind == "bare":
        return token.raw
    if token.kind == "list":
        return b"{" + token.raw + b"}"
    if not token.flags & (UNCLOSED | BACKSLASH):
        return b'"' + token.raw + b'"'
    return b'"' + token.raw + (b' "' if token.raw.endswith(b"\\") else b'"')


def _last_kept(cells: list[bytes | None]) -> int:
    return max((k for k, cell in enumerate(cells) if cell is not None), default=-1)


def _filler(old: Layout, k: int) -> bytes:
    """Return what stands for an absent field before another one."""
    return NO_OBJECTS if old.slots.get("objects") == k else EMPTY


def _put_in(old: Layout, new: Mapping[str, bytes | None], k: int) -> list[bytes]:
    """Return the new fields of columns that had no place and belong before field `k`."""
    given = (new.get(column) for column, before in old.gaps.items() if before == k)
    return [written for written in given if written]


def _says(made: bytes, old: Layout, label: str, new: Mapping[str, bytes | None]) -> bool:
    """Tell whether a line has the new fields where they are read, and the others as before."""
    found = layout(split(made), label)
    for column in {*old.slots, *old.gaps}:
        token = found.token(column)
        if column in new:
            written = new[column]
            if not written:
                if token is not None and not token.empty:
                    return False
            elif token is None or made[token.start : token.stop] != written:
                return False
        elif _content(token) != _content(old.token(column)):
            return False
    return True


def _content(token: Token | None) -> bytes:
    return b"" if token is None else token.content
