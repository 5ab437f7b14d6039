"""Tokens of a line: divided as the core divides them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from siekit.formats.sie4.found import Found
from siekit.formats.sie4.head_records import head_records
from siekit.formats.sie4.lines import Lines
from siekit.formats.sie4.scan import Scan
from siekit.formats.sie4.tokens import FIELDS_READ, split, split_any
from siekit.formats.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parents[2] / "cases"
HEAD = b"#PROGRAM "
PIECES = [
    b'"',
    b"\\",
    b'\\"',
    b"{",
    b"}",
    b" ",
    b"\t",
    b"a",
    b"1 2",
    b"\x01",
    b"\x7f",
    b"\xe5",
    b"!",
]
LINE = st.lists(st.sampled_from(PIECES), max_size=25).map(b"".join)


def core_fields(line: bytes) -> list[tuple[int, int, int, int]]:
    """The fields of an identification record as the core sees them."""
    chunk = Scan(Source("x", line)).chunks["spans"][0]
    views = [
        memoryview(chunk[name][3] or b"").cast("q" if name in ("start", "stop") else "i")
        for name in ("start", "stop", "kind", "flags")
    ]
    return list(zip(*views, strict=True))


@given(LINE)
@example(b'"C:\\" "b"')
@example(b'"a\\" "b\\"')
@example(b'{1 "a}" 2 b} x{y "z"{')
def test_fields_are_those_of_the_core(rest: bytes) -> None:
    """Spans, kinds and oddities of all fields are those that the compiled core finds."""
    line = HEAD + rest
    kinds = ["", "bare", "quoted", "list"]
    mine = split(line).fields
    core = core_fields(line)
    assert len(mine) == len(core) or len(core) == FIELDS_READ
    for token, (start, stop, kind, flags) in zip(mine, core, strict=False):
        assert token.kind == kinds[kind]
        assert token.raw == line[start:stop]
        assert token.start in (start, start - 1)
        odd = 16 if token.kind == "list" and len(token.elements) % 2 else 0
        assert token.flags | (odd if not token.flags else 0) == flags


@given(LINE)
def test_objects_are_those_of_the_core(rest: bytes) -> None:
    """The elements of a row's list are the dimensions and objects of its table."""
    line = b'#TRANS 1910 {1 "a" ' + rest + b"} 1"
    tokens = split(line)
    scan = Scan(Source("x", line))
    chunk = scan.chunks["transactions"][0]["objects"]
    assert tokens.fields[1].kind == "list"
    if chunk[3] is None or chunk[2] is not None:
        return
    count = memoryview(chunk[3]).cast("i")[1]
    assert len(tokens.fields[1].elements) == 2 * count


@given(LINE)
@example(b'\\ "\x01')
def test_the_joined_text_is_that_of_the_core(rest: bytes) -> None:
    """Words that the reader joins to one text are one token."""
    line = b"#FNAMN " + rest
    scan = Scan(Source("x", line))
    record = next(iter(head_records(scan, Found(scan.locate, strict=False))))
    token = split(line).last_text(0)
    if token is None:
        assert not record.fields
        return
    text = scan.coder.decode(token.content)
    kept = "".join(c for c in text if (c >= " " or c == "\t") and c != "\x7f")
    assert record.fields[0].text == kept


@given(LINE)
def test_braces_and_blanks_are_no_records(start: bytes) -> None:
    """A line is a record, braces, blank or rejected, as the line account says."""
    line = split(start)
    account = Scan(Source("x", start)).lines
    if not start:
        return
    assert line.rejected == (account.rejected == 1)
    assert (line.label is not None) == (account.rows + account.header + account.other == 1)
    assert (line.label is None and bool(line.braces) and not line.rejected) == (account.braces == 1)


@given(st.sampled_from([b"#TRANS", b"#ver", b"#x"]), LINE, st.integers(0, 9), LINE)
def test_only_the_replaced_field_changes(label: bytes, rest: bytes, at: int, new: bytes) -> None:
    """What stands before and after a replaced field is the same bytes."""
    line = label + b" " + rest
    parts = split(line)
    if at >= len(parts.fields):
        with pytest.raises(IndexError):
            parts.replaced(at, new)
        return
    token = parts.fields[at]
    assert parts.replaced(at, new) == line[: token.start] + new + line[token.stop :]


def test_parts_of_a_plain_row() -> None:
    """A row gives its label, its indent, its list's elements and texts without escapes."""
    line = split(b'\t#trans 1930\t{1 "A 1" 6 P2}-100.00 "" "a \\"b\\""  ')
    assert (line.name, line.indent) == (b"#TRANS", b"\t")
    assert [one.kind for one in line.fields] == ["bare", "list", "bare", "quoted", "quoted"]
    assert [one.content for one in line.fields[1].elements] == [b"1", b"A 1", b"6", b"P2"]
    assert line.fields[4].content == b'a "b"'
    element = line.fields[1].elements[1]
    assert b"{1 X 6 P2}" in line.with_tokens({element: b"X"})


def test_a_brace_on_the_voucher_line_is_told() -> None:
    """A block that opens on the line of its voucher is no field of it."""
    assert split(b'#VER A 1 20240101 "x" {').opens_block
    assert not split(b'#VER A 1 20240101 "x" {}').opens_block


def _case_lines() -> Iterator[bytes]:
    for path in sorted(CASES.rglob("*.se")):
        found = Lines(path.read_bytes())
        yield from (found.line(number) for number in range(1, found.count + 1))


def test_every_line_of_the_cases_can_be_put_together_again() -> None:
    """Replacing each field by itself gives the line."""
    for line in _case_lines():
        parts = split(line)
        same = {token: line[token.start : token.stop] for token in parts.fields}
        assert parts.with_tokens(same) == line
        assert not re.search(rb"[\r\n]", line)


def test_plain_lines_are_split_as_any_line_is() -> None:
    """The quick way gives what the careful way gives, for every line of the cases."""
    for line in _case_lines():
        assert split(line) == split_any(line)


@given(st.sampled_from([b"#TRANS ", b"\t#ver\t", b"#X"]), LINE, LINE)
def test_the_quick_way_is_taken_for_plain_lines_only(label: bytes, one: bytes, two: bytes) -> None:
    """Whatever stands on a line, both ways agree."""
    for line in (label + one + b" " + two, label + b'"' + one + b'" {' + two + b"} 1"):
        assert split(line) == split_any(line)
