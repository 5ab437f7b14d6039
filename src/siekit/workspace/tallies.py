"""How many there are of what, over all domains: for whoever watches over the installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.audit import now
from siekit.workspace.tables import jobs, sessions, sync_runs, uploads

if TYPE_CHECKING:
    from siekit.workspace.installation import Installation


def tallies(installation: Installation) -> dict[str, dict[str, int]]:
    """Return the numbers of uploads, jobs and syncs by state, and of sessions."""
    wanted = {"uploads": uploads.c.state, "jobs": jobs.c.state, "syncs": sync_runs.c.status}
    found: dict[str, dict[str, int]] = {}
    with installation.catalogue.read() as connection:
        for name, column in wanted.items():
            query = sa.select(column, sa.func.count()).group_by(column).order_by(column)
            found[name] = {str(row[0]).lower(): int(row[1]) for row in connection.execute(query)}
        signed_in = sa.select(sa.func.count()).where(sessions.c.expires_at > now())
        number = connection.execute(signed_in.select_from(sessions)).scalar_one()
        found["sessions"] = {"open": int(number)}
    return found
