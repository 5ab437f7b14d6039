"""What the next sync would change, and how many files wait for a company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.actors import Role
from siekit.workspace.publishing import changes
from siekit.workspace.states import State
from siekit.workspace.tables import uploads

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


def waiting_for_company(workspace: Workspace) -> int:
    """Return how many files wait for somebody to say which company they are of."""
    workspace.actor.require(Role.VIEWER)
    asking = uploads.c.state == State.PREVIEWED.value
    query = sa.select(sa.func.count()).where(uploads.c.domain_id == workspace.domain_id, asking)
    with workspace.catalogue.read() as connection:
        return int(connection.execute(query).scalar_one())


def waiting_for_sync(workspace: Workspace) -> Waiting:
    """Return what the next sync of a domain would change."""
    workspace.actor.require(Role.VIEWER)
    with workspace.catalogue.read() as connection:
        found = changes(connection, workspace.domain_id)
    return Waiting(found.added, found.removed)
