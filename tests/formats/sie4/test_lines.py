"""Lines by number: those that the core counts, whatever ends them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siekit.formats.sie4 import lines
from siekit.formats.sie4.lines import Lines
from siekit.formats.sie4.scan import Scan
from siekit.formats.source import Source

PIECES = st.sampled_from([b"\r", b"\n", b"\r\n", b"#VER", b" ", b"x", b"\xe5", b""])


def split_at_ends(data: bytes) -> list[tuple[bytes, bytes]]:
    """Every line with its end, the slow way."""
    found = [(m[1], m[2]) for m in re.finditer(rb"([^\r\n]*)(\r\n|\r|\n)", data)]
    rest = re.split(rb"[\r\n]", data)[-1]
    return [*found, (rest, b"")] if rest else found


@given(st.lists(PIECES, max_size=60).map(b"".join), st.data())
def test_lines_are_those_of_a_plain_split(source: bytes, data: st.DataObject) -> None:
    """Asked in any order, line N is what a split at CR, LF and CRLF gives, also over blocks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "BLOCK", data.draw(st.integers(1, 9)))
        patch.setattr(lines, "NEAR", data.draw(st.integers(0, 5)))
        found = Lines(source)
        expected = split_at_ends(source)
        assert found.count == len(expected)
        for number in data.draw(st.permutations(range(1, len(expected) + 1))):
            assert (found.line(number), found.end(number)) == expected[number - 1]
            start, stop, after = found.span(number)
            places = range(start, max(after, stop))
            assert {found.line_at(place) for place in places} <= {number}


@given(st.lists(PIECES, max_size=60).map(b"".join))
def test_lines_are_counted_as_the_core_does(source: bytes) -> None:
    """The number of lines is that of the line account."""
    assert Lines(source).count == Scan(Source("x", source)).lines.total


def test_a_line_beyond_the_last_is_empty() -> None:
    """A number that no line has gives no bytes, at the end of the file."""
    found = Lines(b"a\r\nb")
    assert (found.line(3), found.start(3)) == (b"", 4)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marks_are_left_out_and_put_back(codec: str) -> None:
    """Line 1 begins after the byte order mark, and a file made of the lines has it again."""
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(codec, "")
    source = f"{mark}#FLAGGA 0\r\n#FNAMN Å\r\n".encode(codec)
    found = Lines(source)
    assert (found.line(1), found.text(2)) == (b"#FLAGGA 0", "#FNAMN Å")
    assert found.source_with(found.data) == source


def test_the_usual_line_end_is_the_most_frequent_one() -> None:
    """New lines of a mixed file end as most of its lines do."""
    assert Lines(b"a\nb\nc\r\n").line_end == b"\n"
    assert Lines(b"a").line_end == b"\r\n"
