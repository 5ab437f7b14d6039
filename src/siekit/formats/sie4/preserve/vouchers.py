"""Changed, removed and new vouchers and rows, as edits of their lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from siekit.exceptions import NotWritableError
from siekit.formats.sie4.preserve.blocks import CLOSE, OPEN, Block, block_of
from siekit.formats.sie4.preserve.differences import Differences, differences, numbers, rows_of
from siekit.formats.sie4.preserve.tables import ROW, VOUCHER, label_of
from siekit.formats.sie4.tokens import split

if TYPE_CHECKING:
    from siekit.formats.sie4.preserve.work import Work

OUTSIDE = 0
"""The home of rows that stand in no voucher; others have the voucher's line, or below zero the
place of a new voucher in its table."""

_NO_VOUCHERS = (b"", b"", b"\t")
"""How #VER, braces and rows are indented in a file that has none yet."""


@dataclass
class _Rows:
    """Lines of new and moved rows by home, in the order of the table, with their numbers."""

    by_home: dict[int, list[tuple[int, bytes | dict[str, Any]]]] = field(default_factory=dict)

    def add(self, home: int, row: int, line: bytes | dict[str, Any]) -> None:
        self.by_home.setdefault(home, []).append((row, line))


def edit_vouchers(work: Work) -> None:
    """Edit the lines of vouchers and of their rows."""
    document, before = work.document, work.original.document
    vouchers, old = document["vouchers"], before["vouchers"]
    found = differences(old, vouchers, VOUCHER)
    same_numbers = (
        not found.new and not found.removed and old["voucher_id"].equals(vouchers["voucher_id"])
    )
    if not same_numbers:
        _check_numbers(vouchers)
    rows, old_rows = document["transactions"], before["transactions"]
    names: tuple[str, ...] = ROW
    if not same_numbers or not rows["voucher_id"].equals(old_rows["voucher_id"]):
        names = (*ROW, "home")
        homes = _homes(vouchers, old, found)
        rows = rows.append_column("home", _home_of(rows, vouchers, homes))
        old_rows = old_rows.append_column("home", _home_of(old_rows, old, old["line"]))
    _Editing(work, found, differences(old_rows, rows, names)).run(old, old_rows, rows)


def _check_numbers(vouchers: pa.Table) -> None:
    """Raise where rows could not be told which voucher they belong to."""
    numbers = vouchers["voucher_id"]
    if not numbers.null_count and pc.count_distinct(numbers).as_py() == len(numbers):
        return
    message = (
        "Vouchers have the same voucher_id, or none, so that their rows cannot be told apart. "
        "Give each voucher a voucher_id of its own, and its rows the same one."
    )
    raise NotWritableError(message)


def _homes(vouchers: pa.Table, old: pa.Table, found: Differences) -> pa.Array:
    """Return for each voucher the line that it has in the file, else minus its place."""
    places = pc.subtract(-1, numbers(vouchers.num_rows))
    lines = pc.take(old["line"].combine_chunks(), found.matched).cast(pa.int64())
    return pc.coalesce(lines, places)


def _home_of(rows: pa.Table, vouchers: pa.Table, homes: pa.Array) -> pa.ChunkedArray:
    """Return for each row the home of its voucher."""
    at = pc.index_in(rows["voucher_id"], vouchers["voucher_id"].combine_chunks(), skip_nulls=True)
    lost = pc.and_(pc.is_null(at), pc.is_valid(rows["voucher_id"]))
    if pc.any(lost).as_py():
        row = rows.select(["line", "voucher_id"]).filter(lost).slice(0, 1).to_pylist()[0]
        message = (
            f"A row (line {row['line']}) names voucher_id {row['voucher_id']}, which is not in the "
            "table vouchers. Remove the rows of a removed voucher too, or keep the voucher."
        )
        raise NotWritableError(message)
    if isinstance(homes, pa.ChunkedArray):
        homes = homes.combine_chunks()
    found = pc.take(homes.cast(pa.int64()), at)
    return pc.fill_null(found, OUTSIDE)


class _Editing:
    """The edits of vouchers and rows, in the order in which they depend on each other."""

    def __init__(self, work: Work, vouchers: Differences, rows: Differences) -> None:
        self._work = work
        self._vouchers = vouchers
        self._rows = rows
        self._blocks: dict[int, Block] = {}

    def run(self, old: pa.Table, old_rows: pa.Table, rows: pa.Table) -> None:
        """Edit what is there, then put in what is new."""
        work, found = self._work, self._vouchers
        table = work.document["vouchers"]
        for number, row in rows_of(table, found.changed):
            values = {name: row[name] for name in found.changed[number]}
            line = work.edits.line(row["line"])
            key = ("vouchers", number)
            work.edits.replace(row["line"], work.rewrite(line, "#VER", values, key))
        for _, row in rows_of(old_rows, self._rows.removed):
            work.remove(row["line"])
        waiting = self._changed_rows(rows)
        for line in pc.take(old["line"], pa.array(found.removed, pa.int64())).to_pylist():
            self._remove_voucher(line)
        for home in sorted(home for home in waiting.by_home if home > OUTSIDE):
            self._put_into(home, waiting.by_home[home])
        self._put_outside(waiting.by_home.get(OUTSIDE, []))
        self._put_vouchers(table, waiting)

    def _changed_rows(self, rows: pa.Table) -> _Rows:
        """Rewrite changed rows; return those that are new or move to another voucher."""
        work, waiting = self._work, _Rows()
        numbers = sorted({*self._rows.changed, *self._rows.new})
        for number, row in rows_of(rows, numbers):
            changed = self._rows.changed.get(number)
            if changed is None:
                waiting.add(self._home(row), number, row)
                continue
            made = self._rewritten(number, row, changed - {"home"})
            if "home" in changed:
                work.remove(row["line"])
                waiting.add(row["home"], number, made)
            else:
                work.edits.replace(row["line"], made)
        return waiting

    def _home(self, row: dict[str, Any]) -> int:
        """Return where a new row belongs, also when all vouchers are as they were."""
        if "home" in row:
            return int(row["home"])
        number = row["voucher_id"]
        return OUTSIDE if number is None else int(self._line_of_number[number])

    @cached_property
    def _line_of_number(self) -> dict[int, int]:
        table = self._work.document["vouchers"]
        columns = (table[name].to_pylist() for name in ("voucher_id", "line"))
        return dict(zip(*columns, strict=True))

    def _rewritten(self, number: int, row: dict[str, Any], changed: set[str]) -> bytes:
        line = self._work.edits.line(row["line"])
        label = label_of("transactions", row)
        values = {name: row[name] for name in changed - {"kind"}}
        return self._work.rewrite(line, label, values, ("transactions", number))

    def _block(self, line: int) -> Block:
        if line not in self._blocks:
            self._blocks[line] = block_of(self._work.original.lines, line)
        return self._blocks[line]

    def _remove_voucher(self, line: int) -> None:
        """Take out a #VER, its braces and what is blank between them."""
        work = self._work
        block = self._block(line)
        work.remove(line)
        for number in block.lines:
            if split(work.original.lines.line(number)).label is None:
                work.edits.remove(number)
        if block.closing is not None and block.closing > block.last:
            parts = split(work.edits.line(block.closing))
            if parts.label:
                work.edits.replace(block.closing, parts.data[parts.label.start :])

    def _row_lines(
        self, rows: list[tuple[int, bytes | dict[str, Any]]], indent: bytes
    ) -> list[tuple[int, bytes]]:
        """Return the lines of new rows, and of rows that come from elsewhere."""
        made = []
        for number, row in rows:
            if isinstance(row, bytes):
                label_span = split(row).label
                start = label_span.start if label_span else 0
                made.append((number, indent + row[start:].rstrip()))
                continue
            label = label_of("transactions", row)
            key = ("transactions", number)
            made.append((number, self._work.composed(label, row, key, indent=indent)))
        return made

    def _put_into(self, home: int, rows: list[tuple[int, bytes | dict[str, Any]]]) -> None:
        """Put rows at the end of a voucher that the file has."""
        work, block = self._work, self._block(home)
        lines = self._row_lines(rows, self._row_indent(block))
        after = block.last
        ending: list[bytes] = []
        if block.closing is not None:
            after, ending = self._before_closing(block)
        elif not block.is_open:
            indent = self._indents()[1]
            work.edits.insert(after, indent + b"{")
            ending = [indent + b"}"]
        for number, line in lines:
            work.place("transactions", number, after, line)
        for line in ending:
            work.edits.insert(after, line)

    def _before_closing(self, block: Block) -> tuple[int, list[bytes]]:
        """Return the line before the closing brace; one that shares its line is moved down."""
        closing = block.closing or block.voucher
        parts = split(self._work.edits.line(closing))
        own = [at for at in parts.braces if parts.data[at] == CLOSE]
        before = [at for at in parts.braces if parts.data[at] == OPEN and at < own[0]]
        if not before or block.opening != closing:
            return closing - 1, []
        self._work.edits.replace(closing, parts.data[: own[0]].rstrip())
        return closing, [parts.indent + parts.data[own[0] :]]

    def _put_outside(self, rows: list[tuple[int, bytes | dict[str, Any]]]) -> None:
        """Put rows that belong to no voucher after the last record."""
        after = self._end()
        for number, line in self._row_lines(rows, b""):
            self._work.place("transactions", number, after, line)

    def _end(self) -> int:
        """Return the line after which nothing but a checksum stands."""
        lines = self._work.original.document["vouchers"]["line"]
        last = pc.max(lines).as_py()
        ends = self._block(last).last if last else 0
        if last and self._block(last).closing:
            ends = max(ends, self._block(last).closing or 0)
        return max(ends, self._work.original.last_record)

    def _put_vouchers(self, table: pa.Table, waiting: _Rows) -> None:
        """Put each new voucher after the one that its number follows."""
        if not self._vouchers.new:
            return
        new = set(self._vouchers.new)
        numbers = table["voucher_id"].to_pylist()
        order = sorted(range(len(numbers)), key=lambda k: numbers[k])
        first = self._work.original.document["vouchers"]["line"]
        after = pc.min(first).as_py() - 1 if len(first) else self._end()
        lines = table["line"]
        for before, number in pairwise([-1, *order]):
            if number not in new:
                continue
            if before >= 0 and before not in new:
                after = self._block(lines[before].as_py()).last
            row = table.slice(number, 1).to_pylist()[0]
            self._put_voucher(number, row, after, waiting.by_home.get(-1 - number, []))

    def _put_voucher(
        self,
        number: int,
        row: dict[str, Any],
        after: int,
        rows: list[tuple[int, bytes | dict[str, Any]]],
    ) -> None:
        work = self._work
        of_voucher, of_brace, of_row = self._indents()
        key = ("vouchers", number)
        line = work.composed("#VER", row, key, indent=of_voucher)
        work.place("vouchers", number, after, line)
        work.edits.insert(after, of_brace + b"{")
        for at, one in self._row_lines(rows, of_row):
            work.place("transactions", at, after, one)
        work.edits.insert(after, of_brace + b"}")

    def _row_indent(self, block: Block) -> bytes:
        """Return the space before the rows of a voucher, else before those of others."""
        lines = self._work.original.lines
        return split(lines.line(block.rows[-1])).indent if block.rows else self._indents()[2]

    def _indents(self) -> tuple[bytes, bytes, bytes]:
        """Return how the last voucher with rows indents its #VER, its braces and its rows."""
        original = self._work.original
        rows = original.document["transactions"]
        at = pc.max(rows["voucher_id"]).as_py()
        if at is None:
            return _NO_VOUCHERS
        line = original.document["vouchers"]["line"][at - 1].as_py()
        block = self._block(line)
        indents = [
            split(original.lines.line(number)).indent
            for number in (block.voucher, block.closing or block.voucher, *block.rows[-1:])
        ]
        return indents[0], indents[1], indents[2] if block.rows else b"\t"
