"""Whatever a document holds, the file that is written of it says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import siekit
from siekit.formats.writing import to_bytes
from tests.documents import documents
from tests.formats.sie4writing.round_trip import (
    DERIVED_HEADER,
    again,
    differing_said,
    header_differences,
)

if TYPE_CHECKING:
    from siekit.document import Document

SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(documents())
def test_a_document_survives_being_written(document: Document) -> None:
    """What is read back is what was written, without a change that had to be told."""
    written = to_bytes(document)
    found = again(document, written.data)
    assert header_differences(document, found, *DERIVED_HEADER) == {}
    assert differing_said(document, found) == []
    assert {finding.code for finding in written.findings} <= {"W101", "W102", "W401"}


@SLOW
@given(documents())
def test_writing_twice_gives_the_same_bytes(document: Document) -> None:
    """A file that was written and read is written as the same bytes."""
    first = to_bytes(document).data
    assert to_bytes(again(document, first)).data == first


@SLOW
@given(documents(), st.sampled_from(["cp437", "latin-1", "utf-8"]), st.booleans())
def test_any_encoding_can_be_forced(document: Document, encoding: str, checksum: bool) -> None:  # noqa: FBT001
    """A forced encoding is kept to, and what it lacks is told."""
    try:
        written = to_bytes(document, encoding=encoding, checksum=checksum)
    except siekit.NotWritableError:
        return  # two accounts or objects may have become one
    lacking = {finding.value for finding in written.findings if finding.code == "W104"}
    if encoding == "utf-8":
        assert not lacking
    codec = {"cp437": "cp437", "latin-1": "latin-1", "utf-8": "utf-8"}[encoding]
    text = written.data.decode(codec)
    assert not any(character in text for character in lacking if character)
