"""`verify` finds each thing that can be wrong with a workspace, and mends what can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from siekit.workspace import parquet_store
from siekit.workspace.faults import FAULTS
from siekit.workspace.guards import OVERLAP
from siekit.workspace.installation import Installation
from siekit.workspace.orphans import see_originals
from siekit.workspace.reading import database_of_snapshot
from siekit.workspace.rebuilding import rebuild
from siekit.workspace.refusals import Refusal
from siekit.workspace.verifying import verify
from siekit.workspace.workspace import Workspace
from tests.books import books
from tests.workspace.kept import VERSIONS, unpack
from tests.workspace.test_verifying_books import TOLD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pyarrow as pa


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """The workspace that is kept: uploads in every state."""
    with Workspace.open(unpack(VERSIONS[-1], tmp_path)) as opened:
        yield opened


def run(ws: Workspace, statement: str) -> None:
    """Change the catalogue behind everybody's back."""
    with ws.catalogue.write() as connection:
        connection.execute(sa.text(statement))


def lose_original(ws: Workspace) -> None:
    """The bytes of an upload are gone."""
    ws.installation.originals.path(ws.upload(3).sha256).unlink()


def damage_original(ws: Workspace) -> None:
    """A byte of an upload is another one."""
    path = ws.installation.originals.path(ws.upload(3).sha256)
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def orphan_original(ws: Workspace) -> None:
    """Bytes were kept, and the process was killed before it wrote their row."""
    ws.installation.originals.keep([b"nobody's"])


def lose_tables(ws: Workspace) -> None:
    """All tables of an upload are gone."""
    ws.installation.tables.erase(2)


def lose_one_table(ws: Workspace) -> None:
    """One table of an upload is gone; it must not be taken for an empty one."""
    (ws.installation.tables.path(2) / "transactions.parquet").unlink()


def change_tables(ws: Workspace) -> None:
    """The tables of an upload are those of another file."""
    tables = ws.installation.tables
    tables.write(2, tables.read(3), tables.findings(3))


def damage_tables(ws: Workspace) -> None:
    """A byte in the middle of a table is another one."""
    path = ws.installation.tables.path(2) / "transactions.parquet"
    data = bytearray(path.read_bytes())
    data[40] ^= 0xFF
    path.write_bytes(data)


def orphan_tables(ws: Workspace) -> None:
    """An upload that was never linked has tables."""
    tables = ws.installation.tables
    tables.write(4, tables.read(3), tables.findings(3))


def leave_behind(ws: Workspace) -> None:
    """A process was killed while it wrote."""
    (ws.installation.folder / "originals" / ".coming-0123").write_bytes(b"half")
    (ws.installation.folder / "tables" / ".coming-4567").mkdir()


def lose_guard(ws: Workspace) -> None:
    """A migration forgot a trigger."""
    run(ws, f"drop trigger {OVERLAP}_update")


def two_active(ws: Workspace) -> None:
    """Two files of one year are active, which no trigger would let be."""
    run(ws, f"drop trigger {OVERLAP}_update")
    run(ws, "update uploads set state = 'ACTIVE' where id = 1")


def change_state(ws: Workspace) -> None:
    """A state was changed by hand, and the log knows nothing of it."""
    run(ws, "update uploads set state = 'READY' where id = 2")


def change_snapshot(ws: Workspace) -> None:
    """A snapshot has lost a member."""
    run(ws, "delete from snapshot_members where upload_id = 7")


CASES: dict[Callable[[Workspace], None], tuple[set[str], set[str]]] = {
    # what is broken: (what is told, what of that stays after --repair)
    lose_original: ({"original_missing"}, {"original_missing"}),
    damage_original: ({"original_damaged"}, {"original_damaged"}),
    orphan_original: ({"original_orphan"}, set()),
    lose_tables: ({"tables_missing"}, set()),
    lose_one_table: ({"tables_missing"}, set()),
    change_tables: ({"tables_differ"}, set()),
    damage_tables: ({"tables_differ"}, set()),
    orphan_tables: ({"tables_orphan"}, set()),
    leave_behind: ({"left_behind"}, set()),
    lose_guard: ({"guard_missing"}, set()),
    two_active: ({"guard_missing", "two_active", "audit_differs"}, {"two_active", "audit_differs"}),
    change_state: ({"audit_differs"}, {"audit_differs"}),
    change_snapshot: (
        {"snapshot_differs", "published_differs"},
        {"snapshot_differs", "published_differs"},
    ),
}


@pytest.mark.parametrize("broken", CASES, ids=lambda one: one.__name__)
def test_it_finds_what_is_wrong_and_mends_what_can_be(
    ws: Workspace, broken: Callable[[Workspace], None]
) -> None:
    """And tells it in one sentence, in both languages."""
    originals = {one.sha256: ws.original(one.id) for one in ws.uploads()}
    broken(ws)
    told, stays = CASES[broken]
    found = verify(ws.installation, deep=True)
    assert {one.kind for one in found.faults} == told
    for fault in found.faults:
        assert fault.text("en") != fault.text("sv")
    mended = verify(ws.installation, deep=True, repair=True)
    assert {one.kind for one in mended.faults} == stays
    assert {one.kind for one in mended.mended} == told - stays
    deep = any(kind.startswith("tables") for kind in told)  # only tables are read anew then
    assert {one.kind for one in verify(ws.installation, deep=deep).faults} == stays
    if "original" not in broken.__name__:
        assert {one.sha256: ws.original(one.id) for one in ws.uploads()} == originals


def test_nothing_is_found_where_nothing_is_wrong(ws: Workspace) -> None:
    """What the cases break was whole before."""
    assert verify(ws.installation, deep=True).sound


def test_every_kind_of_fault_has_a_case() -> None:
    """What can be told is tried."""
    assert set().union(TOLD, *(told for told, _ in CASES.values())) == set(FAULTS)


def test_a_deleted_file_keeps_what_older_snapshots_read(ws: Workspace) -> None:
    """Until it is erased; then they say that it is gone."""
    for number in (7, 2):
        ws.deactivate(number)
    ws.sync()
    ws.discard(7)
    assert verify(ws.installation, deep=True).sound
    lost = ws.installation.tables.path(7) / "transactions.parquet"
    lost.unlink()
    assert verify(ws.installation, repair=True).sound
    with database_of_snapshot(ws, 1, tables=["transactions"]) as connection:
        assert len(connection.execute("select distinct document_id from transactions").fetchall())
    ws.erase(7, reason="a test")
    assert verify(ws.installation).sound
    with pytest.raises(Refusal) as caught:
        database_of_snapshot(ws, 1)
    assert caught.value.code == "erased"


def test_a_lost_table_is_never_read_as_an_empty_one(ws: Workspace) -> None:
    """A report without the rows of a file would be wrong and look right."""
    lose_one_table(ws)
    with pytest.raises(Refusal) as caught:
        ws.installation.tables.read(2)
    assert caught.value.code == "tables_missing"


def test_reports_go_on_while_tables_are_made_anew(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads meets the old tables or the new ones, never a mixture or none."""
    store, before = ws.installation.tables, ws.installation.tables.read(2)
    shorter = {name: table.slice(0, 1) for name, table in before.items()}
    read, others = parquet_store._read, [before, shorter]

    def read_meanwhile(*args: Any) -> pa.Table | None:  # noqa: ANN401, those of _read
        if others and args[1] == "transactions":
            store.write(2, others.pop(), [])
        return read(*args)

    monkeypatch.setattr(parquet_store, "_read", read_meanwhile)
    found = store.read(2)
    assert not others
    assert found == before


def test_rebuilding_gives_equal_tables(ws: Workspace) -> None:
    """Nothing is in the tables that the originals do not give."""
    store = ws.installation.tables
    before = {number: store.read(number) for number in store}
    assert rebuild(ws.installation) == len(before)
    assert {number: store.read(number) for number in store} == before


def test_repair_leaves_alone_what_somebody_writes_now(tmp_path: Path) -> None:
    """Bytes on their way belong to nobody yet, and are no leftovers."""
    installation = Installation.open(tmp_path / "siekit.workspace")
    found = []

    def pieces() -> Iterator[bytes]:
        yield b"half"
        found.append(verify(installation, repair=True))
        yield b" and half"

    kept = installation.originals.keep(pieces())
    assert found[0].sound
    assert not found[0].mended
    assert installation.originals.read(kept.sha256) == b"half and half"
    installation.close()


def test_bytes_that_were_cleared_away_before_their_row_came_are_refused(
    installation: Installation,
) -> None:
    """An upload is acknowledged only when its bytes are there."""
    kept = installation.originals.keep([books()])
    assert verify(installation, repair=True).mended
    with pytest.raises(Refusal) as caught, installation.catalogue.write() as connection:
        see_originals(connection, installation, [kept.sha256])
    assert caught.value.code == "store_unavailable"
