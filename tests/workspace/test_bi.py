"""What programs for reports read: PostgreSQL views, Parquet, DuckDB; never another's books."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa

from siekit.schema import TABLES
from siekit.workspace import preparing
from siekit.workspace.actors import Role, local_actor
from siekit.workspace.bi.duckdb_file import write_duckdb
from siekit.workspace.bi.parquet_folder import write_parquet
from siekit.workspace.bi.postgres_tables import BOOKS
from siekit.workspace.bi.readers import create_reader, remove_reader
from siekit.workspace.reading import database_of_snapshot
from siekit.workspace.refusals import Refusal
from siekit.workspace.syncing import request_sync, run_sync
from siekit.workspace.verifying import verify
from tests.books import books
from tests.workspace.putting import put, put_integration

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from siekit.workspace.bi.readers import Reader
    from siekit.workspace.installation import Installation
    from siekit.workspace.publishing import Changes
    from siekit.workspace.workspace import Workspace

PER_ACCOUNT = (
    "select fiscal_year, account, account_name, statement, statement_line, period, "
    "sum(amount), sum(debit), sum(credit), count(*) from ledger group by all order by all"
)
GROUPED = PER_ACCOUNT.replace("group by all order by all", "group by 1,2,3,4,5,6 order by 1,2,6")


@pytest.fixture
def on_postgres(database_url: str, tmp_path: Path) -> Iterator[Installation]:
    """An empty installation whose catalogue is in PostgreSQL."""
    from siekit.workspace.installation import Installation

    opened = Installation.open(database_url, folder=tmp_path / "data")
    yield opened
    opened.close()


def two_years(ws: Workspace) -> tuple[int, int]:
    """Two years of one company, active and synced."""
    company = put_integration(ws)
    first = put(ws, company, first="2023-01-01", last="2023-12-31")
    second = put(ws, company, first="2024-01-01", last="2024-12-31", sales=2000)
    for one in (first, second):
        ws.activate(one)
    ws.sync()
    return first, second


def test_a_sync_that_two_do_at_once_hides_nothing(
    on_postgres: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slower one loads the rows when the quicker has published them; readers see them on."""
    ws = on_postgres.only_workspace()
    ws.activate(put(ws, put_integration(ws)))
    asked, prepare = request_sync(ws), preparing.prepare

    def late(installation: Installation, seen: Changes) -> list[dict[str, Any]]:
        monkeypatch.setattr("siekit.workspace.syncing.prepare", prepare)
        assert run_sync(installation, asked.id).status == "done"
        return prepare(installation, seen)

    monkeypatch.setattr("siekit.workspace.syncing.prepare", late)
    assert run_sync(on_postgres, asked.id).status == "done"
    assert verify(on_postgres).faults == []


def as_reader(installation: Installation, reader: Reader) -> sa.Engine:
    """The database as the reading role sees it."""
    url = installation.catalogue.engine.url.set(username=reader.role, password=reader.password)
    return sa.create_engine(url)


def asked(engine: sa.Engine, query: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query))]


def test_postgresql_shows_what_the_reports_read(on_postgres: Installation) -> None:
    """The ledger and every table have in PostgreSQL the rows that DuckDB shows of the snapshot."""
    ws = on_postgres.only_workspace()
    two_years(ws)
    reader = as_reader(on_postgres, create_reader(ws))
    with database_of_snapshot(ws) as connection:
        ledger = connection.execute(GROUPED).fetchall()
        counts = {
            table.name: connection.execute(f"select count(*) from {table.name}").fetchall()
            for table in TABLES
        }
    assert asked(reader, GROUPED) == ledger
    assert ledger
    for name, expected in counts.items():
        assert asked(reader, f"select count(*) from {name}") == expected, name
    reader.dispose()


def test_an_earlier_year_in_a_file_is_hidden_where_it_has_its_own(
    on_postgres: Installation,
) -> None:
    """Balances of last year come from last year's file, and again from this one when it goes."""
    ws = on_postgres.only_workspace()
    first, _ = two_years(ws)
    reader = as_reader(on_postgres, create_reader(ws))
    query = "select year_no, count(*) from balances group by 1 order by 1"
    before = asked(reader, query)
    with database_of_snapshot(ws) as connection:
        assert before == connection.execute(query).fetchall()
    ws.deactivate(first)
    ws.sync()
    after = asked(reader, query)
    with database_of_snapshot(ws) as connection:
        assert after == connection.execute(query).fetchall()
    assert after != before
    reader.dispose()


def test_single_vouchers_speak_for_no_year(on_postgres: Installation) -> None:
    """A file of entries beside a ledger hides none of the ledger's earlier years."""
    ws = on_postgres.only_workspace()
    ws.change_settings(entries_allowed=True)
    company = put_integration(ws)
    ws.activate(put(ws, company, first="2024-01-01", last="2024-12-31"))
    ws.activate(put(ws, company, first="2023-01-01", last="2023-12-31", role="entries"))
    ws.sync()
    reader = as_reader(on_postgres, create_reader(ws))
    query = "select document_id, year_no, count(*) from balances group by 1, 2 order by 1, 2"
    with database_of_snapshot(ws) as connection:
        assert asked(reader, query) == connection.execute(query).fetchall()
    reader.dispose()


def test_readers_see_nothing_new_before_the_sync(on_postgres: Installation) -> None:
    """What is activated is in the views after the sync, and what is replaced is gone then."""
    ws = on_postgres.only_workspace()
    company = put_integration(ws)
    ws.activate(put(ws, company, sales=1000))
    reader = as_reader(on_postgres, create_reader(ws))
    query = "select sum(amount) from ledger where account = '1930'"
    assert asked(reader, query) == [(None,)]
    ws.sync()
    assert asked(reader, query) == [(Decimal(12_000),)]
    ws.activate(put(ws, company, sales=3000))
    assert asked(reader, query) == [(Decimal(12_000),)]
    ws.sync()
    assert asked(reader, query) == [(Decimal(36_000),)]
    assert asked(reader, "select distinct snapshot_id from files") == [(2,)]
    reader.dispose()


def test_a_reader_sees_its_own_domain_only(on_postgres: Installation) -> None:
    """Neither another domain's rows, nor that it exists, nor the catalogue can be read."""
    actor = local_actor()
    ours = on_postgres.only_workspace()
    theirs = on_postgres.workspace(on_postgres.create_domain("Granen", actor).id, actor)
    for ws, company in ((ours, "Björken AB"), (theirs, "Granen AB")):
        source = put_integration(ws, company, None)
        ws.activate(put(ws, source, books(company, None)))
        ws.sync()
    reader = as_reader(on_postgres, create_reader(ours))
    other = as_reader(on_postgres, create_reader(theirs))
    for table in ("ledger", "files", *(table.name for table in TABLES)):
        assert asked(reader, f"select count(*) from {table}") != [(0,)] or table in _EMPTY, table
        found = asked(reader, f"select distinct company from {table}")
        assert found in ([("Björken AB",)], []), table
    assert asked(other, "select distinct company from ledger") == [("Granen AB",)]
    for table in ("members", "account_facts", "object_names", "published", "transactions"):
        mine = asked(reader, f"select count(*) from {BOOKS}.{table}")
        both = asked(on_postgres.catalogue.engine, f"select count(*) from {BOOKS}.{table}")
        assert mine != both or both == [(0,)], table
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        asked(reader, "select * from public.users")
    for forbidden in (f"{BOOKS}.readers", f"{BOOKS}.made", f"{BOOKS}.to_load", "uploads"):
        with pytest.raises(sa.exc.ProgrammingError):
            asked(reader, f"select * from {forbidden}")
    for writing in (
        "create table mine (a int)",
        f"insert into {BOOKS}.members select * from {BOOKS}.members",
        f"delete from {BOOKS}.members",
        "set role siekit",
        "copy (select 1) to program 'true'",
    ):
        with reader.connect() as connection:
            # Reading only is its habit, which it may change; the rights are what holds.
            connection.execute(sa.text("set transaction read write"))
            with pytest.raises(sa.exc.ProgrammingError, match=r"permission|must be"):
                connection.execute(sa.text(writing))
    reader.dispose()
    other.dispose()


_EMPTY = {"sru_codes", "dimensions", "objects", "period_balances", "other_records"}
"""Tables in which the invented books have no rows."""


def test_a_new_password_ends_the_old_one_and_a_removed_role_is_gone(
    on_postgres: Installation,
) -> None:
    """The role can be given a new password, and be removed; others cannot do either."""
    ws = on_postgres.only_workspace()
    two_years(ws)
    old, new = create_reader(ws), create_reader(ws)
    ended, stands = as_reader(on_postgres, old), as_reader(on_postgres, new)
    with pytest.raises(sa.exc.OperationalError):
        asked(ended, "select 1")
    assert asked(stands, "select count(*) from files") == [(2,)]
    ended.dispose()
    stands.dispose()
    remove_reader(ws)
    with pytest.raises(sa.exc.OperationalError):
        asked(stands, "select 1")
    stands.dispose()
    analyst = on_postgres.workspace(ws.domain_id, local_actor())
    object.__setattr__(analyst.actor, "role", Role.ANALYST)
    with pytest.raises(Refusal, match="analyst"):
        create_reader(analyst)


def test_books_made_anew_are_loaded_at_the_next_sync(on_postgres: Installation) -> None:
    """When another version makes the books otherwise, readers stay and rows come back."""
    ws = on_postgres.only_workspace()
    two_years(ws)
    reader = as_reader(on_postgres, create_reader(ws))
    before = asked(reader, GROUPED)
    with on_postgres.catalogue.write() as connection:
        connection.execute(sa.text(f"update {BOOKS}.made set version = 'older'"))
    ws.sync()
    assert asked(reader, GROUPED) == before
    reader.dispose()


def test_sqlite_has_no_roles_and_says_what_to_do(tmp_path: Path) -> None:
    """In SQLite a reading role is refused with the other ways to the data."""
    from siekit.workspace.workspace import Workspace

    with (
        Workspace.open(tmp_path / "ws") as ws,
        pytest.raises(Refusal, match=r"Parquet or as current\.duckdb"),
    ):
        create_reader(ws)


def test_one_duckdb_file_holds_the_newest_snapshot(installation: Installation) -> None:
    """`current.duckdb` has the ledger of the newest snapshot, and is replaced while it is open."""
    ws = installation.only_workspace()
    assert write_duckdb(ws).name == "current.duckdb"  # empty tables before the first sync
    first, _ = two_years(ws)
    place = write_duckdb(ws)
    with database_of_snapshot(ws) as connection:
        expected = connection.execute(GROUPED).fetchall()
    with duckdb.connect(str(place), read_only=True) as old:
        assert old.execute(GROUPED).fetchall() == expected
        assert old.execute("select snapshot_id from snapshot").fetchall() == [(1,)]
        ws.deactivate(first)
        ws.sync()
        write_duckdb(ws)
        assert old.execute(GROUPED).fetchall() == expected
    assert [one.name for one in place.parent.iterdir()] == ["current.duckdb"]


def test_a_folder_of_parquet_holds_the_newest_snapshot(installation: Installation) -> None:
    """The link leads to whole folders only, and the folder before it stays for who reads it."""
    ws = installation.only_workspace()
    first, _ = two_years(ws)
    link = write_parquet(ws)
    before = link.resolve()
    with database_of_snapshot(ws) as connection:
        rows = connection.execute("select count(*), sum(amount) from ledger").fetchall()
    ledger = pq.read_table(link / "ledger.parquet")
    assert [(ledger.num_rows, sum(ledger["amount"].to_pylist()))] == rows
    assert {one.stem for one in link.glob("*.parquet")} >= {"ledger", "files", "transactions"}
    assert write_parquet(ws).resolve() == before
    ws.deactivate(first)
    ws.sync()
    assert write_parquet(ws).resolve() != before
    assert before.exists()
