"""Facts that the catalogue keeps, in the forms in which they are told: 2025-03, 556334-3689."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siekit.workspace.orgnr_text import hyphened

if TYPE_CHECKING:
    from collections.abc import Mapping


def month_text(month: int) -> str:
    """Return a month of the catalogue, YYYYMM, as 2025-03."""
    return f"{month // 100:04}-{month % 100:02}"


def told_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts of a notice or of the log with months and numbers as they are told."""
    told = dict(facts)
    if isinstance(told.get("month"), int):
        told["month"] = month_text(told["month"])
    if isinstance(told.get("orgnr"), str):
        told["orgnr"] = hyphened(told["orgnr"])
    return told
