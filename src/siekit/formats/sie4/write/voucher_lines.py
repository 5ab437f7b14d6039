"""Vouchers with their rows: the largest part of a file, written in two halves at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from siekit.formats.sie4.write.parts import integer_part, label_codes
from siekit.formats.sie4.write.sections import add_columns, batches, masks_of

if TYPE_CHECKING:
    import pyarrow as pa

    from siekit.core.writer import Writer
    from siekit.formats.sie4.write.sections import Section

WORTH_TWO = 100_000
"""Rows from which a second thread costs less than it saves; the core works without the GIL."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Rows from a place, which begin with the voucher after `before` others."""

    at: int
    rows: pa.Table
    before: int
    last: int


def voucher_lines(writers: tuple[Writer, Writer], vouchers: Section, rows: Section) -> list[bytes]:
    """Return the vouchers, each with its rows; rows without a voucher stand outside."""
    heads = _heads(writers[0], vouchers)
    spans = _halves(rows.table, vouchers.table.num_rows)
    if len(spans) == 1:
        return _lines(writers[0], heads, rows, spans[0])
    with ThreadPoolExecutor(1) as beside:
        second = beside.submit(_lines, writers[1], heads, rows, spans[1])
        return [*_lines(writers[0], heads, rows, spans[0]), *second.result()]


def _heads(writer: Writer, section: Section) -> tuple[bytes, memoryview]:
    """Return the first lines of all vouchers, and where each ends, from 0 on."""
    writer.start_table(section.label_bytes(), section.lines)
    texts, _ = masks_of(section)
    ends = memoryview(bytearray(8 * (section.table.num_rows + 1))).cast("q")
    pieces: list[bytes] = []
    at = size = 0
    for batch in batches(section.table):
        add_columns(writer, section, batch, at)
        lines, marks = writer.heads(texts, size)
        ends[at + 1 : at + 1 + batch.num_rows] = marks
        pieces.append(lines)
        size += len(lines)
        at += batch.num_rows
    return b"".join(pieces), ends


def _halves(table: pa.Table, vouchers: int) -> tuple[_Span, ...]:
    """Return all rows, or two halves that divide no voucher."""
    whole = _Span(0, table, 0, vouchers)
    if table.num_rows < WORTH_TWO:
        return (whole,)
    numbers = table["voucher_id"]
    number = numbers[table.num_rows // 2].as_py()
    if number is None:
        return (whole,)
    cut = pc.index(numbers, number).as_py()
    first = _Span(0, table.slice(0, cut), 0, number - 1)
    return first, _Span(cut, table.slice(cut), number - 1, vouchers)


def _lines(
    writer: Writer, heads: tuple[bytes, memoryview], section: Section, span: _Span
) -> list[bytes]:
    writer.start_vouchers(*heads, span.before)
    writer.start_table(section.label_bytes(), section.lines, span.at)
    masks = masks_of(section)
    pieces = []
    at = span.at
    for batch in batches(span.rows):
        add_columns(writer, section, batch, at)
        numbers = integer_part(batch.column("voucher_id"))
        codes = label_codes(batch.column("kind"), section.kinds or {})
        pieces.append(writer.voucher_rows(codes, numbers, *masks))
        at += batch.num_rows
    return [*pieces, writer.last_vouchers(span.last)]
