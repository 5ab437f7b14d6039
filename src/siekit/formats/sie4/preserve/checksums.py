"""#KSUMMA of an edited file: made anew where it was right before, left alone where it was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.formats.sie4.preserve.identification import KEY

if TYPE_CHECKING:
    from siekit.document import Document
    from siekit.formats.sie4.preserve.work import Work

LABEL = "#KSUMMA"


def is_right(document: Document) -> bool:
    """Tell whether a file has a checksum that agrees with its records."""
    header = document.header
    return header.checksum_declared is not None and (
        header.checksum_declared == header.checksum_computed
    )


def check_asked(document: Document, *, checksum: bool) -> None:
    """Raise `UsageError` when a checksum is asked for that the original cannot have."""
    if checksum and not is_right(document):
        message = (
            "A checksum was asked for, but the original has no right #KSUMMA, and preserve adds no "
            "records that nobody changed. Leave checksum away, or leave preserve away."
        )
        raise UsageError(message)


def edit_checksum(work: Work, read: Document) -> bool:
    """Write the sum of the new bytes, given what was read from them; tell whether it changed.

    A sum that was wrong stays, and so does one that the new bytes cannot have: that is told.
    """
    records = work.original.head.get(LABEL, [])
    if not records:
        return False
    last = records[-1]
    computed = read.header.checksum_computed
    before = work.original.document
    if not is_right(before) or computed is None:
        work.told.add("checksum-left", label=LABEL, line=last.line, value=last.text(0))
        return False
    if computed == before.header.checksum_declared:
        return False
    line = work.edits.line(last.line)
    made = work.rewrite(line, LABEL, {"checksum_declared": computed}, KEY)
    work.edits.replace(last.line, made)
    return True
