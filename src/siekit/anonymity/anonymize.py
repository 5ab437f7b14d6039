"""`anonymize`: a copy of a SIE file that can be shown to strangers."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from siekit.anonymity.keys import Draws, key_bytes
from siekit.anonymity.proof import flaw, remains
from siekit.anonymity.report import Anonymized
from siekit.anonymity.whole_file import Remade, Text
from siekit.document import Document
from siekit.exceptions import NotAnonymizedError, UsageError
from siekit.formats.reading import read

if TYPE_CHECKING:
    from siekit.formats.source import Readable

ROUNDS = 8
"""Times that everything is drawn anew before a file is given up."""

LARGE = 1 << 24
"""Bytes from which a file is worked on less often."""

ROUNDS_OF_LARGE = 2

LARGEST_SCALE = 10**9

CALLER = "given by the caller"


def anonymize(
    source: Readable | Document, *, key: str | bytes | None = None, scale: int = 1
) -> Anonymized:
    """Give an anonymous copy of a SIE file: other words and numbers of people, the same books.

    The same `key` gives the same replacements in every file; without one a random key is made
    that nobody learns. Amounts are multiplied by `scale`, a whole number from 1.

    Raises what `read` does, `UsageError` for a document whose bytes are not its content, and
    `NotAnonymizedError` when the copy would not prove right.
    """
    before = _unchanged(source) if isinstance(source, Document) else read(source)
    return anonymous_copy(before, key_bytes(key), scale)


def anonymous_copy(before: Document, secret: bytes, scale: int) -> Anonymized:
    """Give the anonymous copy of a document as it was read, for a key."""
    if type(scale) is not int or not 1 <= scale <= LARGEST_SCALE:
        message = f"The scale must be a whole number from 1 to {LARGEST_SCALE}, not {scale!r}."
        raise UsageError(message)
    text = Text.of(before.source or b"")
    words = text.words()
    reason = ""
    rounds = ROUNDS if len(text.body) < LARGE else ROUNDS_OF_LARGE
    for round_no in range(rounds):
        remade = text.remade(Draws(secret, round_no), words, scale)
        data, after, checksum = _finished(before, text, remade)
        reason = flaw(before, after, scale) or remains(text, words, remade)
        if not reason:
            return _reported(before, after, data, remade, scale=scale, checksum=checksum)
    message = (
        f"{before.header.file} cannot be made anonymous: {reason}. Nothing was written. Try "
        "another key, and tell siekit's authors which findings the file has."
    )
    raise NotAnonymizedError(message)


def _unchanged(document: Document) -> Document:
    """The document, if its bytes say what its tables do."""
    if document.source is None:
        message = "The document's bytes were not kept: read its file again and give the path."
        raise UsageError(message)
    again = _again(document, document.source, document.header.file)
    names = [name for name in document.tables if name != "header"]
    if any(not again[name].equals(document[name]) for name in names):
        message = "The document was changed after it was read. Write it to a file, and give that."
        raise UsageError(message)
    return document


def _again(before: Document, data: bytes, name: str) -> Document:
    """Read bytes as a document was read."""
    from siekit.formats.sie4.reading import read_document
    from siekit.formats.source import Source

    header = before.header
    sie_type = header.sie_type if header.sie_type_evidence == CALLER else None
    return read_document(
        Source(name, data),
        sie_type=sie_type,
        strict=before.strict,
        document_id=before.document_id,
    )


def _finished(before: Document, text: Text, remade: Remade) -> tuple[bytes, Document, str]:
    """Give bytes and document of the copy, its checksum made anew where it was right."""
    name = f"anonym{PurePath(before.header.file).suffix}"
    data = text.wrapping.wrap(remade.body)
    after = _again(before, data, name)
    declared = before.header.checksum_declared
    if declared is None:
        return data, after, "none"
    computed = before.header.checksum_computed
    new = after.header.checksum_computed
    if computed is None or computed != declared or new is None:
        return data, after, "kept"
    data = text.wrapping.wrap(remade.with_checksum(new))
    return data, _again(before, data, name), "renewed"


def _reported(
    before: Document, after: Document, data: bytes, remade: Remade, *, scale: int, checksum: str
) -> Anonymized:
    counts = before.counts
    kept = Counter(remade.kept)
    kept["account"] = before["accounts"].num_rows - remade.replaced["account_code"]
    kept["amount"] = sum(
        len(before[name]["amount"]) - before[name]["amount"].null_count
        for name in ("balances", "period_balances", "transactions")
    )
    kept["date"] = sum(
        len(before[name][column]) - before[name][column].null_count
        for name, column in (("vouchers", "date"), ("transactions", "date"))
    )
    kept["voucher"] = counts.vouchers
    made = remade.replacements
    return Anonymized(
        data=data,
        document=after,
        replaced=dict(remade.replaced),
        kept={kind: max(number, 0) for kind, number in kept.items()},
        scale=scale,
        checksum=checksum,
        mapping={
            "words": made.words,
            "codes": made.letter_codes | made.codes,
            "numbers": made.numbers,
        },
    )
