"""The engine that checks and reports share shows each of them its own tables, and nothing else."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pyarrow as pa
import pytest

from siekit.engine import shared as module
from siekit.engine.shared import MANY_ROWS, shared


def one_row(number: int) -> dict[str, pa.Table]:
    """A table with one number in it."""
    return {"numbers": pa.table({"n": [number]})}


def test_nobody_sees_the_tables_of_another() -> None:
    """Neither those that are given nor those that are made."""
    with shared(one_row(1)) as first, shared(one_row(2)) as second, shared({}) as third:
        first.execute("create temp table made as select 10 as n")
        second.execute("create temp table made as select 20 as n")
        for connection, number in ((first, 1), (second, 2)):
            found = connection.execute("select m.n, t.n from made m, numbers t").fetchall()
            assert found == [(number * 10, number)]
        for name in ("made", "numbers"):
            with pytest.raises(duckdb.CatalogException):
                third.execute(f"select * from {name}")
    with shared({}) as later, pytest.raises(duckdb.CatalogException):
        later.execute("select * from made")


def test_many_ask_at_once() -> None:
    """Threads get their own answers."""

    def ask(number: int) -> int:
        with shared(one_row(number)) as connection:
            connection.execute("create temp table made as select n + 1 as n from numbers")
            row = connection.execute("select n from made").fetchone()
            return int(row[0]) if row else -1

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(200))) == [number + 1 for number in range(200)]


@pytest.mark.parametrize(
    "query",
    ["select * from '/etc/hostname'", "set threads = 2", "install httpfs", "attach 'other.db'"],
)
def test_no_query_reaches_out(query: str) -> None:
    """Nor does it change how others are answered."""
    with shared({}) as connection, pytest.raises(duckdb.Error):
        connection.execute(query)


def test_large_tables_are_asked_with_all_processors() -> None:
    """A query over few rows is not divided."""
    large = {"numbers": pa.table({"n": pa.array(range(MANY_ROWS), pa.int32())})}
    with shared(large) as connection, shared(one_row(1)) as small:
        wanted = "select current_setting('threads')"
        assert connection.execute(wanted).fetchone() == (os.cpu_count(),)
        assert small.execute(wanted).fetchone() == (1,)


def test_a_broken_engine_is_replaced() -> None:
    """An error that ends an engine does not end the process with it."""
    with shared(one_row(1)):
        module._here[0].begun[1].close()
    with shared(one_row(3)) as connection:
        assert connection.execute("select n from numbers").fetchall() == [(3,)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_forked_process_begins_its_own() -> None:
    """The threads of the first one's engine are not there in it."""
    with shared(one_row(1)):
        child = os.fork()
        if child == 0:
            with shared(one_row(4)) as connection:
                found = connection.execute("select n from numbers").fetchall()
            os._exit(0 if found == [(4,)] else 1)
        _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
