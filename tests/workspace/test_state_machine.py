"""Whatever is done in whatever order: the rules of the portal hold after each step.

A model in plain Python says what must be active and in the reports; the workspace must agree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from siekit.workspace.model import Badge
from siekit.workspace.processing import process
from siekit.workspace.refusals import Refusal
from siekit.workspace.replaying import active_by_log, replayed
from siekit.workspace.states import State
from siekit.workspace.tables import snapshot_members, uploads
from tests.books import books
from tests.workspace.putting import new_workspace, put, put_integration

if TYPE_CHECKING:
    from collections.abc import Callable

    from siekit.workspace.installation import Installation
    from siekit.workspace.workspace import Workspace
    from tests.servers.databases import Backend

# Equal, overlapping, touching and broken years, with ends on each other's first and last days.
YEARS = [
    ("2023-01-01", "2023-12-31"),
    ("2024-01-01", "2024-12-31"),
    ("2023-07-01", "2024-06-30"),
    ("2024-07-01", "2025-06-30"),
    ("2023-12-31", "2024-12-30"),
    ("2024-12-31", "2025-12-30"),
]
COMPANIES = 2


@dataclass
class Told:
    """What the model knows of an upload."""

    company: int
    first: date
    last: date
    state: State = State.READY
    published: bool = False

    def overlaps(self, other: Told) -> bool:
        """Whether they cannot both be active."""
        same = self.company == other.company
        return same and self.first <= other.last and other.first <= self.last


@dataclass
class Model:
    """What must be so."""

    uploads: dict[int, Told] = field(default_factory=dict)
    snapshots: dict[int, tuple[int, ...]] = field(default_factory=dict)


class Portal(RuleBasedStateMachine):
    """One workspace with two companies; `opened` makes a new one for each example."""

    opened: Callable[[], Installation]
    numbers: Bundle[int] = Bundle("numbers")

    def __init__(self) -> None:
        """Begin with nothing uploaded."""
        super().__init__()
        self.installation = type(self).opened()
        self.ws: Workspace = new_workspace(self.installation)
        self.companies = [put_integration(self.ws, f"Ek {number}") for number in range(COMPANIES)]
        self.model = Model()
        self.sales = 0

    def teardown(self) -> None:
        """Close what was opened."""
        self.installation.close()

    @rule(target=numbers, company=st.integers(0, COMPANIES - 1), year=st.sampled_from(YEARS))
    def upload(self, company: int, year: tuple[str, str]) -> int:
        """A file that nobody has uploaded before is read, linked and has its summary."""
        self.sales += 1
        first, last = year
        data = books(first=first, last=last, until=first, sales=self.sales)
        data += b"#PROSA %d\r\n" % self.sales
        number = put(self.ws, self.companies[company], data)
        days = (date.fromisoformat(first), date.fromisoformat(last))
        self.model.uploads[number] = Told(company, *days)
        return number

    @rule(number=numbers, with_token=st.booleans())
    def activate(self, number: int, *, with_token: bool) -> None:
        """It replaces what overlaps, or is refused because of its state."""
        told = self.model.uploads[number]
        if told.state not in (State.READY, State.SUPERSEDED):
            self.refused("wrong_state", lambda: self.ws.activate(number))
            return
        expected = self.replaced_by(number)
        token = self.ws.what_if(number).token if with_token else None
        done = self.ws.activate(number, token=token)
        assert sorted(one.id for one in done.replaced) == expected
        self.put_in(number, expected)

    @rule(number=numbers)
    def roll_back(self, number: int) -> None:
        """It is active again, by the same rules."""
        if self.model.uploads[number].state is not State.SUPERSEDED:
            self.refused("wrong_state", lambda: self.ws.rollback(number))
            return
        expected = self.replaced_by(number)
        self.ws.rollback(number)
        self.put_in(number, expected)

    @rule(number=numbers, other=numbers)
    def confirm_late(self, number: int, other: int) -> None:
        """Somebody else was quicker with another file of the company: the token is stale."""
        one, two = self.model.uploads[number], self.model.uploads[other]
        free = (State.READY, State.SUPERSEDED)
        if number == other or one.company != two.company:
            return
        if one.state not in free or two.state not in free:
            return
        token = self.ws.what_if(number).token
        expected = self.replaced_by(other)
        self.ws.activate(other)
        self.put_in(other, expected)
        self.refused("stale", lambda: self.ws.activate(number, token=token))

    @rule(number=numbers)
    def deactivate(self, number: int) -> None:
        """It leaves at the next sync."""
        told = self.model.uploads[number]
        if told.state is not State.ACTIVE:
            self.refused("wrong_state", lambda: self.ws.deactivate(number))
            return
        self.ws.deactivate(number)
        told.state = State.READY

    @rule(number=numbers, company=st.integers(0, COMPANIES - 1))
    def link(self, number: int, company: int) -> None:
        """It is of another company then, unless it is active or in the reports."""
        told = self.model.uploads[number]
        if told.state in (State.ACTIVE, State.DISCARDED):
            self.refused("wrong_state", lambda: self.ws.link(number, self.companies[company]))
        elif told.published:
            self.refused("in_reports", lambda: self.ws.link(number, self.companies[company]))
        else:
            self.ws.link(number, self.companies[company])
            process(self.installation, number)
            told.state, told.company = State.READY, company

    @rule(number=numbers)
    def discard(self, number: int) -> None:
        """It goes, unless it is active or in the reports."""
        told = self.model.uploads[number]
        if told.state is State.ACTIVE or told.published:
            self.refused("in_use", lambda: self.ws.discard(number))
        elif told.state is State.DISCARDED:
            self.refused("wrong_state", lambda: self.ws.discard(number))
        else:
            self.ws.discard(number)
            told.state = State.DISCARDED

    @rule()
    def sync(self) -> None:
        """The reports then have what is active."""
        done = self.ws.sync()
        assert done.status == "done", done.refusal
        assert done.snapshot_id
        for told in self.model.uploads.values():
            told.published = told.state is State.ACTIVE
        self.model.snapshots[done.snapshot_id] = tuple(
            number for number, told in self.model.uploads.items() if told.published
        )
        found = {one.id: one.uploads for one in self.ws.snapshots()}
        assert found == self.model.snapshots

    @precondition(lambda self: self.model.snapshots)
    @rule(data=st.data())
    def read_an_old_snapshot(self, data: st.DataObject) -> None:
        """It has what it had when it was made."""
        number = data.draw(st.sampled_from(sorted(self.model.snapshots)))
        snapshot = self.ws.snapshot(number)
        assert snapshot
        assert snapshot.uploads == self.model.snapshots[number]
        with self.ws.database(number, tables=["vouchers"]) as connection:
            rows = connection.sql("select document_id from files order by all").fetchall()
        assert tuple(number for (number,) in rows) == self.model.snapshots[number]

    @invariant()
    def states_and_badges_are_as_told(self) -> None:
        """What the lists show is what the model says."""
        found = {one.id: one for one in self.ws.uploads()}
        assert {number: one.state for number, one in found.items()} == {
            number: told.state for number, told in self.model.uploads.items()
        }
        for number, told in self.model.uploads.items():
            assert found[number].in_reports is told.published
            assert (found[number].badge is Badge.LEAVES) is (
                told.published and told.state is not State.ACTIVE
            )

    @invariant()
    def one_file_is_active_an_integration_and_day(self) -> None:
        """The first rule of all."""
        active = self.ws.uploads(states=(State.ACTIVE,))
        for one in active:
            for other in active:
                if one.id != other.id and one.integration_id == other.integration_id:
                    assert not one.overlaps(other)

    @invariant()
    def reports_change_at_syncs_only(self) -> None:
        """The newest snapshot is that of the last sync, and its marks agree."""
        newest = self.ws.snapshot()
        if not self.model.snapshots:
            assert newest is None
            return
        last = max(self.model.snapshots)
        assert newest
        assert (newest.id, newest.uploads) == (last, self.model.snapshots[last])
        with self.ws.catalogue.read() as connection:
            marked = connection.execute(sa.select(uploads.c.id).where(uploads.c.published))
            current = sa.select(snapshot_members.c.upload_id).where(
                snapshot_members.c.until_snapshot.is_(None)
            )
            assert set(marked.scalars()) == set(connection.execute(current).scalars())

    @invariant()
    def the_log_played_again_ends_here(self) -> None:
        """Audit log and activations each tell the same."""
        with self.ws.catalogue.read() as connection:
            assert list(replayed(connection)) == []
            assert active_by_log(connection) == {
                number for number, told in self.model.uploads.items() if told.state is State.ACTIVE
            }

    def replaced_by(self, number: int) -> list[int]:
        """What activating an upload must supersede."""
        own = self.model.uploads[number]
        return [
            other
            for other, told in self.model.uploads.items()
            if other != number and told.state is State.ACTIVE and told.overlaps(own)
        ]

    def put_in(self, number: int, replaced: list[int]) -> None:
        """Note an activation."""
        for other in replaced:
            self.model.uploads[other].state = State.SUPERSEDED
        self.model.uploads[number].state = State.ACTIVE

    def refused(self, code: str, verb: Callable[[], object]) -> None:
        """Do what must be refused; that it changed nothing is seen by the invariants."""
        with pytest.raises(Refusal) as refused:
            verb()
        assert refused.value.code == code


def test_the_rules_hold_whatever_is_done(backend: Backend) -> None:
    """Random uploads, activations, syncs, deletions; fewer of them on PostgreSQL."""
    made = iter(range(10_000))

    def opened() -> Installation:
        """An installation that nothing has been done in."""
        if backend.name == "sqlite":
            from siekit.workspace.installation import Installation as Opened

            return Opened.open(backend.folder / str(next(made)))
        installation = backend.open()
        _empty(installation)
        return installation

    machine = type("Portal", (Portal,), {"opened": staticmethod(opened)})
    many, long = (12, 25) if backend.name == "sqlite" else (4, 20)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=many,
            stateful_step_count=long,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def _empty(installation: Installation) -> None:
    """Take all rows out of a PostgreSQL catalogue; the guards of a user do not bind its owner."""
    from siekit.workspace.tables import METADATA

    with installation.catalogue.write() as connection:
        names = ", ".join(table.name for table in METADATA.sorted_tables)
        connection.execute(sa.text(f"truncate {names} restart identity cascade"))
        if connection.execute(sa.text("select to_regnamespace('siekit_books')")).scalar():
            connection.execute(sa.text("drop schema siekit_books cascade"))
            connection.execute(sa.text("drop schema if exists siekit cascade"))
    for number in list(installation.tables):
        installation.tables.erase(number)
