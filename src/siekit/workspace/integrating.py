"""Integrations: the sources of books that uploads are linked to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from siekit.formats.sie4.orgnr import normalised
from siekit.workspace import jobs
from siekit.workspace.actors import Role
from siekit.workspace.audit import note, now
from siekit.workspace.changing import change_state
from siekit.workspace.head_facts import ten_digits
from siekit.workspace.lookup import find_integration, find_integrations, find_uploads
from siekit.workspace.refusals import Refusal
from siekit.workspace.shown_text import shown_text
from siekit.workspace.states import State
from siekit.workspace.tables import domains, integrations, uploads

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from siekit.workspace.actors import Actor
    from siekit.workspace.model import Integration
    from siekit.workspace.workspace import Workspace

_CURRENCY = re.compile(r"[A-Z]{3}")


def create_integration(
    workspace: Workspace,
    name: str,
    *,
    orgnr: str | None = None,
    acquisition_no: str | None = None,
    currency: str = "SEK",
) -> Integration:
    """Make an integration that files can be linked to. ANALYST."""
    workspace.actor.require(Role.ANALYST)
    with workspace.catalogue.write() as connection:
        return add_integration(
            connection,
            workspace.actor,
            workspace.domain_id,
            name=name,
            orgnr=_orgnr(orgnr),
            acquisition_no=acquisition_no or None,
            currency=_currency(currency),
        )


def edit_integration(
    workspace: Workspace,
    integration_id: int,
    *,
    name: str | None = None,
    orgnr: str | None = None,
    currency: str | None = None,
) -> Integration:
    """Change what is given: the name, the organisation number ("" takes it away), the currency.

    ADMIN. What was linked stays linked; files that wait for activation are checked anew, so that
    those whose number or currency is another then say so.
    """
    workspace.actor.require(Role.ADMIN)
    with workspace.catalogue.write() as connection:
        lock_integrations(connection, workspace.domain_id)
        old = find_integration(connection, workspace.domain_id, integration_id)
        values: dict[str, Any] = {}
        if name is not None and name.strip() != old.name:
            values["name"] = _free(connection, workspace.domain_id, name)
        if orgnr is not None:
            values["orgnr"] = _orgnr(orgnr)
        if currency is not None:
            values["currency"] = _currency(currency)
        _set(connection, workspace.actor, old, values)
        changed = find_integration(connection, workspace.domain_id, integration_id)
        if (old.orgnr, old.currency) != (changed.orgnr, changed.currency):
            _check_anew(connection, workspace.actor, changed)
    jobs.call()
    return changed


def rename_integration(workspace: Workspace, integration_id: int, name: str) -> Integration:
    """Give an integration another name; `invalid` when another has it. ADMIN."""
    return edit_integration(workspace, integration_id, name=name)


def add_integration(
    connection: Connection,
    actor: Actor,
    domain_id: int,
    *,
    name: str,
    orgnr: str | None,
    acquisition_no: str | None,
    currency: str,
) -> Integration:
    """Make an integration in the caller's transaction; `invalid` for a name that another has."""
    lock_integrations(connection, domain_id)
    values = {
        "name": _free(connection, domain_id, name),
        "orgnr": orgnr,
        "acquisition_no": acquisition_no,
        "currency": currency,
    }
    made = connection.execute(
        integrations.insert().values(
            domain_id=domain_id, created_by=actor.user_id, created_at=now(), **values
        )
    ).inserted_primary_key
    number = int(made[0]) if made else 0
    note(
        connection,
        actor,
        "integration.created",
        domain_id=domain_id,
        about=("integration", number),
        after=values,
    )
    return find_integration(connection, domain_id, number)


def lock_integrations(connection: Connection, domain_id: int) -> None:
    """Let those who make integrations in a domain take turns, so that none is made twice."""
    row = sa.select(domains.c.id).where(domains.c.id == domain_id)
    connection.execute(row.with_for_update(key_share=True))  # SQLite has one writer as it is


def set_orgnr(
    connection: Connection,
    actor: Actor,
    integration: Integration,
    orgnr: str,
    acquisition_no: str | None,
) -> None:
    """Give an integration the number of a file."""
    _set(connection, actor, integration, {"orgnr": orgnr, "acquisition_no": acquisition_no})


def free_name(connection: Connection, domain_id: int, name: str) -> str:
    """Return a name that no integration has yet: the name itself, or with a number behind it."""
    taken = {one.name for one in find_integrations(connection, domain_id)}
    plain, number = shown_text(name) or "–", 1
    found = plain
    while found in taken:
        number += 1
        found = f"{plain} ({number})"
    return found


def _set(connection: Connection, actor: Actor, old: Integration, values: dict[str, Any]) -> None:
    changed = {key: value for key, value in values.items() if value != getattr(old, key)}
    if not changed:
        return
    connection.execute(
        integrations.update()
        .where(integrations.c.id == old.id, integrations.c.domain_id == old.domain_id)
        .values(**changed)
    )
    note(
        connection,
        actor,
        "integration.changed",
        domain_id=old.domain_id,
        about=("integration", old.id),
        before={key: getattr(old, key) for key in changed},
        after=changed,
    )


def _check_anew(connection: Connection, actor: Actor, integration: Integration) -> None:
    waiting = find_uploads(
        connection,
        integration.domain_id,
        uploads.c.integration_id == integration.id,
        uploads.c.state == State.READY.value,
        uploads.c.published.is_(sa.false()),
    )
    for upload in waiting:
        change_state(connection, actor, upload, State.LINKED, action="upload.checked_anew")
        jobs.enqueue(connection, "process", upload.id)


def _free(connection: Connection, domain_id: int, name: str) -> str:
    plain = shown_text(name)
    if not plain:
        raise Refusal("invalid", field="name", problem="give a name.", problem_sv="ange ett namn.")
    if any(one.name == plain for one in find_integrations(connection, domain_id)):
        raise Refusal(
            "invalid",
            field="name",
            problem=f"there is already an integration of the name {plain!r}.",
            problem_sv=f"det finns redan en koppling med namnet {plain!r}.",
        )
    return plain


def _orgnr(orgnr: str | None) -> str | None:
    if orgnr is None or not orgnr.strip():
        return None
    digits = ten_digits(normalised(orgnr.strip())[0])
    if digits is None:
        raise Refusal(
            "invalid",
            field="orgnr",
            problem=f"{shown_text(orgnr)!r} does not have ten digits.",
            problem_sv=f"{shown_text(orgnr)!r} har inte tio siffror.",
        )
    return digits


def _currency(currency: str) -> str:
    plain = currency.strip().upper()
    if not _CURRENCY.fullmatch(plain):
        raise Refusal(
            "invalid",
            field="currency",
            problem=f"{shown_text(currency)!r} is no currency code such as SEK.",
            problem_sv=f"{shown_text(currency)!r} är ingen valutakod som SEK.",
        )
    return plain
