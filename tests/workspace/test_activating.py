"""What is active: one upload an integration and day, whoever activates what when."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from siekit.workspace.actors import Role
from siekit.workspace.model import Badge
from siekit.workspace.refusals import Refusal
from siekit.workspace.states import State
from siekit.workspace.tables import activations
from siekit.workspace.workspace import Workspace
from tests.workspace.putting import new_workspace, put, put_integration

if TYPE_CHECKING:
    from siekit.workspace.installation import Installation


def as_role(ws: Workspace, role: Role) -> Workspace:
    """The same workspace for somebody of another role."""
    return Workspace(ws.installation, ws.domain_id, replace(ws.actor, role=role))


def states(ws: Workspace, *ids: int) -> list[State]:
    """The states of uploads."""
    return [ws.upload(one).state for one in ids]


def test_a_second_file_of_a_year_replaces_the_first(installation: Installation) -> None:
    """What would happen is told before, with the change in totals, and then happens."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    first, second = put(ws, company), put(ws, company, sales=1500)
    assert ws.activate(first).replaced == ()
    told = ws.what_if(second)
    assert [one.id for one in told.replaced] == [first]
    assert told.result == (Decimal(12_000), Decimal(18_000))
    assert told.assets == (Decimal(112_000), Decimal(118_000))
    assert told.months_lost == ()
    assert states(ws, first, second) == [State.ACTIVE, State.READY]
    assert ws.activate(second, token=told.token) == told
    assert states(ws, first, second) == [State.SUPERSEDED, State.ACTIVE]
    assert ws.upload(first).superseded_by == second
    with ws.catalogue.read() as connection:
        query = sa.select(activations.c.upload_id, activations.c.action, activations.c.reason)
        assert connection.execute(query.order_by(activations.c.id)).fetchall() == [
            (first, "activated", "toggle"),
            (first, "superseded", f"superseded by upload {second}"),
            (second, "activated", "toggle"),
        ]
    actions = [one.action for one in ws.log() if one.object_kind == "upload"]
    assert actions[:3] == ["upload.activated", "upload.superseded", "upload.activated"]


def test_reports_change_at_a_sync_and_not_before(installation: Installation) -> None:
    """The badges follow: draft, waits, in reports, leaves, draft."""
    ws = new_workspace(installation)
    number = put(ws, put_integration(ws))
    assert ws.snapshot() is None
    assert ws.upload(number).badge is Badge.DRAFT
    ws.activate(number)
    assert ws.upload(number).badge is Badge.WAITS
    done = ws.sync()
    assert (done.status, done.refusal) == ("done", None)
    snapshot = ws.snapshot()
    assert snapshot is not None
    assert (snapshot.id, snapshot.uploads) == (done.snapshot_id, (number,))
    assert ws.upload(number).badge is Badge.IN_REPORTS
    ws.deactivate(number)
    assert ws.upload(number).badge is Badge.LEAVES
    assert ws.snapshot() == snapshot
    ws.sync()
    assert ws.upload(number).badge is Badge.DRAFT
    newest = ws.snapshot()
    assert newest is not None
    assert newest.uploads == ()
    assert ws.snapshot(snapshot.id) == snapshot


def test_a_viewer_and_an_analyst_can_not_change_what_is_active(installation: Installation) -> None:
    """They are told that an administrator can, and nothing has changed."""
    ws = new_workspace(installation)
    company = put_integration(ws)
    first, second = put(ws, company), put(ws, company, sales=2000)
    ws.activate(first)
    for role in (Role.VIEWER, Role.ANALYST):
        other = as_role(ws, role)
        for verb in (
            lambda: other.activate(second),  # noqa: B023 - called at once
            lambda: other.deactivate(first),  # noqa: B023
            lambda: other.rollback(first),  # noqa: B023
            lambda: other.discard(second),  # noqa: B023
            other.request_sync,
            other.sync,
        ):
            with pytest.raises(Refusal) as refused:
                verb()
            assert refused.value.code == "forbidden"
    assert states(ws, first, second) == [State.ACTIVE, State.READY]
    assert ws.syncs() == []


def test_the_summary_shows_an_upload_that_is_not_active(installation: Installation) -> None:
    """Result and assets, the year before from the file itself, and pictures."""
    ws = new_workspace(installation)
    number = put(ws, put_integration(ws))
    shown = ws.summary(number)
    result = shown.income_statement.line("290")
    assert result is not None
    assert result.values[0] == Decimal(12_000)
    assert shown.previous == "file"
    assert [chart.key for chart in shown.income_statement.charts]
