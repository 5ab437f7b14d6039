"""Whether a document can be a file of a type: what it must not hold, what it must have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.labels import BY_NAME, Group, Need
from siekit.exceptions import NotWritableError
from siekit.formats.sie4.write.identification import values_of

if TYPE_CHECKING:
    from siekit.formats.sie4.write.sections import Section
    from siekit.formats.sie4.write.told import Told
    from siekit.model import Header

OBJECT_FREE = "2"
"""The type whose period rows have empty object lists (SIE 4B 11 #PSALDO)."""


def check_type(header: Header, parts: dict[str, Section], sie_type: str, told: Told) -> None:
    """Raise `NotWritableError` where the asked type cannot hold the document.

    As its own type a document is written as it is, and what is odd about that is told.
    """
    counts = _label_counts(header, parts, sie_type)
    forbidden = [label for label in counts if BY_NAME[label].needs[sie_type] is Need.FORBIDDEN]
    if sie_type == header.sie_type:
        for label in forbidden:
            told.add("written-despite-type", label=label, count=counts[label], sie_type=sie_type)
        return
    if forbidden:
        raise NotWritableError(_forbidden(sie_type, forbidden, counts))
    if sie_type == OBJECT_FREE and _has_object_rows(parts):
        message = (
            "The document cannot be written as type 2: it has period balances of objects, which "
            "belong to type 3. Use siekit convert, which leaves them out, or write it as type 3."
        )
        raise NotWritableError(message)
    years = parts["fiscal_years"].table["year_no"].to_pylist()
    if sie_type != "4I" and 0 not in years:
        message = (
            f"The document cannot be written as type {sie_type}: it has no fiscal year 0 (#RAR 0), "
            "which every file but 4I must have. Add the fiscal year, or write it as type 4I."
        )
        raise NotWritableError(message)


def _label_counts(header: Header, parts: dict[str, Section], sie_type: str) -> dict[str, int]:
    """Return how many records of each label the file will have."""
    counts = {label: 1 for label, _ in values_of(header, sie_type)}
    for section in parts.values():
        if section.kinds is not None:
            kinds = section.table["kind"].cast(pa.string())
            for pair in pc.value_counts(kinds).to_pylist():
                at = section.kinds.get(pair["values"], 0)
                label = section.labels[at]
                counts[label] = counts.get(label, 0) + pair["counts"]
        elif section.codes is not None:
            codes = bytes(section.codes)
            for at, label in enumerate(section.labels):
                counts[label] = codes.count(at)
        else:
            counts[section.labels[0]] = section.table.num_rows
    return {label: count for label, count in counts.items() if count}


def _forbidden(sie_type: str, labels: list[str], counts: dict[str, int]) -> str:
    """Return what stands in the way, the figures first, and what to do."""
    figures = [label for label in labels if BY_NAME[label].group >= Group.BALANCES]
    named = ", ".join(f"{counts[label]:,} {label}" for label in figures or labels)
    return (
        f"The document cannot be written as type {sie_type}: it holds {named}, which type "
        f"{sie_type} does not have. Use siekit convert, which leaves them out, or write it as "
        "the type it is."
    )


def _has_object_rows(parts: dict[str, Section]) -> bool:
    sizes = pc.list_value_length(parts["period_balances"].table["objects"])
    return bool(pc.any(pc.greater(sizes, 0)).as_py())
