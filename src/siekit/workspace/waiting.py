"""What the next sync would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from siekit.workspace.actors import Role
from siekit.workspace.publishing import changes

if TYPE_CHECKING:
    from siekit.workspace.model import Upload
    from siekit.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Waiting:
    """The uploads that come into the reports at the next sync, and those that leave them."""

    come: tuple[Upload, ...]
    leave: tuple[Upload, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.come) + len(self.leave)


def waiting_for_sync(workspace: Workspace) -> Waiting:
    """Return what the next sync of a domain would change."""
    workspace.actor.require(Role.VIEWER)
    with workspace.catalogue.read() as connection:
        found = changes(connection, workspace.domain_id)
    return Waiting(found.added, found.removed)
