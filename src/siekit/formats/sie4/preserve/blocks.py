"""The block of a voucher in its file: where it opens and closes, whatever is missing of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.core.labels import BY_NAME
from siekit.formats.sie4.preserve.layout import ROW_LABELS
from siekit.formats.sie4.tokens import Line, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.formats.sie4.lines import Lines

OPEN, CLOSE = b"{}"


@dataclass(frozen=True, slots=True)
class Block:
    """A voucher in lines: that of its #VER, that of its `{` and that of its `}`.

    The last two are None where the brace is missing. `last` is the last line that belongs to
    the voucher, `rows` are those of its rows; `is_open` tells whether rows may follow `last`.
    """

    voucher: int
    opening: int | None
    closing: int | None
    last: int
    rows: tuple[int, ...]
    is_open: bool

    @property
    def lines(self) -> range:
        """The lines after that of #VER, to the end of the voucher."""
        return range(self.voucher + 1, self.last + 1)


def block_of(lines: Lines, voucher: int) -> Block:
    """Return the block of the voucher whose #VER stands on a line."""
    first = split(lines.line(voucher))
    is_open, opening = first.opens_block, None
    last = voucher
    rows: list[int] = []
    for number, line in _following(lines, voucher):
        for at in line.braces:
            if line.data[at] == CLOSE:
                last = number if line.label is None else number - 1
                return Block(voucher, opening, number, last, tuple(rows), is_open=True)
            if not is_open:
                opening, last, is_open = number, number, True
        if line.label is None:
            continue
        label = line.name.decode("latin-1")
        if label in ROW_LABELS:
            rows.append(number)
            last, is_open = number, True
        elif label in BY_NAME:
            break
        elif is_open:
            last = number
    return Block(voucher, opening, None, last, tuple(rows), is_open=is_open)


def _following(lines: Lines, number: int) -> Iterator[tuple[int, Line]]:
    """Give the lines after a line."""
    while number < lines.count:
        number += 1
        yield number, split(lines.line(number))
