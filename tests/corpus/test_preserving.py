"""The corpus through `preserve=True`: byte for byte, and changes only where they were made."""

from __future__ import annotations

import siekit
from siekit.formats.sie4.preserving import preserved
from tests.corpus.listed import LISTED, PAYEX, document, every_file
from tests.formats.sie4.preserve.changing import check, sample

CHANGES = 4
"""Changes that are tried in each file; they are others in the next one."""

LARGE = 1 << 20
"""Bytes from which two changes are enough."""


@every_file
def test_every_file_comes_back_byte_for_byte(name: str) -> None:
    """An unchanged document gives its original bytes."""
    made = preserved(document(name))
    assert made.data == LISTED[name].path.read_bytes()
    assert not made.findings


def test_payex_comes_back_byte_for_byte() -> None:
    """The large file of payments too."""
    assert preserved(siekit.read(PAYEX)).data == PAYEX.read_bytes()


@every_file
def test_a_change_touches_its_own_lines_only(name: str) -> None:
    """One cell, row, voucher or fact of the header is changed, and the file says so."""
    own = document(name)
    count = 2 if LISTED[name].size > LARGE else CHANGES
    for change in sample(own, count, list(LISTED).index(name)):
        check(own, change)
