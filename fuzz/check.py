"""What must hold for any bytes: a document that adds up, or a SiekitError. Never anything else."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final

import siekit
from siekit.core import encoding
from siekit.core import reader as core_reader
from siekit.formats.writing import to_bytes
from siekit.schema import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

    from siekit import Document

SECONDS: Final = 2.0
"""What one input may take, and as much again for each megabyte; the machine may be busy."""

LINE_END: Final = re.compile(rb"\r\n|\r|\n")
CONTROL: Final = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
ROW: Final = re.compile(rb"[ \t{}]*#(VER|R?TRANS|BTRANS)(?![^ \t\"{}])", re.IGNORECASE)
TWO_BYTE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
ZIP_MARK: Final = b"PK\x03\x04"


CHANGES: Final = {"W201", "W202", "W203", "W204", "W205"}
"""Findings of writing that tell of changed values."""

TOLD_ELSEWHERE: Final = {"header", "other_records"}
"""The header speaks of the bytes too, and other records may stand in another order."""


class BrokenPromiseError(Exception):
    """The reader gave something that cannot be right; the text says what."""


def check(data: bytes, *, thorough: bool) -> bool:
    """Read the bytes and look at what comes; True when it is a document.

    `thorough` also checks every value of every table, and that `strict` changes no table.
    """
    started = time.perf_counter()
    try:
        document = siekit.read(data, name="mutant.se")
    except siekit.SiekitError as error:
        _check_error(error)
        return False
    seconds = time.perf_counter() - started
    if seconds > SECONDS * (1 + len(data) / 1e6):
        message = f"{len(data)} bytes took {seconds:.1f} s"
        raise BrokenPromiseError(message)
    _check_lines(document, data)
    _check_tables(document, thorough=thorough)
    _check_findings(document)
    if thorough:
        _check_strict(document, data)
        _check_written(document)
    return True


def check_core(data: bytes) -> bool:
    """Read the bytes with the core alone; whatever they are, each line is one thing exactly."""
    read = core_reader.read(data, encoding.detect(data))
    kinds = (read.rows, read.header, read.braces, read.blank, read.other, read.rejected)
    _require(sum(kinds) == read.line, f"{kinds} do not add up to {read.line} lines")
    pieces = LINE_END.split(data)
    expected = len(pieces) - (pieces[-1] == b"")
    _require(read.line == expected, f"{read.line} lines counted, there are {expected}")
    for chunks in read.chunks.values():
        for chunk in chunks:
            lengths = {column[1] for column in chunk.values()}
            _require(len(lengths) == 1, f"columns of lengths {lengths}")
    return True


def _require(condition: bool, message: str) -> None:  # noqa: FBT001, reads like assert
    """Raise unless the condition holds; assert would vanish under -O."""
    if not condition:
        raise BrokenPromiseError(message)


def _check_error(error: siekit.SiekitError) -> None:
    """A message is one paragraph that says something."""
    text = str(error)
    _require(bool(text.strip()) and "\n" not in text.strip(), f"not one paragraph: {text!r}")


def _check_lines(document: Document, data: bytes) -> None:
    """Every physical line is counted exactly once, and each line of a voucher is a row.

    Both are counted here by other means than the reader's own.
    """
    lines = document.lines
    _require(lines.adds_up, f"the account of lines does not add up: {lines}")
    if data.startswith((*TWO_BYTE_MARKS, ZIP_MARK)):
        return
    pieces = LINE_END.split(data.removeprefix(b"\xef\xbb\xbf"))
    expected = len(pieces) - (pieces[-1] == b"")
    _require(lines.total == expected, f"{lines.total} lines counted, there are {expected}")
    rows = {n for n, piece in enumerate(pieces, 1) if ROW.match(CONTROL.sub(b"", piece))}
    found = {line for name in ("vouchers", "transactions") for line in _lines_of(document, name)}
    _require(rows == found, f"lines {sorted(rows ^ found)[:5]} are rows of a voucher or are not")


def _lines_of(document: Document, name: str) -> list[int]:
    """Return the line of each row of a table."""
    return list(document[name]["line"].to_pylist())


def _check_tables(document: Document, *, thorough: bool) -> None:
    """Tables have the promised columns, all of one length, and rows point at what exists."""
    for table in TABLES:
        arrow = document[table.name]
        _require(tuple(arrow.column_names) == table.column_names, f"columns of {table.name}")
        lengths = {len(column) for column in arrow.columns}
        _require(lengths == {arrow.num_rows}, f"{table.name}: columns of lengths {lengths}")
        arrow.validate(full=thorough)
    vouchers = document["vouchers"].num_rows
    ids = document["transactions"]["voucher_id"].drop_null().to_pylist()
    _require(all(1 <= number <= vouchers for number in ids), "a row of a voucher that is not there")
    _require(ids == sorted(ids), "rows are not in the order of their vouchers")


def _check_findings(document: Document) -> None:
    """Findings stand at lines of the file, in order, and their number is the one that is told."""
    placed = [finding.line for finding in document.findings if finding.line is not None]
    _require(placed == sorted(placed), "findings are not in line order")
    inside = all(1 <= line <= max(document.lines.total, 1) for line in placed)
    _require(inside, "a finding stands outside of the file")
    for finding in document.findings:
        _require(bool(finding.message("en") and finding.message("sv")), f"{finding.code} is mute")
    total = sum(document.finding_counts.values())
    _require(total == sum(document.severity_counts.values()), "findings are counted in two ways")


def _check_strict(document: Document, data: bytes) -> None:
    """`strict` changes severities and never a table."""
    strict = siekit.read(data, name="mutant.se", strict=True)
    for table in TABLES:
        same = strict[table.name].equals(document[table.name])
        _require(same, f"strict changes the table {table.name}")


def _check_written(document: Document) -> None:
    """A document can be written as its own type, and says the same when it is read again."""
    written = to_bytes(document, keep_unknown=True)
    again = siekit.read(written.data, sie_type=document.header.sie_type)
    changed = {finding.code for finding in written.findings} & CHANGES
    for table in TABLES:
        if table.name in TOLD_ELSEWHERE or changed:
            continue
        same = _without_lines(again, table.name).equals(_without_lines(document, table.name))
        _require(same, f"{table.name} is another one after being written")
    twice = to_bytes(again, keep_unknown=True)
    _require(twice.data == written.data, "written twice it is another file")


def _without_lines(document: Document, name: str) -> pa.Table:
    """Return a table without line numbers, its words as plain text."""
    table = document[name].drop_columns("line")
    if "kind" in table.column_names:
        kinds = table["kind"].cast("string")
        table = table.set_column(table.column_names.index("kind"), "kind", kinds)
    return table
