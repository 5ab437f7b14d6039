"""Company, organisation number, year and file stand before rows, the same wherever one asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
import sqlalchemy as sa

import siekit
from siekit.engine.shown import FRONT, LEDGER
from siekit.schema import TABLES
from siekit.workspace.bi.duckdb_file import write_duckdb
from siekit.workspace.states import State
from siekit.workspace.verifying import verify
from tests.books import books

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siekit.workspace.installation import Installation
    from siekit.workspace.workspace import Workspace

FILES = {
    "björken.se": books("Björken & Söner AB", "556334-3689"),
    "björken-2023.se": books(
        "Björken & Söner AB", "5563343689", first="2023-01-01", last="2023-12-31"
    ),
    "eken.se": books(" Eken  AB ", "16556000-4615"),
    "filial.se": books("Filial till Oslo ASA", "NO987654321"),
    "okänd.se": books("Okända AB", None),
}
"""With ten digits in several forms, with a foreign number, and with none."""

NUMBERS = {"556334-3689", "556000-4615", "NO987654321", None}
NAMES = ["files", *(table.name for table in TABLES), LEDGER]


@pytest.fixture
def synced(installation: Installation) -> Workspace:
    """A workspace of which the reports read all of `FILES`."""
    workspace = installation.only_workspace()
    for name, data in FILES.items():
        (one,) = workspace.add(data, name, create=True)
        assert one.upload
        if one.upload.state is State.PREVIEWED:
            workspace.link(one.upload.id, new_name=one.upload.company)
        workspace.activate(one.upload.id)
    assert workspace.sync().status == "done"
    return workspace


def columns(name: str) -> str:
    """What stands in front beside the number of the document; the ledger does not tell the file."""
    return ", ".join(one for one in FRONT[1:] if (name, one) != (LEDGER, "file"))


def front(rows: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """What stands in front, in an order that does not depend on the database."""
    return sorted(rows, key=str)


def test_a_snapshot_shows_in_front_what_the_files_show(
    synced: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a query that names one table, by which alone is decided what is read."""
    monkeypatch.chdir(tmp_path)
    for file, data in FILES.items():
        Path(file).write_bytes(data)
    with siekit.connect([*FILES]) as files:
        for name in NAMES:
            query = f"select distinct {columns(name)} from {name}"
            expected = front(files.execute(query).fetchall())
            with synced.database(tables=[name]) as connection:
                assert front(connection.execute(query).fetchall()) == expected, name
            numbers = {row[-2] for row in expected}
            assert numbers in (NUMBERS, set()), name


def test_programs_see_in_front_what_queries_see(synced: Workspace, tmp_path: Path) -> None:
    """In current.duckdb, and in PostgreSQL where the workspace is there; the upload's id too."""
    place = write_duckdb(synced, tmp_path / "current.duckdb")
    told: dict[str, list[tuple[object, ...]]] = {}
    for name in NAMES:
        query = f"select distinct document_id, {columns(name)} from {name}"
        with synced.database(tables=[name]) as connection:
            told[name] = front(connection.execute(query).fetchall())
        with duckdb.connect(str(place), read_only=True) as connection:
            assert front(connection.execute(query).fetchall()) == told[name], name
    if synced.catalogue.dialect == "sqlite":
        return
    with synced.catalogue.read() as catalogue:
        for name, expected in told.items():
            rows = catalogue.execute(
                sa.text(f"select distinct document_id, {columns(name)} from siekit.{name}")
            )
            assert front(map(tuple, rows)) == expected, name


def test_companies_of_one_name_are_shown_apart(synced: Workspace, tmp_path: Path) -> None:
    """An integration is a company: by its name where files of two share theirs, or have none."""
    for data, name in (
        (books("Okända AB", "555555-5555"), "Systern"),
        (books("", None, sales=3), "Namnlös"),
    ):
        (one,) = synced.add(data, f"{name}.se")
        assert one.upload
        synced.link(one.upload.id, new_name=name)
        synced.activate(one.upload.id)
    synced.rename_integration(synced.upload(5).integration_id or 0, "Brodern")
    assert synced.sync().status == "done"
    query = "select company, sum(debit) from {}ledger group by 1 order by 1"
    with synced.database(tables=["ledger"]) as connection:
        expected = connection.execute(query.format("")).fetchall()
    assert {"Systern", "Brodern", "Namnlös"} <= {str(company) for company, _ in expected}
    place = write_duckdb(synced, tmp_path / "current.duckdb")
    with duckdb.connect(str(place), read_only=True) as connection:
        assert connection.execute(query.format("")).fetchall() == expected
    if synced.catalogue.dialect == "postgresql":
        with synced.catalogue.read() as catalogue:
            rows = catalogue.execute(sa.text(query.format("siekit.")))
            assert front(map(tuple, rows)) == front(expected)
        assert verify(synced.installation, deep=True).faults == []
        synced.rename_integration(synced.upload(5).integration_id or 0, "Bror")
        assert verify(synced.installation).faults == []


def test_rows_of_a_snapshot_are_found_by_organisation_number(synced: Workspace) -> None:
    """In the ledger, when nothing else is asked for."""
    query = "select distinct company from ledger where orgnr = '556334-3689'"
    with synced.database(tables=["ledger"]) as connection:
        assert connection.execute(query).fetchall() == [("Björken & Söner AB",)]
