"""The refusal of an address that asks for what is none of the choices there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable


def no_choice(field: str, choices: Iterable[str]) -> Refusal:
    """Return the refusal that tells what may be chosen."""
    there = ", ".join(choices)
    return Refusal(
        "invalid",
        field=field,
        problem=f"choose one of {there}.",
        problem_sv=f"välj något av {there}.",
    )
