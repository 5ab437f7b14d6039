"""The log, played again: it must end in the states that the catalogue has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from siekit.workspace.faults import Fault
from siekit.workspace.states import State
from siekit.workspace.tables import activations, audit_events, uploads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection


def replayed(connection: Connection) -> Iterator[Fault]:
    """Tell of uploads whose state is not the one that the log ends in."""
    told = states_by_log(connection)
    switched = active_by_log(connection)
    query = sa.select(uploads.c.id, uploads.c.state).order_by(uploads.c.id)
    for upload_id, state in connection.execute(query):
        last = told.get(upload_id, State.RECEIVED.value)
        if last != state:
            yield Fault("audit_differs", upload=upload_id, state=state, told=last)
        elif (upload_id in switched) != (state == State.ACTIVE.value):
            word = State.ACTIVE.value if upload_id in switched else "not active"
            yield Fault("audit_differs", upload=upload_id, state=state, told=word)


def states_by_log(connection: Connection) -> dict[int, str]:
    """Return the state of each upload after the last of its events that tells one."""
    event = audit_events.c
    query = sa.select(event.object_id, event.after).where(event.object_kind == "upload")
    return {
        upload_id: after["state"]
        for upload_id, after in connection.execute(query.order_by(event.id))
        if after and "state" in after
    }


def active_by_log(connection: Connection) -> set[int]:
    """Return the uploads that were activated last, and not deactivated or superseded since."""
    query = sa.select(activations.c.upload_id, activations.c.action).order_by(activations.c.id)
    last = {row.upload_id: row.action for row in connection.execute(query)}
    return {upload_id for upload_id, action in last.items() if action == "activated"}
