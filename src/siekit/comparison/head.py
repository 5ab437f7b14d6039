"""What the headers say, less what they say of the bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.comparison.difference import FieldChange

if TYPE_CHECKING:
    from siekit.model import Header

OF_THE_BYTES = frozenset(
    {
        "file",
        "sha256",
        "size",
        "format",
        "sie_type_evidence",
        "encoding",
        "encoding_declared",
        "line_end",
        "checksum_declared",
        "checksum_computed",
    }
)
"""Facts of the file as it lies on disk, not of what it says."""

DERIVED = frozenset({"currency_declared", "psaldo_style"})
"""What other facts decide: SEK said is SEK understood, and the style follows from the rows."""

NORMALISED = {"orgnr_raw": "orgnr", "chart_type_raw": "chart_type"}
"""Facts as they stand in the file, and the same in one form."""

OUTSIDE_EVIDENCE = ("the file name", "given by")
"""How evidence begins that does not stand in the file itself."""


def header_changes(a: Header, b: Header) -> list[FieldChange]:
    """The facts that differ, in the order of the header table; empty and absent are equal."""
    one, other = _facts(a), _facts(b)
    if not (_says_type(a) and _says_type(b)) and one["sie_type"][0] == other["sie_type"][0]:
        # 4E and 4I both write 4: where only a file's name tells them apart, nothing differs.
        other["sie_type"] = one["sie_type"]
    return [
        FieldChange(name, one[name], other[name])
        for name in one
        if _plain(name, one[name]) != _plain(name, other[name])
    ]


def _facts(header: Header) -> dict[str, Any]:
    """The facts that are compared; a form that siekit knows stands for how it is written."""
    row = header.as_row()
    for raw, normalised in NORMALISED.items():
        row[normalised] = row[normalised] or row[raw]
    unwanted = OF_THE_BYTES | DERIVED | NORMALISED.keys()
    return {name: value for name, value in row.items() if name not in unwanted}


def _says_type(header: Header) -> bool:
    """Whether the file itself tells which type it is."""
    return not header.sie_type_evidence.startswith(OUTSIDE_EVIDENCE)


def _plain(name: str, value: object) -> object:
    """The value, absent where it is empty; the order of #PROSA records says nothing."""
    if name == "comment" and isinstance(value, str):
        value = "\n".join(sorted(value.split("\n")))
    return None if value == "" else value
