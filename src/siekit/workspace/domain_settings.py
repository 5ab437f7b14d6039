"""The settings of a domain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.workspace.accounts import plain_name
from siekit.workspace.actors import Role
from siekit.workspace.audit import note
from siekit.workspace.lookup import find_domain
from siekit.workspace.refusals import Refusal
from siekit.workspace.tables import domains

if TYPE_CHECKING:
    from siekit.workspace.model import Domain
    from siekit.workspace.workspace import Workspace

MOST_DAYS = 3650
SMALLEST_FILE = 2**20
LARGEST_FILE = 2**31
_FIELDS_SV = {
    "name": "namn",
    "sync_at": "tid för synkronisering",
    "rejected_kept_days": "dagar som avvisade filer sparas",
    "largest_file": "största fil",
}
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def change_settings(workspace: Workspace, **values: object) -> Domain:
    """Change settings of the domain, each by its name in `Domain`; `invalid` for a wrong one.

    They are `name`, `sync_at` (HH:MM in Stockholm, or None), `entries_allowed`,
    `rejected_kept_days` and `largest_file` (bytes).
    """
    workspace.actor.require(Role.ADMIN)
    checked = {name: _CHECKS[name](value) for name, value in values.items()}
    with workspace.catalogue.write() as connection:
        before = find_domain(connection, workspace.domain_id)
        changed = {name: one for name, one in checked.items() if one != getattr(before, name)}
        if not changed:
            return before
        if "name" in changed:
            other = sa.select(domains.c.id).where(domains.c.name == changed["name"])
            if connection.execute(other).first():
                problem = f"there is already a domain of the name {changed['name']!r}."
                problem_sv = f"det finns redan en domän med namnet {changed['name']!r}."
                raise _refusal("name", problem, problem_sv)
        connection.execute(
            domains.update().where(domains.c.id == workspace.domain_id).values(**changed)
        )
        note(
            connection,
            workspace.actor,
            "domain.settings",
            domain_id=workspace.domain_id,
            about=("domain", workspace.domain_id),
            before={name: getattr(before, name) for name in changed},
            after=changed,
        )
        return find_domain(connection, workspace.domain_id)


def _name(value: object) -> str:
    shown = plain_name(str(value))
    if not shown:
        raise _refusal("name", "give a name.", "ange ett namn.")
    return shown


def _time(value: object) -> str | None:
    if value is None or value == "":
        return None
    if not _TIME.fullmatch(str(value)):
        problem = f"{value!r} is no time of day; write 06:30, or nothing for by hand only."
        problem_sv = f"{value!r} är inget klockslag; skriv 06:30, eller inget för bara för hand."
        raise _refusal("sync_at", problem, problem_sv)
    return str(value)


def _days(value: object) -> int:
    return _whole("rejected_kept_days", value, 1, MOST_DAYS)


def _bytes(value: object) -> int:
    return _whole("largest_file", value, SMALLEST_FILE, LARGEST_FILE)


def _whole(field: str, value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or value is True or not least <= value <= most:
        problem = f"give a whole number from {least} to {most}."
        raise _refusal(field, problem, f"ange ett heltal från {least} till {most}.")
    return value


def _refusal(field: str, problem: str, problem_sv: str) -> Refusal:
    return Refusal(
        "invalid", field=field, problem=problem, field_sv=_FIELDS_SV[field], problem_sv=problem_sv
    )


_CHECKS: dict[str, Any] = {
    "name": _name,
    "sync_at": _time,
    "entries_allowed": bool,
    "rejected_kept_days": _days,
    "largest_file": _bytes,
}
