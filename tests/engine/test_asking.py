"""Asking: limits, what is refused, and faults in plain words."""

from __future__ import annotations

import threading
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


SWEDISH = [
    (
        "select *\nfrom vouchrs",
        "Det finns ingen tabell vouchrs (rad 2, tecken 6). Liknande namn: vouchers.",
        "Table with name vouchrs does not exist!",
    ),
    (
        "select serie from vouchers",
        "Det finns ingen kolumn serie (rad 1, tecken 8). Liknande namn: series.",
        'Referenced column "serie" not found',
    ),
    (
        "select v.serie, serie from vouchers v",
        "Det finns ingen kolumn serie. Liknande namn: series.",
        'not have a column named "serie"',
    ),
    (
        "select summ(number) from vouchers",
        "Det finns ingen funktion summ (rad 1, tecken 8). Liknande namn: sum.",
        "Function with name summ does not exist!",
    ),
    (
        "select\n 'åäö' as ö,, from\n where",
        "Skrivfel vid eller nära ”,” (rad 2, tecken 13).",
        "syntax error",
    ),
    ("select\t1 1", "Skrivfel vid eller nära ”1” (rad 1).", "syntax error"),
    ("select 'a", "En text saknar sitt avslutande ' (rad 1, tecken 8).", "unterminated"),
    (
        "select sum(series) from vouchers",
        "Det går inte att räkna ut sum(VARCHAR): typerna passar inte.",
        "No function matches",
    ),
    (
        "select * from vouchers where number::int > date '2024-01-01'",
        "Värden av typen INTEGER går inte att jämföra med DATE.",
        "Cannot compare",
    ),
    (
        "select *\nfrom vouchers\nwhere cast(series as integer) = 1",
        "Texten ”A” går inte att göra om till INT32 (rad 3, tecken 7).",
        "Could not convert string 'A' to INT32",
    ),
    ("select date '2024-02-30'", "”2024-02-30” är ingen dag som finns", "out of range"),
    ("select 'x'::date", "”x” är ingen dag: dagar skrivs 2025-03-31", "invalid date"),
    ("select 300::tinyint", "Värdet 300 ryms inte i INT8", "out of range"),
    ("select 1 // 0", "Det går inte att dela med noll.", "Division by zero"),
    (
        "select series, count(*) from vouchers",
        "Kolumnen series måste stå i GROUP BY eller i en funktion som sum eller max.",
        "must appear in the GROUP BY clause",
    ),
    (
        "select series from vouchers a, vouchers b",
        "Kolumnen series finns i flera tabeller",
        "Ambiguous reference",
    ),
    ("select $a", "Frågan behöver värden för a.", "Values were not provided"),
]


@pytest.mark.parametrize(("query", "swedish", "own"), SWEDISH)
def test_common_faults_are_told_in_swedish(
    connection: duckdb.DuckDBPyConnection, query: str, swedish: str, own: str
) -> None:
    """With the place where that is certain, then the engine's own words without its lists."""
    with pytest.raises(UsageError) as caught:
        ask(connection, query)
    told = caught.value.swedish
    assert told
    assert told.startswith(swedish)
    quoted = told.partition("Databasmotorn säger: ”")[2]
    assert own in quoted
    assert "Candidate functions" not in told
    assert "\n" not in told


@pytest.mark.parametrize(
    "query", ["select unnest(1)", "select regexp_matches('a', '(')", "select error('hej')"]
)
def test_faults_of_no_common_kind_have_no_swedish(
    connection: duckdb.DuckDBPyConnection, query: str
) -> None:
    """What the engine says is then given as it is."""
    with pytest.raises(UsageError) as caught:
        ask(connection, query)
    assert caught.value.swedish is None


def test_what_is_forbidden_or_too_much_is_told_in_swedish(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Without paths of the machine; a value of any length is shortened."""
    told = []
    for query in (
        "from read_text('/etc/passwd')",
        "select list(x) from range(1000000000) t(x)",
        "select 1; select 2",
        "drop table vouchers",
        "select cast(repeat('x', 100000) as integer)",
    ):
        with pytest.raises(UsageError) as caught:
            ask(connection, query)
        told.append(caught.value.swedish or "")
    files, memory, several, kind, long = told
    assert files == "En fråga läser tabellerna och inget annat: inga filer, inget nätverk."
    assert memory.startswith("Frågan behöver mer minne än den får använda.")
    assert "SET" not in memory
    assert several == "Ange en SQL-sats i taget: detta är 2."
    assert kind.startswith("DROP är inte tillåtet")
    assert len(long) < 600


def test_a_query_that_nobody_wants_is_stopped(connection: duckdb.DuckDBPyConnection) -> None:
    """Also when that was said before it began; the next one is answered."""
    unwanted = threading.Event()
    unwanted.set()
    with (
        pytest.raises(UsageError, match="nobody waits"),
        asked(connection, MANY, unwanted=unwanted, timeout=60) as reader,
    ):
        reader.read_all()
    assert ask(connection, "select 1 as a").to_pylist() == [{"a": 1}]


@pytest.mark.parametrize("memory", ["much", "", "5 apples"])
def test_an_amount_of_memory_that_is_none_is_refused(memory: str) -> None:
    """With how to write it."""
    with pytest.raises(UsageError, match="500MB"):
        connect({}, memory=memory)


def test_a_query_that_is_no_text_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    """Bytes of another encoding come from a command line as half characters."""
    with pytest.raises(UsageError, match="no text"):
        ask(connection, "select '\udcff'")
