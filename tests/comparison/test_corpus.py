"""Every file of the corpus, written in another way, has the same content."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest

import siekit
from siekit.comparison.difference import SECTIONS
from tests.comparison.rewriting import rewritten
from tests.corpus.listed import LISTED, document, every_file

if TYPE_CHECKING:
    from siekit.document import Document


def told(a: Document, b: Document) -> dict[str, list[object]]:
    """What differs, by section."""
    difference = siekit.compare(a, b)
    found = {section: list(getattr(difference, section)) for section in SECTIONS}
    return {section: entries for section, entries in found.items() if entries}


def same_name(data: bytes, name: str) -> Document:
    """The document of other bytes under the name of a file of the corpus."""
    return siekit.read(BytesIO(data), name=str(LISTED[name].path))


@every_file
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encoding_and_line_ends_are_no_content(name: str, line_end: str) -> None:
    """UTF-8 with LF says what code page 437 with CR LF says."""
    text = "\n".join(LISTED[name].text.splitlines()) + "\n"
    data = text.replace("\n", line_end).encode()
    assert told(document(name), same_name(data, name)) == {}


@every_file
@pytest.mark.parametrize("seed", range(2))
def test_order_quotes_and_spaces_are_no_content(name: str, seed: int) -> None:
    """Records, vouchers and rows in another order, fields in other quotes."""
    data = rewritten(LISTED[name].text, seed).encode()
    one, other = document(name), same_name(data, name)
    assert told(one, other) == {}
    assert told(other, one) == {}
