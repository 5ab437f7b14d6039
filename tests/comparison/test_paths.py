"""`compare` and `check` of files that nobody read yet."""

from __future__ import annotations

from pathlib import Path

import pytest

import siekit
from siekit.exceptions import FileMissingError, FileUnreadableError

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TOLVAN = EXAMPLES / "tolvan-2024.se"


def test_a_path_is_read_first() -> None:
    """A name, a path or bytes is as good as a document."""
    document = siekit.read(TOLVAN)
    assert siekit.check(str(TOLVAN)) == siekit.check(document)
    assert not siekit.compare(str(TOLVAN), document)
    assert not siekit.compare(document, TOLVAN.read_bytes())


def test_what_cannot_be_read_is_told_as_read_does() -> None:
    """No AttributeError of something inside."""
    with pytest.raises(FileMissingError):
        siekit.check("missing.se")
    with pytest.raises(FileUnreadableError):
        siekit.compare(str(EXAMPLES), str(TOLVAN))
