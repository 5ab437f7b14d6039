"""The ways from every page: the parts of a domain, and which of them this page is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.workspace.actors import Role

if TYPE_CHECKING:
    from siekit.workspace.workspace import Workspace

PARTS = (
    ("start", "", Role.VIEWER),
    ("sources", "/sources", Role.VIEWER),
    ("uploads", "/uploads", Role.VIEWER),
    ("reports", "/reports", Role.VIEWER),
    ("syncs", "/syncs", Role.VIEWER),
    ("history", "/history", Role.VIEWER),
    ("admin", "/admin", Role.ADMIN),
)
"""Each part: the key of its word, its path in the domain, and the role that sees it."""


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the navigation."""

    key: str
    path: str
    here: bool


def navigation(workspace: Workspace, path: str) -> list[Way]:
    """Return the parts of a domain that the one who asks may see."""
    base = f"/d/{workspace.domain_id}"
    ways = []
    for key, end, role in PARTS:
        target = base + end
        inside = path == target or (bool(end) and path.startswith(f"{target}/"))
        if workspace.actor.role >= role:
            ways.append(Way(key, target, inside))
    return ways
