"""The way in as a whole: receive and process at once, set a year."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from siekit.workspace import jobs
from siekit.workspace.actors import Role
from siekit.workspace.audit import note
from siekit.workspace.changing import change_state, wrong_state
from siekit.workspace.linking import create_if_clear
from siekit.workspace.lookup import find_upload
from siekit.workspace.processing import process
from siekit.workspace.receiving import receive
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.tables import uploads
from siekit.workspace.worker import do_job

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sqlalchemy.engine import Connection

    from siekit.workspace.actors import Actor
    from siekit.workspace.model import Upload
    from siekit.workspace.receiving import Received, Sent
    from siekit.workspace.workspace import Workspace

LOOK_EVERY = 0.02

AT_WORK = (State.RECEIVED, State.LINKED)
"""The states that an upload leaves by itself, when somebody does its job."""

MOST_TRIES = 3
"""How often a job is tried here that database or disk hinder, before that is told."""

Told: TypeAlias = "Callable[[str, int, int], None]"
"""Who hears of the file that is at work: its name, its number, and how many were received."""


def add(
    workspace: Workspace,
    source: Sent,
    name: str | None = None,
    *,
    create: bool = False,
    via: str = "program",
    told: Told | None = None,
) -> list[Received]:
    """Receive a file or zip and bring each upload as far as it comes by itself."""
    done: list[Received] = []
    received = receive(workspace, source, name, via=via)
    for one in received:
        if told:
            told(one.file, len(done) + 1, len(received))
        if one.upload is None or one.refusal is not None:
            done.append(one)
            continue
        upload = bring_on(workspace, one.upload.id, create=create)
        done.append(replace(one, upload=replace(upload, seen_before=one.upload.seen_before)))
    return done


def bring_on(workspace: Workspace, upload_id: int, *, create: bool = False) -> Upload:
    """Bring an upload as far as it comes, here or by the worker that has begun with it.

    With `create` an integration is made for a company that is clearly new.
    """
    _do(workspace, upload_id)
    upload = workspace.upload(upload_id)
    if not create or upload.state is not State.PREVIEWED:
        return upload
    upload = create_if_clear(workspace, upload)
    if upload.state is State.LINKED:  # and with it what waited for the same company
        bring_on_all(workspace, states=(State.LINKED,), integration_id=upload.integration_id)
        upload = workspace.upload(upload_id)
    return upload


def bring_on_all(
    workspace: Workspace,
    *,
    states: tuple[State, ...] = AT_WORK,
    integration_id: int | None = None,
) -> list[Upload]:
    """Bring on all uploads that wait, or those of an integration, and return what became of them.

    One after the other, the oldest first, each here or by the worker that has begun with it.
    """
    found = workspace.uploads(states=states, integration_id=integration_id)
    return [bring_on(workspace, one.id) for one in reversed(found)]


def set_year(workspace: Workspace, upload_id: int, first_day: date, last_day: date) -> Upload:
    """Say which year a file is about that does not say so itself, and check it anew."""
    workspace.actor.require(Role.ANALYST)
    if first_day > last_day:
        raise Refusal(
            "invalid",
            field="year",
            problem=f"it ends {last_day}, before it begins {first_day}.",
            problem_sv=f"det slutar {last_day}, innan det börjar {first_day}.",
        )
    with workspace.catalogue.write() as connection:
        upload = find_upload(connection, workspace.domain_id, upload_id)
        if upload.first_day is not None and not upload.year_derived:
            raise Refusal("year_stated", file=upload.file)
        if upload.in_reports:
            raise Refusal("in_reports", file=upload.file)
        days: dict[str, Any] = {"first_day": first_day, "last_day": last_day, "year_derived": True}
        if upload.state is State.PREVIEWED:
            _set_days(connection, workspace.actor, upload, days)
        elif upload.state in {State.LINKED, State.READY, State.SUPERSEDED}:
            action = "upload.year_set"
            change_state(connection, workspace.actor, upload, State.LINKED, action=action, **days)
            jobs.enqueue(connection, "process", upload.id)
        else:
            raise wrong_state(upload)
        changed = find_upload(connection, workspace.domain_id, upload_id)
    jobs.call()
    return changed


def _set_days(
    connection: Connection, actor: Actor, upload: Upload, days: Mapping[str, Any]
) -> None:
    """Set the year of an upload that waits to be linked, and go on waiting."""
    set_now = (
        uploads.update()
        .where(uploads.c.id == upload.id, uploads.c.version == upload.version)
        .values(version=uploads.c.version + 1, **days)
    )
    if connection.execute(set_now).rowcount != 1:
        raise Refusal("stale")
    note(
        connection,
        actor,
        "upload.year_set",
        domain_id=upload.domain_id,
        about=("upload", upload.id),
        after={name: str(value) for name, value in days.items()},
    )


def _do(workspace: Workspace, upload_id: int) -> None:
    """Do the job that waits for an upload, or wait for whoever has begun with it.

    Raises what hinders it, such as a full disk, when that does not pass; then the job waits on.
    """
    catalogue, owner, tries = workspace.catalogue, jobs.new_owner(), 0
    jobs.take_from_dead(catalogue)
    while jobs.is_open(catalogue, "process", upload_id):
        job = jobs.claim(catalogue, owner, only=("process", upload_id))
        if job is None:
            time.sleep(LOOK_EVERY)
            continue
        hindered = do_job(workspace.installation, job)
        tries += hindered is not None
        if hindered is not None and tries == MOST_TRIES:
            raise hindered
    process(workspace.installation, upload_id)  # nothing, unless its job was given up
