"""`verify` finds what PostgreSQL shows otherwise than the tables have it, and mends it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from siekit.workspace.bi.postgres_rows import load_rows
from siekit.workspace.bi.postgres_tables import BOOKS
from siekit.workspace.bi.readers import create_reader
from siekit.workspace.faults import FAULTS
from siekit.workspace.rebuilding import rebuild
from siekit.workspace.refusals import Refusal
from siekit.workspace.verifying import verify
from tests.servers.databases import databases
from tests.workspace.putting import put, put_integration
from tests.workspace.test_bi import GROUPED, as_reader, asked, two_years

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from siekit.workspace.installation import Installation
    from siekit.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def filled(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The database and the folder that each `ws` is a copy of."""
    from siekit.workspace.installation import Installation

    with databases(postgres) as make:
        url, folder = make(), tmp_path_factory.mktemp("filled")
        with Installation.open(url, folder=folder) as opened:
            workspace = opened.only_workspace()
            two_years(workspace)
            put(workspace, 1, first="2025-01-01", last="2025-12-31")
            rebuild(opened)  # with the findings of reading
        yield url.rpartition("/")[2], folder


@pytest.fixture
def ws(filled: tuple[str, Path], postgres: str, tmp_path: Path) -> Iterator[Workspace]:
    """Two synced years of a company, and one that is active and not synced, in PostgreSQL."""
    from siekit.workspace.installation import Installation

    database, folder = filled
    shutil.copytree(folder, tmp_path / "data")
    with (
        databases(postgres, like=database) as make,
        Installation.open(make(), folder=tmp_path / "data") as opened,
    ):
        yield opened.only_workspace()


def run(ws: Workspace, statement: str) -> None:
    """Change the database behind everybody's back."""
    with ws.catalogue.write() as connection:
        connection.execute(sa.text(statement))


def lose_rows(ws: Workspace) -> None:
    """All rows of an upload are gone."""
    for table in ("members", "header", "transactions", "vouchers", "account_facts"):
        run(ws, f"delete from {BOOKS}.{table} where document_id = 1")


def lose_member(ws: Workspace) -> None:
    """The rows are there, and readers see none of them."""
    run(ws, f"delete from {BOOKS}.members where document_id = 1")


def lose_one_row(ws: Workspace) -> None:
    """A row is gone."""
    run(
        ws,
        f"delete from {BOOKS}.transactions where ctid = "
        f"(select min(ctid) from {BOOKS}.transactions where document_id = 1)",
    )


def double_rows(ws: Workspace) -> None:
    """Rows stand there twice."""
    one = f"select * from {BOOKS}.vouchers where document_id = 2 limit 1"
    run(ws, f"insert into {BOOKS}.vouchers {one}")


def change_amounts(ws: Workspace) -> None:
    """As many rows, and a ten-thousandth of a krona is another."""
    run(
        ws,
        f"update {BOOKS}.transactions set amount = amount + 0.0001 where ctid = "
        f"(select min(ctid) from {BOOKS}.transactions where document_id = 2)",
    )


def change_what_counts(ws: Workspace) -> None:
    """Rows count that do not."""
    run(ws, f"update {BOOKS}.transactions set counts = not counts where account = '1930'")


def change_name(ws: Workspace) -> None:
    """A company has another name for its readers."""
    run(ws, f"update {BOOKS}.members set company = 'Granen' where document_id = 1")


def show_year_twice(ws: Workspace) -> None:
    """Last year's balances stand in two files, and both are shown."""
    run(ws, f"update {BOOKS}.members set years_elsewhere = '{{}}'")


def lose_looked_up(ws: Workspace) -> None:
    """An account has no name in the ledger."""
    run(ws, f"delete from {BOOKS}.account_facts where account = '1930' and document_id = 1")


def leave_rows(ws: Workspace) -> None:
    """A sync loaded an upload that was never published."""
    with ws.catalogue.write() as connection:
        load_rows(connection, 3, ws.installation.tables.read(3))


def show_what_left(ws: Workspace) -> None:
    """Readers see a file that is in no snapshot, and another year's balances hidden for it."""
    leave_rows(ws)
    run(
        ws,
        f"insert into {BOOKS}.members select 3, domain_id, integration_id, 'x', company, orgnr, "
        f"'', date '2025-01-01', date '2025-12-31' from {BOOKS}.members where document_id = 2",
    )
    ws.activate(3)


def damage_table(ws: Workspace) -> None:
    """A byte in the middle of a table is another one."""
    path = ws.installation.tables.path(2) / "transactions.parquet"
    data = bytearray(path.read_bytes())
    data[40] ^= 0xFF
    path.write_bytes(data)


def lose_view(ws: Workspace) -> None:
    """Somebody dropped a view."""
    run(ws, "drop view siekit.ledger")


def open_view(ws: Workspace) -> None:
    """A view lets everybody see what its owner may see."""
    run(ws, "alter view siekit.balances reset (security_invoker)")


def lose_rule(ws: Workspace) -> None:
    """A table has no rule of who sees which rows."""
    run(ws, f"drop policy own_domain on {BOOKS}.transactions")
    run(ws, f"alter table {BOOKS}.header disable row level security")


def lose_table(ws: Workspace) -> None:
    """A table is gone, and with it the views of it."""
    run(ws, f"drop table {BOOKS}.transactions cascade")


def lose_all(ws: Workspace) -> None:
    """The catalogue came without the books from another server."""
    run(ws, f"drop schema siekit, {BOOKS} cascade")


def lose_readers(ws: Workspace) -> None:
    """What the rules stand on is gone."""
    run(ws, f"drop table {BOOKS}.readers cascade")


def be_older(ws: Workspace) -> None:
    """Another version of siekit made the books."""
    run(ws, f"update {BOOKS}.made set version = 'older'")


def await_rows(ws: Workspace) -> None:
    """A reader was made after siekit got newer: the books are new and empty until the next sync."""
    be_older(ws)
    create_reader(ws)


def show_no_snapshot(ws: Workspace) -> None:
    """Readers are not told which snapshot they see, and see no file."""
    run(ws, f"delete from {BOOKS}.published")


CASES: dict[Callable[[Workspace], None], set[str]] = {
    lose_rows: {"rows_missing"},
    lose_member: {"rows_missing"},
    lose_one_row: {"rows_differ"},
    double_rows: {"rows_differ"},
    change_amounts: {"rows_differ"},
    change_what_counts: {"rows_differ"},
    change_name: {"rows_differ"},
    show_year_twice: {"rows_differ"},
    lose_looked_up: {"rows_differ"},
    leave_rows: {"rows_orphan"},
    show_what_left: {"rows_orphan"},
    damage_table: {"tables_differ"},
    lose_view: {"part_missing"},
    open_view: {"part_missing"},
    lose_rule: {"part_missing"},
    lose_table: {"part_missing"},
    lose_all: {"part_missing"},
    lose_readers: {"part_missing"},
    be_older: {"books_outdated"},
    await_rows: {"rows_missing", "snapshot_not_shown"},
    show_no_snapshot: {"snapshot_not_shown"},
}
TOLD = set().union(*CASES.values()) - {"tables_differ"}
"""The kinds of faults that are told of PostgreSQL only."""


def shown(ws: Workspace) -> tuple[list[tuple[object, ...]], ...]:
    """What stands in the books, of all domains."""
    engine = ws.catalogue.engine
    return (
        asked(engine, GROUPED.replace("from ledger", "from siekit.ledger")),
        asked(engine, "select * from siekit.files order by 1"),
        asked(engine, "select * from siekit.balances order by document_id, line"),
    )


@pytest.mark.parametrize("broken", CASES, ids=lambda one: one.__name__)
def test_it_finds_what_differs_in_postgresql_and_mends_it(
    ws: Workspace, broken: Callable[[Workspace], None]
) -> None:
    """And then readers see again what they saw."""
    assert verify(ws.installation).sound
    before = shown(ws)
    broken(ws)
    found = verify(ws.installation)
    assert {one.kind for one in found.faults} == CASES[broken]
    for fault in found.faults:
        assert fault.kind in FAULTS
        assert fault.text("en") != fault.text("sv")
    mended = verify(ws.installation, repair=True)
    assert mended.sound
    assert {one.kind for one in mended.mended} == CASES[broken]
    assert verify(ws.installation, deep=True).sound
    assert shown(ws) == before


def test_deep_finds_a_value_that_no_sum_tells_of(ws: Workspace) -> None:
    """A text that is another, and two amounts that changed places, are found by `deep` only."""
    before = shown(ws)
    run(ws, f"update {BOOKS}.accounts set name = 'Another' where account = '1930'")
    run(
        ws,
        f"update {BOOKS}.transactions set amount = -amount where document_id = 2 and voucher_id = "
        f"(select min(voucher_id) from {BOOKS}.transactions where document_id = 2)",
    )
    assert verify(ws.installation).sound
    found = verify(ws.installation, deep=True, repair=True)
    assert {one.kind: one.facts["tables"] for one in found.mended if one.facts["upload"] == 2} == {
        "rows_differ": "accounts, transactions, account_facts"
    }
    assert verify(ws.installation, deep=True).sound
    assert shown(ws) == before


def test_a_mended_view_is_readable_again_for_its_domain_only(ws: Workspace) -> None:
    """Views and rules that were made again admit the readers there were."""
    reader = as_reader(ws.installation, create_reader(ws))
    before = asked(reader, GROUPED)
    for broken in (lose_view, lose_rule, lose_table):
        broken(ws)
        assert verify(ws.installation, repair=True).sound
        assert asked(reader, GROUPED) == before
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        asked(reader, f"select * from {BOOKS}.readers")
    reader.dispose()


def test_rows_that_a_sync_may_publish_are_not_taken_for_left_ones(ws: Workspace) -> None:
    """What is active, and all of a domain that is being synced, is left alone."""
    ws.activate(3)
    leave_rows(ws)
    assert verify(ws.installation, repair=True).sound
    ws.request_sync()
    ws.deactivate(3)
    found = verify(ws.installation, repair=True)
    assert found.sound
    assert not found.mended
    assert asked(ws.catalogue.engine, f"select 1 from {BOOKS}.header where document_id = 3")
    ws.sync()
    assert not asked(ws.catalogue.engine, f"select 1 from {BOOKS}.header where document_id = 3")


def test_a_sync_whose_rows_were_lost_on_the_way_fails_and_shows_nothing_less(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A snapshot without the rows of a file would be wrong and look right."""
    before = shown(ws)
    ws.activate(3)
    target = ws.installation.targets[0]
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(target, "prepare", lambda _: None)
        assert ws.sync().status == "failed"
    assert shown(ws) == before
    assert ws.sync().status == "done"
    assert verify(ws.installation, deep=True).sound


def test_tables_that_were_wrong_are_mended_before_rows_are_compared(ws: Workspace) -> None:
    """Rows are never made of tables that are not those of the original."""
    before = shown(ws)
    store = ws.installation.tables
    store.write(1, store.read(2), store.findings(2))
    (fault,) = verify(ws.installation, deep=True).faults
    assert fault.kind == "tables_differ"
    assert [one.kind for one in verify(ws.installation, deep=True, repair=True).mended] == [
        "tables_differ"
    ]
    assert shown(ws) == before
    store.erase(1)
    lose_one_row(ws)
    found = verify(ws.installation, repair=True)
    assert [one.kind for one in found.mended] == ["tables_missing", "rows_differ"]
    assert shown(ws) == before


def test_rebuilding_tables_publishes_their_rows_anew(ws: Workspace) -> None:
    """What a newer siekit reads out of the originals is in PostgreSQL as it is in the tables."""
    before = shown(ws)
    run(ws, f"update {BOOKS}.transactions set text = 'as an older version read it'")
    rebuild(ws.installation)
    assert verify(ws.installation, deep=True).sound
    assert shown(ws) == before


def test_a_year_that_leaves_the_reports_leaves_postgresql(ws: Workspace) -> None:
    """And an installation that was never synced lacks nothing."""
    ws.deactivate(1)
    ws.sync()
    assert verify(ws.installation, deep=True).sound
    lose_all(ws)
    assert not verify(ws.installation).sound


def test_before_the_first_sync_nothing_is_missing(database_url: str, tmp_path: Path) -> None:
    """The books are made by the first sync."""
    from siekit.workspace.installation import Installation

    installation: Installation = Installation.open(database_url, folder=tmp_path / "data")
    workspace = installation.only_workspace()
    put(workspace, put_integration(workspace))
    assert verify(installation).sound
    installation.close()


def test_what_cannot_be_mended_stays_told(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault that mending did not end is no mended one."""

    def fail(_: object) -> None:
        raise Refusal(code, reason="No space left on device")

    code = "store_unavailable"
    lose_one_row(ws)
    monkeypatch.setattr(ws.installation.targets[0], "mend", fail)
    found = verify(ws.installation, repair=True)
    assert [one.kind for one in found.faults] == ["rows_differ"]
    assert not found.mended
