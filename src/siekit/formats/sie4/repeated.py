"""Records that stand twice for the same key: equal, or with another content."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from siekit.core.faults import Fault
from siekit.formats.sie4.found import Place

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found

Statement: TypeAlias = tuple[int, object]
"""The line of a record, and what it says."""


def tell_repeated(found: Found, label: str, key: str, *, kept: Statement, other: Statement) -> None:
    """Tell a record that does not count because of an earlier one; `key` names what both are."""
    kept_line, said = kept
    other_line, other_said = other
    place = Place(other_line, label=label)
    if said == other_said:
        found.add(Fault.REPEATED_RECORD, place, facts={"key": key, "kept_line": kept_line})
        return
    facts = {
        "key": key,
        "kept": said,
        "kept_line": kept_line,
        "other": other_said,
        "other_line": other_line,
    }
    found.add(Fault.CONFLICTING_RECORD, place, facts=facts)
