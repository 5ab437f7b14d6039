"""K601 checksum-not-verifiable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.findings import Severity
from siekit.lint.base import Rule
from siekit.lint.head_lines import head_place, line_at, text_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siekit.lint.context import Context

TOLD_BY = frozenset({"R230", "R712"})
"""Findings of reading that say why a file has no sum to compare with."""

EXAMPLES = 3


class ChecksumNotVerifiable(Rule):
    """A file with #KSUMMA has only characters that the checksum can be made of.

    ## Why it matters
    The checksum is made of characters of code page 437. A file in another encoding is summed as
    if it were written in it; a character that is not there makes that impossible, so whether the
    file is whole cannot be proved.

    ## Example
    #KSUMMA
    #KONTO 1930 "Bank €"
    #KSUMMA 3715260484

    ## Instead
    #KSUMMA
    #KONTO 1930 "Bank EUR"
    #KSUMMA 2158230513
    """

    code = "K601"
    name = "checksum-not-verifiable"
    severity = Severity.WARNING
    clause = "SIE 4B 10"
    message = {
        "en": "#KSUMMA says {declared}, but the checksum cannot be made: the file holds {examples},"
        " which code page 437 (PC8) does not have. Characters: {count}.",
        "sv": "#KSUMMA anger {declared}, men kontrollsumman går inte att räkna ut: filen innehåller"
        " {examples}, som inte finns i teckentabell 437 (PC8). Antal tecken: {count}.",
    }
    remedy = {
        "en": "The file can be used, but not proved whole. Export again with the character "
        "set PC8.",
        "sv": "Filen går att använda, men inte att bevisa hel. Exportera på nytt med "
        "teckenuppsättningen PC8.",
    }
    example = {"declared": "3715260484", "examples": "€", "count": "1"}

    def hits(self, context: Context) -> Iterator[Mapping[str, Any]]:
        """Give the documents whose pair of #KSUMMA says a sum that none can be compared with."""
        for document in context.documents:
            header, told = document.header, document.finding_counts
            if header.checksum_declared is None or header.checksum_computed is not None:
                continue
            if not TOLD_BY & set(told):
                data = text_bytes(document) or b""
                place = head_place(data, "#KSUMMA")
                yield {
                    "document_id": document.document_id,
                    "line": None if place is None else line_at(data, place),
                    "label": "#KSUMMA",
                    "declared": header.checksum_declared,
                    **_unknown(data),
                }


def _unknown(data: bytes) -> dict[str, object]:
    """Return the characters that code page 437 lacks: how many, and a few of them."""
    known = bytes(range(256)).decode("cp437")
    unknown = sorted(set(data.decode("utf-8", "replace")) - set(known))
    return {"number": len(unknown), "examples": unknown[:EXAMPLES]}
