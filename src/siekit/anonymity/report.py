"""What was replaced in a file, what was kept, and why: numbers, never the words themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from siekit.replace_file import replace_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from siekit.document import Document

REPLACED = (
    "company",
    "company_id",
    "organisation_number",
    "address",
    "comment",
    "signature",
    "voucher_text",
    "row_text",
    "account_name",
    "unit",
    "dimension_name",
    "object_name",
    "object_code",
    "account_code",
    "series",
    "voucher_number",
    "label",
    "other",
)
"""Kinds of fields that are replaced, in the order in which they are told."""

KEPT = (
    "program",
    "account_name",
    "dimension_name",
    "unit",
    "account",
    "amount",
    "date",
    "voucher",
)
"""Kinds of what stays, in the order in which it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymized:
    """An anonymous copy of a file: its bytes, and a report of what was done.

    `replaced` and `kept` are numbers of fields by kind. `mapping` holds what stands for what:
    whoever has it can undo the work, so it is never shown unless asked for.
    """

    data: bytes = field(repr=False)
    document: Document = field(repr=False)
    replaced: Mapping[str, int]
    kept: Mapping[str, int]
    scale: int
    checksum: str
    """`none`, `renewed` when it was right, `kept` when it was not or could not be checked."""
    mapping: Mapping[str, Mapping[str, str]] = field(repr=False, compare=False)

    def write(self, path: str | PathLike[str]) -> None:
        """Write the copy to a file, which appears when it is complete."""
        replace_file(path, self.data)

    def as_json(self) -> dict[str, Any]:
        """What was done, for programs."""
        return {
            "scale": self.scale,
            "checksum": self.checksum,
            "replaced": {kind: self.replaced.get(kind, 0) for kind in REPLACED},
            "kept": {kind: self.kept.get(kind, 0) for kind in KEPT},
        }
