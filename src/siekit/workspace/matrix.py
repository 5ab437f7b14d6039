"""`matrix`: companies × years, and where each of them stands; what the start page shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.actors import Role
from siekit.workspace.lookup import activatable_roles, find_integrations
from siekit.workspace.model import Badge, badge_of
from siekit.workspace.states import PARSED, State
from siekit.workspace.tables import uploads

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Row

    from siekit.workspace.model import Integration
    from siekit.workspace.workspace import Workspace

    Found = Row[int, int, str, bool, str, date, date]

SHOWN = (*PARSED, State.LINKED, State.FAILED)

ORDER = (
    Badge.IN_REPORTS,
    Badge.WAITS,
    Badge.LEAVES,
    Badge.DRAFT,
    Badge.REFUSED,
    Badge.REPLACED,
)
"""Which badge a cell shows when several uploads are of one year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One fiscal year of one company: the upload that it shows, and how many others wait.

    `drafts` are READY uploads that can be activated, that one not counted; `uploads` are all of
    the year.
    """

    fiscal_year: str
    badge: Badge
    upload_id: int
    drafts: int
    uploads: int


@dataclass(frozen=True, slots=True)
class Company:
    """One row: an integration, and its cells by the calendar year in which fiscal years end."""

    integration: Integration
    cells: Mapping[int, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Companies by name; `years` are the columns, the newest first."""

    years: tuple[int, ...]
    companies: tuple[Company, ...]


def matrix(ws: Workspace) -> Matrix:
    """Return every integration with its fiscal years, and what is in the reports of each."""
    ws.actor.require(Role.VIEWER)
    with ws.catalogue.read() as connection:
        companies = find_integrations(connection, ws.domain_id)
        rows = connection.execute(_QUERY, {"domain": ws.domain_id}).fetchall()
        roles = activatable_roles(connection, ws.domain_id)
    years: dict[int, dict[tuple[int, str], list[Found]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        years[row.integration_id][row.last_day.year, f"{row.first_day}/{row.last_day}"].append(row)
    return Matrix(
        years=tuple(sorted({row.last_day.year for row in rows}, reverse=True)),
        companies=tuple(Company(one, _cells(years[one.id], roles)) for one in companies),
    )


_QUERY = sa.select(
    uploads.c.id,
    uploads.c.integration_id,
    uploads.c.state,
    uploads.c.published,
    uploads.c.role,
    uploads.c.first_day,
    uploads.c.last_day,
).where(
    uploads.c.domain_id == sa.bindparam("domain"),
    uploads.c.state.in_([one.value for one in SHOWN]),
    uploads.c.integration_id.is_not(None),
    uploads.c.last_day.is_not(None),
)


def _cells(
    years: Mapping[tuple[int, str], Sequence[Found]], roles: Collection[str]
) -> dict[int, tuple[Cell, ...]]:
    found: dict[int, list[Cell]] = defaultdict(list)
    for (year, fiscal_year), rows in sorted(years.items()):
        found[year].append(_cell(fiscal_year, rows, roles))
    return {year: tuple(cells) for year, cells in found.items()}


def _cell(fiscal_year: str, rows: Sequence[Found], roles: Collection[str]) -> Cell:
    badges = [(badge_of(State(row.state), in_reports=row.published), row.id) for row in rows]
    badge, number = min(badges, key=lambda one: (ORDER.index(one[0]), -one[1]))
    drafts = sum(
        row.state == State.READY and not row.published and row.role in roles and row.id != number
        for row in rows
    )
    return Cell(
        fiscal_year=fiscal_year,
        badge=badge,
        upload_id=number,
        drafts=drafts,
        uploads=len(badges),
    )
