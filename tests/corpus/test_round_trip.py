"""Every real file survives being written: tables, header and history, faults included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import siekit
from siekit.formats.writing import to_bytes
from tests.corpus.listed import CORPUS, PAYEX
from tests.formats.sie4writing.round_trip import again, differing_tables, header_differences

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(path for path in (CORPUS / "sie4").iterdir() if path.suffix.lower() != ".md")

every_file = pytest.mark.parametrize("path", [*FILES, PAYEX], ids=lambda path: path.name)


def _read(path: Path) -> siekit.Document:
    try:
        return siekit.read(path)
    except siekit.NotSieError:
        pytest.skip("this file is no SIE file of types 1 to 4")


@every_file
def test_a_file_survives_being_written(path: Path) -> None:
    """Read, written and read again, nothing but the lines' numbers differs."""
    document = _read(path)
    found = again(document, to_bytes(document, keep_unknown=True).data)
    assert header_differences(document, found) == {}
    assert differing_tables(document, found) == []


@every_file
def test_a_file_written_twice_is_the_same(path: Path) -> None:
    """What was written is written as the same bytes."""
    document = _read(path)
    first = to_bytes(document, keep_unknown=True).data
    assert to_bytes(again(document, first), keep_unknown=True).data == first


@every_file
@pytest.mark.parametrize("encoding", ["cp437", "utf-8", "latin-1"])
def test_a_file_can_be_written_in_any_encoding(path: Path, encoding: str) -> None:
    """Where nothing had to be replaced the tables are the same in each."""
    document = _read(path)
    written = to_bytes(document, encoding=encoding, checksum=True, keep_unknown=True)
    codes = {finding.code for finding in written.findings}
    if not codes & {"W103", "W104"}:
        found = again(document, written.data)
        assert differing_tables(document, found) == []
        if "W402" not in codes:
            assert found.header.checksum_declared == found.header.checksum_computed is not None
