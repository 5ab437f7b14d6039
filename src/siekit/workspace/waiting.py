"""What the next sync would change, and how many files wait for a company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.actors import Role
from siekit.workspace.lookup import find_integrations
from siekit.workspace.publishing import changes
from siekit.workspace.rule_versions import waiting
from siekit.workspace.states import State
from siekit.workspace.tables import integrations, uploads

if TYPE_CHECKING:
    from siekit.workspace.model import Integration, Upload
    from siekit.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Waiting:
    """The uploads that come into the reports at the next sync, and those that leave them.

    And what reports of several companies go by then: `mappings` are integrations.
    """

    come: tuple[Upload, ...]
    leave: tuple[Upload, ...]
    mappings: tuple[Integration, ...] = ()
    eliminations: bool = False

    @property
    def files(self) -> int:
        """How many uploads there are."""
        return len(self.come) + len(self.leave)

    @property
    def rules(self) -> int:
        """How many mappings and sets of eliminations there are."""
        return len(self.mappings) + self.eliminations

    @property
    def count(self) -> int:
        """How much waits in all."""
        return self.files + self.rules


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
        ids = {one.integration_id for one in waiting(connection, workspace.domain_id)}
        named = integrations.c.id.in_([one for one in ids if one is not None])
        mappings = find_integrations(connection, workspace.domain_id, named) if ids else []
    return Waiting(found.added, found.removed, tuple(mappings), None in ids)
