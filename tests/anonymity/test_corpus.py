"""Anonymous copies of real files: the same findings, and none of their words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import siekit
from siekit.anonymity import public_names
from tests.corpus.listed import LISTED, document, every_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.document import Document

WORD = re.compile(r"[^\W\d_]{4,}")
TEXTS = {
    "accounts": ("name", "unit"),
    "dimensions": ("name",),
    "objects": ("object", "name"),
    "vouchers": ("text", "signature"),
    "transactions": ("text", "signature"),
}
HEADER = (
    *("company", "company_id", "orgnr", "acquisition_no", "contact", "street", "postal", "phone"),
    *("comment", "generated_by"),
)


def texts(document: Document) -> Iterator[str]:
    """All texts of a document that are somebody's."""
    row = document["header"].to_pylist()[0]
    yield from (row[name] for name in HEADER if row[name])
    for table, columns in TEXTS.items():
        for column in columns:
            yield from filter(None, document[table][column].to_pylist())


def private_words(document: Document) -> set[str]:
    """The words of texts that are not public names."""
    public = public_names.ACCOUNT_NAMES | public_names.DIMENSION_NAMES | public_names.UNIT_NAMES
    names = [text for text in texts(document) if public_names.folded(text) not in public]
    return set(WORD.findall(" ".join(names).casefold()))


def findings(document: Document) -> Counter[str]:
    """How many findings there are of each code, reading and rules together."""
    counts: Counter[str] = Counter()
    for finding in siekit.check(document):
        counts[finding.code] += finding.count
    return counts


@every_file
def test_copies_of_real_files(name: str) -> None:
    """A copy has the findings of its original, its size, and none of its private words."""
    before = document(name)
    copy = siekit.anonymize(LISTED[name].path, key="provnyckel")
    assert findings(copy.document) == findings(before)
    assert private_words(before).isdisjoint(private_words(copy.document))
    assert before.header.encoding == copy.document.header.encoding
    assert copy.document.totals == before.totals


@every_file
def test_copies_with_larger_amounts(name: str) -> None:
    """With all amounts multiplied a copy has the same findings too."""
    before = document(name)
    copy = siekit.anonymize(LISTED[name].path, scale=3)
    assert findings(copy.document) == findings(before)
