"""Linking an upload to the integration it is of: by itself, by choice, or to a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from siekit.workspace import jobs
from siekit.workspace.actors import Actor, Role
from siekit.workspace.changing import change_state, wrong_state
from siekit.workspace.integrating import add_integration, free_name, lock_integrations, set_orgnr
from siekit.workspace.lookup import (
    find_integration,
    find_integrations,
    find_upload,
    find_uploads,
)
from siekit.workspace.orgnr_text import hyphened
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import WAYS, State
from siekit.workspace.tables import integrations, uploads

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from siekit.workspace.model import Integration, Upload
    from siekit.workspace.workspace import Workspace

PROGRAM = Actor("siekit", Role.ADMIN)
"""Who does what nobody asked for: linking by itself, reading, rejecting."""

AUTO, PICKED, CREATED = "auto", "picked", "created"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody chose for an upload; see `link`."""

    integration_id: int | None = None
    new_name: str | None = None
    confirm_orgnr: bool = False
    confirm_currency: bool = False
    take_orgnr: bool = False


def matches(connection: Connection, upload: Upload) -> list[Integration]:
    """Return the integrations that the organisation number of a file stands for.

    Sole traders have several businesses under one number: then the acquisition number must not
    be another one.
    """
    if upload.orgnr is None:
        return []
    found = find_integrations(
        connection,
        upload.domain_id,
        integrations.c.orgnr == upload.orgnr,
        integrations.c.kind == "sie",
    )
    return [one for one in found if same_business(one.acquisition_no, upload.acquisition_no)]


def suggestions(workspace: Workspace, upload_id: int) -> list[Integration]:
    """Return the integrations that an upload may be of by its number, else all of the domain."""
    with workspace.catalogue.read() as connection:
        upload = find_upload(connection, workspace.domain_id, upload_id)
        return matches(connection, upload) or find_integrations(
            connection, workspace.domain_id, integrations.c.kind == "sie"
        )


def link(workspace: Workspace, upload_id: int, choice: Choice) -> Upload:
    """Link an upload to an integration, or to a new one, and ask for its tables to be made.

    Without a choice it is linked to the one that matches. Raises `ambiguous_link` when several do
    and `choose_integration` when none does; `other_orgnr` and `other_currency` when that is not
    confirmed; `in_reports` when a change would reach into reports; `wrong_state`, `not_found`.
    """
    workspace.actor.require(Role.ANALYST)
    with workspace.catalogue.write() as connection:
        if choice.new_name is not None or choice.take_orgnr:
            lock_integrations(connection, workspace.domain_id)
        upload = find_upload(connection, workspace.domain_id, upload_id)
        if State.LINKED not in WAYS[upload.state]:
            raise wrong_state(upload)
        if upload.in_reports:
            raise Refusal("in_reports", file=upload.file)
        link_in(connection, workspace.actor, upload, choice)
        if choice.new_name is not None or choice.take_orgnr:
            link_others(connection, upload)
        linked = find_upload(connection, workspace.domain_id, upload_id)
    jobs.call()
    return linked


def link_in(connection: Connection, actor: Actor, upload: Upload, choice: Choice) -> None:
    """Link an upload in the caller's transaction."""
    if choice.new_name is not None:
        integration = _created(connection, actor, upload, choice.new_name)
        how = CREATED
    else:
        integration, how = _picked(connection, upload, choice)
    if integration.orgnr is None and choice.take_orgnr and upload.orgnr:
        set_orgnr(connection, actor, integration, upload.orgnr, upload.acquisition_no)
        integration = replace(integration, orgnr=upload.orgnr)
    values = _confirmed(actor, upload, integration, choice)
    _change(connection, actor, upload, integration, linked_how=how, **values)
    jobs.enqueue(connection, "process", upload.id)


def link_alone(connection: Connection, upload: Upload) -> bool:
    """Link a previewed upload if exactly one integration matches; tell whether it did.

    No job is asked for: the caller goes on with the upload, or asks for one.
    """
    found = matches(connection, upload)
    if len(found) != 1:
        return False
    _change(connection, PROGRAM, upload, found[0], linked_how=AUTO)
    return True


def create_if_clear(workspace: Workspace, upload: Upload) -> Upload:
    """Make an integration for a previewed upload whose number is right and nobody's yet.

    Returns the upload as it is then: unchanged when a person must choose.
    """
    from siekit.formats.sie4.orgnr import has_check_digit

    if upload.state is not State.PREVIEWED or not upload.orgnr or not has_check_digit(upload.orgnr):
        return upload
    workspace.actor.require(Role.ANALYST)
    with workspace.catalogue.write() as connection:
        lock_integrations(connection, workspace.domain_id)
        now = find_upload(connection, workspace.domain_id, upload.id)
        taken = find_integrations(
            connection, workspace.domain_id, integrations.c.orgnr == upload.orgnr
        )
        if now.state is not State.PREVIEWED:
            return now
        if not taken:
            name = free_name(
                connection, workspace.domain_id, upload.company or hyphened(upload.orgnr)
            )
            link_in(connection, workspace.actor, now, Choice(new_name=name))
        elif link_alone(connection, now):  # somebody made it meanwhile
            jobs.enqueue(connection, "process", now.id)
        link_others(connection, now)
        linked = find_upload(connection, workspace.domain_id, upload.id)
    jobs.call()
    return linked


def _picked(connection: Connection, upload: Upload, choice: Choice) -> tuple[Integration, str]:
    if choice.integration_id is not None:
        integration = find_integration(connection, upload.domain_id, choice.integration_id)
        same = upload.integration_id == integration.id and upload.linked_how
        return integration, same or PICKED
    found = matches(connection, upload)
    if len(found) == 1:
        return found[0], AUTO
    orgnr = hyphened(upload.orgnr) or upload.orgnr_raw or "–"
    if not found:
        raise Refusal("choose_integration")
    raise Refusal("ambiguous_link", file=upload.file, count=len(found), orgnr=orgnr)


def _created(connection: Connection, actor: Actor, upload: Upload, name: str) -> Integration:
    return add_integration(
        connection,
        actor,
        upload.domain_id,
        name=name,
        orgnr=upload.orgnr,
        acquisition_no=upload.acquisition_no,
        currency=upload.currency or "SEK",
    )


def _confirmed(
    actor: Actor, upload: Upload, integration: Integration, choice: Choice
) -> dict[str, Any]:
    """Return who confirmed what; raises when something must be that is not."""
    other_orgnr = differs(upload.orgnr, integration.orgnr)
    if other_orgnr and not choice.confirm_orgnr:
        raise Refusal(
            "other_orgnr",
            file=upload.file,
            found=hyphened(upload.orgnr),
            integration=integration.name,
            wanted=hyphened(integration.orgnr),
        )
    other_currency = differs(upload.currency, integration.currency)
    if other_currency and not choice.confirm_currency:
        raise Refusal(
            "other_currency",
            file=upload.file,
            found=upload.currency,
            integration=integration.name,
            wanted=integration.currency,
        )
    return {
        "other_orgnr_confirmed_by": actor.name if other_orgnr else None,
        "currency_confirmed_by": actor.name if other_currency else None,
    }


def differs(one: str | None, other: str | None) -> bool:
    """Tell whether both are known and not the same."""
    return one is not None and other is not None and one != other


def _change(
    connection: Connection,
    actor: Actor,
    upload: Upload,
    integration: Integration,
    **values: Any,  # noqa: ANN401, columns
) -> None:
    change_state(
        connection,
        actor,
        upload,
        State.LINKED,
        action="upload.linked",
        integration_id=integration.id,
        superseded_by=None,
        checks=None,
        **{"other_orgnr_confirmed_by": None, "currency_confirmed_by": None} | values,
    )


def link_others(connection: Connection, upload: Upload) -> None:
    """Link what waited for the integration that has just got its number, in the caller's turn."""
    waiting = find_uploads(
        connection,
        upload.domain_id,
        uploads.c.state == State.PREVIEWED.value,
        uploads.c.orgnr == upload.orgnr,
        oldest_first=True,
    )
    for one in waiting:
        if link_alone(connection, one):
            jobs.enqueue(connection, "process", one.id)


def same_business(one: str | None, other: str | None) -> bool:
    """Tell whether two acquisition numbers may be those of one business."""
    known, given = (one or "").lstrip("0"), (other or "").lstrip("0")
    return not known or not given or known == given
