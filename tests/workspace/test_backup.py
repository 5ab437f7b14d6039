"""A backup is of one moment, made while others are at work, and gives an equal workspace."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from siekit.workspace.actors import local_actor
from siekit.workspace.backup import MANIFEST, back_up, read_backup, table_facts
from siekit.workspace.dump import DUMPED, PASSING
from siekit.workspace.installation import Installation, place_of
from siekit.workspace.receiving import receive
from siekit.workspace.refusals import Refusal
from siekit.workspace.restoring import restore
from siekit.workspace.tables import METADATA
from siekit.workspace.verifying import verify
from siekit.workspace.workspace import Workspace
from tests.books import books
from tests.workspace.killing import see_reports

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.databases import Backend


def filled(installation: Installation) -> None:
    """Put two uploads into an installation."""
    workspace = installation.only_workspace(local_actor())
    receive(workspace, books(), "björken.se")
    receive(workspace, b"", "tom.se")


def facts(installation: Installation) -> dict[str, object]:
    """What the catalogue holds, as a backup made now would have it."""
    with installation.catalogue.read() as connection:
        return dict(table_facts(connection))


@pytest.fixture
def elsewhere(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Callable[[str], tuple[str | Path, Path]]:
    """A function that gives an empty place on a database: what `restore` takes."""

    def place(name: str) -> tuple[str | Path, Path]:
        folder = tmp_path / "elsewhere"
        if name == "sqlite":
            return folder, folder
        return request.getfixturevalue("make_database")(), folder

    return place


@pytest.mark.parametrize("to", ["sqlite", "postgres"])
def test_a_restored_workspace_is_equal(
    installation: Installation,
    tmp_path: Path,
    elsewhere: Callable[[str], tuple[str | Path, Path]],
    to: str,
) -> None:
    """Every row and every byte, also from one kind of database to the other."""
    filled(installation)
    made = back_up(installation, tmp_path / "backup")
    assert made == read_backup(tmp_path / "backup")
    assert made.tables == facts(installation)
    place, folder = elsewhere(to)
    restore(tmp_path / "backup", place, folder=folder)
    with_it = Installation.open(place, folder=folder, create=False)
    try:
        assert facts(with_it) == made.tables
        assert verify(with_it, deep=True).sound
        # New rows are numbered after the old ones.
        filled_again = receive(with_it.only_workspace(), books(sales=2), "ny.se")
        assert filled_again[0].upload is not None
        assert filled_again[0].upload.id == 3
    finally:
        with_it.close()


def test_a_backup_is_made_while_others_work(backend: Backend, tmp_path: Path) -> None:
    """What was acknowledged before it began is in it; what it has is of one moment, and whole."""
    ledger = tmp_path / "ledger"
    command = [sys.executable, "-m", "tests.workspace.victim", backend.place]
    command += [str(backend.folder), str(ledger), "7"]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as busy:
        until = time.monotonic() + 600
        while not ledger.exists() or ledger.read_bytes().count(b"uploaded") < 3:
            assert time.monotonic() < until
            time.sleep(0.01)
        before = [json.loads(line) for line in ledger.read_bytes().splitlines(keepends=False)[:-1]]
        installation = backend.open()
        back_up(installation, tmp_path / "backup")
        installation.close()
        busy.kill()
    restore(tmp_path / "backup", tmp_path / "there")
    there = Installation.open(tmp_path / "there", create=False)
    try:
        assert verify(there, deep=True).sound
        ids = {one.id for one in there.only_workspace().uploads()}
        assert {one["id"] for one in before if one["what"] == "uploaded"} <= ids
        see_reports(there.only_workspace())
    finally:
        there.close()


def test_every_table_is_in_a_backup_or_left_out_on_purpose() -> None:
    """A new table is a decision: what people would miss is dumped."""
    assert {table.name for table in DUMPED} | PASSING == set(METADATA.tables)


def test_a_backup_goes_to_an_empty_folder_only(installation: Installation, tmp_path: Path) -> None:
    """Two backups never mix."""
    filled(installation)
    back_up(installation, tmp_path / "backup")
    with pytest.raises(Refusal, match="is not empty"):
        back_up(installation, tmp_path / "backup")


def test_a_restore_never_touches_a_workspace_in_use(
    installation: Installation, backend: Backend, tmp_path: Path
) -> None:
    """It goes to a place where none is."""
    filled(installation)
    back_up(installation, tmp_path / "backup")
    before = facts(installation)
    with pytest.raises(Refusal) as caught:
        restore(tmp_path / "backup", backend.place, folder=backend.folder)
    assert caught.value.code == "not_empty"
    assert facts(installation) == before


def test_a_restore_never_takes_the_files_of_another_workspace(
    installation: Installation,
    elsewhere: Callable[[str], tuple[str | Path, Path]],
    tmp_path: Path,
) -> None:
    """A new database beside a folder in use: its tables would be read as those of other books."""
    filled(installation)
    back_up(installation, tmp_path / "backup")
    place, folder = elsewhere("postgres")
    with Workspace.open(folder) as other:
        (added,) = other.add(books("Annan AB"), "annan.se", create=True)
        assert added.upload is not None
        before = other.installation.tables.read(added.upload.id)
        with pytest.raises(Refusal) as caught:
            restore(tmp_path / "backup", place, folder=folder)
        assert caught.value.code == "not_empty"
        assert str(folder) in str(caught.value)
        assert other.installation.tables.read(added.upload.id) == before


@pytest.mark.parametrize("damage", ["manifest", "table", "row", "original", "bytes"])
def test_a_damaged_backup_is_refused_and_nothing_restored(tmp_path: Path, damage: str) -> None:
    """Whatever is missing or changed is found before the catalogue has a row."""
    installation = Installation.open(tmp_path / "here")
    filled(installation)
    backup = back_up(installation, tmp_path / "backup").folder
    installation.close()
    table = backup / "catalogue" / "uploads.jsonl"
    original = next(path for path in backup.glob("originals/??/*") if path.stat().st_size)
    if damage == "manifest":
        (backup / MANIFEST).unlink()
    elif damage == "table":
        table.unlink()
    elif damage == "row":
        first, *rest = table.read_bytes().splitlines(keepends=True)
        changed = json.dumps({**json.loads(first), "file": "annan.se"}).encode()
        table.write_bytes(changed + b"\n" + b"".join(rest))
    elif damage == "original":
        original.unlink()
    else:
        original.write_bytes(original.read_bytes().replace(b"1930", b"1931"))
    with pytest.raises(Refusal) as caught:
        restore(backup, tmp_path / "there")
    assert caught.value.code in {"backup_damaged", "original_damaged", "original_missing"}
    again = Installation.open(tmp_path / "there")
    assert again.domains() == []
    again.close()


def test_a_workspace_with_lost_bytes_cannot_be_backed_up(
    installation: Installation, tmp_path: Path
) -> None:
    """A backup that lacks something would be found out too late."""
    filled(installation)
    for sha256 in list(installation.originals):
        installation.originals.erase(sha256)
    with pytest.raises(Refusal) as caught:
        back_up(installation, tmp_path / "backup")
    assert caught.value.code == "original_missing"
    with pytest.raises(Refusal, match="not complete"):
        read_backup(tmp_path / "backup")


def test_a_backup_of_the_first_version_is_restored(tmp_path: Path) -> None:
    """Columns of today are made after it was compared; memberships of then are confirmed."""
    catalogue, data = place_of(tmp_path / "old")
    catalogue.upgrade("0001")
    with catalogue.write() as connection:
        moment = "2026-11-24 12:00:00"
        for row in (
            f"domains (id, name, created_at) values (1, 'Björken', '{moment}')",
            f"users (id, email, name, created_at) values (1, 'bo@b.example', 'Bo', '{moment}')",
            "memberships (user_id, domain_id, role) values (1, 1, 'admin')",
        ):
            connection.execute(sa.text(f"insert into {row}"))
    old = Installation(catalogue, data)
    assert back_up(old, tmp_path / "backup").revision == "0001"
    old.close()
    restore(tmp_path / "backup", tmp_path / "new")
    with Installation.open(tmp_path / "new", create=False) as new:
        (member,) = new.only_workspace(local_actor()).members()
        assert (member.user.email, member.pending) == ("bo@b.example", False)
