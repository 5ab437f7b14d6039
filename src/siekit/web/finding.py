"""Finding a company by a part of its name or number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siekit.workspace.model import Integration


def named(integration: Integration, wanted: str) -> bool:
    """Tell whether each word stands in the name or, without its hyphen, in the number."""
    whole = f"{integration.name} {integration.orgnr or ''}".casefold()
    words = wanted.casefold().split()
    return all(word in whole or word.replace("-", "") in whole for word in words)
