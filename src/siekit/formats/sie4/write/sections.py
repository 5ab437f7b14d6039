"""Sections of a file: the records of one table, and how the core is given their fields."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from siekit.core.labels import FieldType
from siekit.formats.sie4.compose import AMOUNT_DECIMALS
from siekit.formats.sie4.write.parts import (
    decimal_part,
    integer_part,
    label_codes,
    objects_part,
    text_part,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa

    from siekit.core.fields import Fields, Part
    from siekit.core.writer import Writer

ROWS = 8192
"""Rows that are written at a time: their fields then stay in the processor's cache."""

WORDS = (FieldType.WORD, FieldType.ACCOUNT)
TEXTS = (FieldType.TEXT, FieldType.OBJECT)
INTEGERS = (FieldType.YEAR_NO, FieldType.DIMENSION)

PERIOD_DIGITS = 6
"""A period is written YYYYMM, with zeros in front where it must be."""

ABSENT = {
    # An account reads as absent only where a list stands in its place, and one with something
    # in it: without account and amount a balance would count that should not.
    FieldType.ACCOUNT: b"{?}",
    # A balance without year would be set aside; what is no number reads as unreadable.
    FieldType.YEAR_NO: b"?",
    FieldType.PERIOD: b'""',
    FieldType.AMOUNT: b'""',
}
"""What is written where a compulsory value is missing, so that its row is not lost."""

Lines = tuple[memoryview, memoryview, bytes]
"""Rows that are written as they once stood: their numbers, the ends of their bytes, these."""


@dataclass(frozen=True, slots=True)
class Column:
    """One field of the records: a column of the table, how it is written, its null."""

    name: str
    type: FieldType
    absent: bytes = b""


@dataclass(frozen=True, slots=True)
class Section:
    """The records of one table: its label, or the labels for the words of its kinds.

    `codes` has for each row the number of its label where `kinds` cannot tell it, `plain` 1 where
    an empty object list is left out, `unreadable` 1 where a null amount is no number.
    """

    labels: tuple[str, ...]
    table: pa.Table
    columns: tuple[Column, ...]
    kinds: dict[str, int] | None = None
    codes: memoryview | None = None
    plain: memoryview | None = None
    unreadable: memoryview | None = None
    lines: Lines | None = field(default=None, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns of the table that are written."""
        return tuple(column.name for column in self.columns)

    def with_lines(self, lines: Mapping[int, str], codec: str) -> Section:
        """A copy in which some rows, by number, stand as lines of text that are not composed."""
        rows = sorted(lines)
        texts = [lines[row].encode(codec, "replace") for row in rows]
        ends = array("q", accumulate(map(len, texts), initial=0))
        whole = (memoryview(array("q", rows)), memoryview(ends), b"".join(texts))
        return replace(self, lines=whole)

    def label_bytes(self) -> list[bytes]:
        """Return the labels as bytes."""
        return [label.encode("ascii") for label in self.labels]


def column(name: str, of_type: FieldType) -> Column:
    """Return a column with the usual bytes for a missing value of its type."""
    return Column(name, of_type, ABSENT.get(of_type, b""))


def lines_of(writer: Writer, section: Section) -> Iterator[bytes]:
    """Give the lines of a section, some thousand rows at a time."""
    writer.start_table(section.label_bytes(), section.lines)
    masks = masks_of(section)
    at = 0
    for batch in batches(section.table):
        add_columns(writer, section, batch, at)
        yield writer.records(_codes(section, batch, at), *masks)
        at += batch.num_rows


def batches(table: pa.Table) -> Iterator[pa.RecordBatch]:
    """Give the rows of a table, some thousand at a time."""
    return (batch for batch in table.to_batches(ROWS) if batch.num_rows)


def _codes(section: Section, batch: pa.RecordBatch, at: int) -> memoryview | None:
    if section.kinds is not None:
        return label_codes(batch.column("kind"), section.kinds)
    return None if section.codes is None else section.codes[at : at + batch.num_rows]


def masks_of(section: Section) -> tuple[int, int]:
    """Return a bit for each column of texts, and one for each of object lists."""
    texts = sum(
        1 << k
        for k, one in enumerate(section.columns)
        if one.type in (*TEXTS, *WORDS) and not one.absent
    )
    lists = (1 << k for k, one in enumerate(section.columns) if one.type is FieldType.OBJECTS)
    return texts, sum(lists)


def add_columns(writer: Writer, section: Section, batch: pa.RecordBatch, at: int) -> None:
    """Give the core the columns of some rows of a section, `at` being the first of them."""
    fields = writer.fields
    fields.start_rows(batch.num_rows, len(section.columns))
    for one in section.columns:
        values = batch.column(one.name)
        rows = slice(at, at + batch.num_rows)
        if one.type is FieldType.OBJECTS:
            fields.add_objects(objects_part(values), _of_rows(section.plain, rows))
        elif one.type is FieldType.AMOUNT:
            part, marks = decimal_part(values), _of_rows(section.unreadable, rows)
            fields.add_number(part, AMOUNT_DECIMALS, one.absent, marks)
        elif values.null_count == len(values):
            fields.add_nothing(len(values), one.absent)
        else:
            _ADDERS[one.type](fields, values, one.absent)


def _of_rows(marks: memoryview | None, rows: slice) -> memoryview | None:
    return None if marks is None else marks[rows]


def _adder(add: str, part: Callable[[pa.Array], Part], *args: object) -> Adder:
    def adder(fields: Fields, values: pa.Array, absent: bytes) -> None:
        getattr(fields, add)(part(values), *args, absent)

    return adder


Adder = Callable[["Fields", "pa.Array", bytes], None]
_ADDERS: dict[FieldType, Adder] = {
    **dict.fromkeys(TEXTS, _adder("add_text", text_part, True)),  # noqa: FBT003 - see above
    **dict.fromkeys(WORDS, _adder("add_text", text_part, False)),  # noqa: FBT003 - see above
    **dict.fromkeys(INTEGERS, _adder("add_integer", integer_part, 1)),
    FieldType.PERIOD: _adder("add_integer", integer_part, PERIOD_DIGITS),
    FieldType.DATE: _adder("add_date", integer_part),
    FieldType.QUANTITY: _adder("add_number", decimal_part, 0),
}
