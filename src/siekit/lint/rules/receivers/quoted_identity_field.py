"""T703 quoted-identity-field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.findings import Severity
from siekit.lint.base import Rule
from siekit.lint.head_lines import head_bytes, head_place, line_at, line_of
from siekit.lint.receivers import limited_by, limits_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siekit.lint.context import Context

LABELS = ("#FLAGGA", "#FORMAT", "#SIETYP", "#ORGNR")
"""The records whose quoted values make an import fail."""


class QuotedIdentityField(Rule):
    """The values of #FLAGGA, #FORMAT, #SIETYP and #ORGNR have no quotation marks around them.

    ## Why it matters
    The standard allows them, but the receiver fails on them with a message about a date that it
    cannot format.

    ## Example
    #FLAGGA 0
    #FORMAT "PC8"
    #SIETYP "4"
    #ORGNR "555555-5555"

    ## Instead
    #FLAGGA 0
    #FORMAT PC8
    #SIETYP 4
    #ORGNR 555555-5555
    """

    code = "T703"
    name = "quoted-identity-field"
    severity = Severity.ERROR
    clause = "SIE 4B 5.7"
    limit = "bare_identity"
    targets = limited_by("bare_identity")
    message = {
        "en": "{label} has quotation marks around {value}, on which an import to {receiver} fails "
        '("Fail to format date").',
        "sv": '{label} har citattecken runt {value}, vilket {receiver} inte klarar ("Fail to format'
        ' date").',
    }
    remedy = {
        "en": "Remove the quotation marks; nothing else changes. siekit writes these fields without"
        " them.",
        "sv": "Ta bort citattecknen; inget annat ändras. siekit skriver dessa fält utan dem.",
    }
    example = {"label": "#SIETYP", "value": "4", "receiver": "Fortnox"}

    def hits(self, context: Context) -> Iterator[Mapping[str, Any]]:
        """Give the records whose first field begins with a quotation mark."""
        for _, titles in limits_of(self.limit, context.settings.targets):
            for document in context.documents:
                data = head_bytes(document) or b""
                for label, place, value in _quoted(data):
                    yield {
                        "document_id": document.document_id,
                        "line": line_at(data, place),
                        "label": label,
                        "value": value,
                        "receiver": titles,
                    }


def _quoted(data: bytes) -> Iterator[tuple[str, int, str]]:
    """Give label, place and value of the records whose value is quoted."""
    for label in LABELS:
        place = head_place(data, label)
        field = b"" if place is None else line_of(data, place)[len(label) :].strip(b" \t")
        if place is not None and field.startswith(b'"'):
            value = field[1:].split(b'"', 1)[0]
            yield label, place, value.decode("ascii", "replace")
