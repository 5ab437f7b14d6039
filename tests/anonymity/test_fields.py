"""The quick splitting of lines: the fields are those that the reader sees."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from siekit.anonymity.fields import split
from siekit.formats.sie4 import tokens

KINDS = {1: "bare", 2: "quoted", 3: "list"}
LABELS = st.sampled_from([b"#TRANS ", b"#KONTO ", b"#VER", b"} #PSALDO", b"#trans", b"\t#OI\x01B "])
PIECES = st.sampled_from(
    [b'"', b"{", b"}", b"\\", b" ", b"\t", b"a", b"1", b"\x00", b"#", b"\x7f", b"!", b"\xe5"]
)


@settings(max_examples=500, deadline=None)
@given(LABELS, st.lists(PIECES, max_size=20).map(b"".join))
def test_lines_split_as_the_token_view_splits_them(label: bytes, rest: bytes) -> None:
    """Label and fields are the same as those of the byte-exact token view."""
    raw = label + rest
    ours, theirs = split(raw), tokens.split(raw)
    if ours.known is None:
        return
    assert ours.name.encode() == theirs.name
    fields = [(KINDS[span.kind], raw[span.start : span.stop]) for span in ours.fields]
    assert fields == [(one.kind, one.raw) for one in theirs.fields]
