"""Asking: limits, what is refused, and faults in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from siekit.engine import connect
from siekit.engine.asking import ask, asked
from siekit.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

MANY = "select count(*) from range(1000000000000) t(x) where x % 7 = 3"


@pytest.fixture(name="connection")
def _connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """One small table."""
    tables = {"vouchers": pa.table({"series": ["A", "B"], "number": ["1", "2"]})}
    with connect(tables, memory="200MB") as made:
        yield made


def test_a_query_within_its_time_is_answered(connection: duckdb.DuckDBPyConnection) -> None:
    """And one after it that takes longer is stopped, and one after that answered again."""
    count = "select count(*) as n from vouchers"
    assert ask(connection, count, timeout=60).to_pylist() == [{"n": 2}]
    with pytest.raises(UsageError, match=r"stopped after 0\.3 s"):
        ask(connection, MANY, timeout=0.3)
    assert ask(connection, count).to_pylist() == [{"n": 2}]


def test_memory_has_a_limit_and_no_file_takes_the_rest(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """What does not fit is refused."""
    with pytest.raises(UsageError, match="more memory"):
        ask(connection, "select list(x) from range(1000000000) t(x)")
    found = connection.execute("select current_setting('temp_directory')").fetchall()
    assert found == [("",)]


def test_an_answer_that_is_left_half_read_stops_nothing(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """The next query finds a free connection."""
    with asked(connection, "select range from range(10000000)") as reader:
        assert next(iter(reader)).num_rows
    assert ask(connection, "select 1 as a").to_pylist() == [{"a": 1}]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("select * from vouchrs", "There is no table vouchrs. Near it: vouchers."),
        ("select serie from vouchers", "There is no column serie. Near it: series."),
        ("select v.serie from vouchers v", "There is no column serie. Near it: series."),
        ("select summ(number) from vouchers", "There is no function summ. Near it: sum."),
        ("select\n from\n where", 'Syntax error at or near "where" in line 3 of the query.'),
        ("select 'a", "Unterminated string literal in line 1 of the query."),
        ("select 1; select 2", "Give one SQL statement at a time: this is 2."),
        ("-- nothing", "Give one SQL statement at a time: this is none."),
        ("from read_text('/etc/passwd')", "no other file, no network."),
        ("/* */ copy vouchers to 'x'", "COPY is not allowed: the tables are read only."),
        ("explain /* */ analyze copy vouchers to 'x'", "Syntax error"),
        ("/*;*/ explain analyze copy vouchers to 'x'", "is not allowed"),
        ("explain (format json) copy vouchers to 'x'", "is not allowed"),
        ("with a as (select 1) insert into vouchers select * from a", "INSERT is not allowed"),
    ],
)
def test_faults_are_told_in_plain_words(
    connection: duckdb.DuckDBPyConnection, query: str, told: str
) -> None:
    """One sentence without the engine's own words, with the nearest names."""
    with pytest.raises(UsageError) as caught:
        ask(connection, query)
    text = str(caught.value)
    assert told in text
    assert "Error:" not in text
    assert "\n" not in text


@pytest.mark.parametrize("memory", ["much", "", "5 apples"])
def test_an_amount_of_memory_that_is_none_is_refused(memory: str) -> None:
    """With how to write it."""
    with pytest.raises(UsageError, match="500MB"):
        connect({}, memory=memory)


def test_a_query_that_is_no_text_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    """Bytes of another encoding come from a command line as half characters."""
    with pytest.raises(UsageError, match="no text"):
        ask(connection, "select '\udcff'")
