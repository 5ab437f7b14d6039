"""A workspace that an earlier version made opens, is upgraded, and tells what it told then."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from siekit import Workspace
from siekit.reports.base import Options
from siekit.workspace.actors import local_actor
from siekit.workspace.backup import back_up
from siekit.workspace.bi.postgres_tables import BOOKS
from siekit.workspace.installation import Installation
from siekit.workspace.reading import reports_of
from siekit.workspace.rebuilding import rebuild
from siekit.workspace.refusals import Refusal
from siekit.workspace.restoring import restore
from siekit.workspace.verifying import verify
from tests.workspace.kept import VERSIONS, unpack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STATES = {
    1: "SUPERSEDED",
    2: "ACTIVE",
    3: "READY",
    4: "PREVIEWED",
    5: "ACTIVE",
    6: "REJECTED",
    7: "ACTIVE",
}
RESULTS = {"2022-05-01/2023-04-30": "61209.60", "2023-05-01/2024-04-30": "153780.10"}
"""As examples/fjallbacken.expected.toml has them."""


def results(workspace: Workspace) -> dict[str | None, str]:
    """The result of each year in the reports."""
    made = reports_of(workspace, "income-statement", Options(previous=False))
    last = {one.fiscal_year: list(one.lines())[-1].values[0] for one in made.reports}
    return {year: f"{amount:.2f}" for year, amount in last.items()}


def shape(installation: Installation) -> dict[str, list[str]]:
    """The tables, columns and indexes of a catalogue."""
    look = sa.inspect(installation.catalogue.engine)
    return {
        name: [
            *(f"{one['name']} {one['type']}" for one in look.get_columns(name)),
            *sorted(str(one["name"]) for one in look.get_indexes(name)),
        ]
        for name in look.get_table_names()
    }


@pytest.mark.parametrize("version", VERSIONS)
def test_it_opens_and_tells_what_it_told(version: str, tmp_path: Path) -> None:
    """States, what the reports read, figures, people and log are those of then."""
    with Workspace.open(unpack(version, tmp_path), create=False) as workspace:
        uploads = workspace.uploads()
        assert {one.id: one.state.value for one in uploads} == STATES
        assert {one.id for one in uploads if one.in_reports} == {2, 7}
        assert results(workspace) == RESULTS
        assert workspace.log(most=1000)
        assert verify(workspace.installation).sound
        workspace.sync()
        assert len(workspace.snapshot().uploads) == 3  # type: ignore[union-attr]


@pytest.mark.parametrize("version", VERSIONS)
def test_its_catalogue_is_upgraded_to_that_of_a_new_one(version: str, tmp_path: Path) -> None:
    """No table, column or index is another one than in a workspace made today."""
    old = Installation.open(unpack(version, tmp_path), create=False)
    new = Installation.open(tmp_path / "new")
    assert shape(old) == shape(new)
    assert old.catalogue.revision() == new.catalogue.revision()
    old.close()
    new.close()


def test_a_workspace_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    """An older program would not know what it must keep."""
    place = unpack(VERSIONS[-1], tmp_path)
    with closing(sqlite3.connect(place / "catalogue.sqlite")) as catalogue:
        catalogue.execute("update alembic_version set version_num = '9999'")
        catalogue.commit()
    with pytest.raises(Refusal) as caught:
        Workspace.open(place)
    assert caught.value.code == "catalogue_newer"
    assert "Upgrade siekit" in str(caught.value)
    with closing(sqlite3.connect(place / "catalogue.sqlite")) as catalogue:
        assert catalogue.execute("select * from alembic_version").fetchall() == [("9999",)]


@pytest.mark.parametrize("version", VERSIONS)
def test_its_tables_can_be_made_anew(version: str, tmp_path: Path) -> None:
    """The originals are enough, whatever version made the tables; figures stay."""
    with Workspace.open(unpack(version, tmp_path)) as workspace:
        assert rebuild(workspace.installation) == 5
        assert verify(workspace.installation, deep=True).sound
        assert results(workspace) == RESULTS


@pytest.mark.parametrize("version", VERSIONS)
def test_its_mappings_and_eliminations_are_there(version: str, tmp_path: Path) -> None:
    """Those of its snapshot, and what waits for a sync; the first version knew of none."""
    with Workspace.open(unpack(version, tmp_path)) as workspace:
        rules, kept = workspace.snapshot_rules(), workspace.mapping(1)
        if version == "v1":
            assert (rules.mappings, rules.eliminations, kept.entries) == ((), (), ())
            return
        assert [one.accounts for one in rules.mappings] == [{"2010": "2081", "30": "31"}]
        assert [one.name for one in rules.eliminations] == ["Fordringar"]
        assert (kept.accounts, kept.waits) == ({"2010": "2081", "4010": "4990"}, True)
        workspace.sync()
        assert workspace.snapshot_rules().mappings[0].version == kept.version == 2


def test_it_goes_to_postgresql_with_everything(
    make_database: Callable[[], str], tmp_path: Path
) -> None:
    """Whoever outgrows the laptop takes all of it along: backup, restore, equal figures."""
    before = Installation.open(unpack(VERSIONS[-1], tmp_path))
    back_up(before, tmp_path / "backup")
    before.close()
    url, folder = make_database(), tmp_path / "server"
    restore(tmp_path / "backup", url, folder=folder)
    after = Installation.open(url, folder=folder, create=False)
    try:
        assert verify(after, deep=True).sound
        workspace = after.only_workspace(local_actor())
        assert results(workspace) == RESULTS
        with after.catalogue.read() as connection:
            shown = connection.execute(sa.text(f"select document_id from {BOOKS}.members"))
            assert set(shown.scalars()) == {2, 7}
        workspace.activate(3)
        assert workspace.sync().status == "done"
        assert verify(after).sound
    finally:
        after.close()
