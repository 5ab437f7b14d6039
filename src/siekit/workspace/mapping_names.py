"""By what a file may call a company: its number, its name here, and its names in active files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.workspace.lookup import find_uploads
from siekit.workspace.states import State
from siekit.workspace.tables import uploads

if TYPE_CHECKING:
    from siekit.workspace.model import Integration
    from siekit.workspace.workspace import Workspace


def names_of(ws: Workspace, integration: Integration) -> list[str]:
    """Return the organisation number and the names of a company, the number first."""
    with ws.catalogue.read() as connection:
        active = find_uploads(
            connection,
            ws.domain_id,
            uploads.c.integration_id == integration.id,
            uploads.c.state == State.ACTIVE.value,
            brief=True,
        )
    told = [integration.orgnr, integration.name]
    told += [name for one in active for name in (one.orgnr, one.company)]
    return list(dict.fromkeys(name for name in told if name))


def companies_to_name(ws: Workspace) -> list[tuple[str, str]]:
    """Return what rules call each company that has an active file, and its name here.

    That is the organisation number of its file, or the name in it where it has none.
    """
    with ws.catalogue.read() as connection:
        active = find_uploads(
            connection, ws.domain_id, uploads.c.state == State.ACTIVE.value, brief=True
        )
    found = {key: one.integration or key for one in active if (key := one.orgnr or one.company)}
    return sorted(found.items(), key=lambda one: (one[1].casefold(), one[0]))
