"""Files as one database: the views, what they leave out, and what they refuse."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import siekit
from siekit.engine.asking import ask
from siekit.exceptions import UsageError
from siekit.schema import TABLES

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
FRONT = ["document_id", "file", "company", "orgnr", "fiscal_year"]


def test_every_table_has_its_company_and_year_in_front() -> None:
    """A row that does not say whose it is cannot be summed with others."""
    connection = siekit.connect(str(EXAMPLES / "fjallbacken-2024-25.se"))
    for table in TABLES:
        names = ask(connection, f"from {table.name} limit 0").column_names
        assert names[: len(FRONT)] == FRONT
        assert set(names) == {*FRONT, *table.column_names}


def test_a_sum_over_a_folder_counts_each_year_once() -> None:
    """Five exports of one year are one year."""
    connection = siekit.connect(str(EXAMPLES))
    found = ask(
        connection,
        "select fiscal_year, sum(debit) as debit from ledger "
        "where orgnr = '555555-5555' group by all order by all",
    ).to_pylist()
    assert [row["debit"] for row in found] == [
        Decimal("9515514.20"),
        Decimal("9852415.60"),
        Decimal("8021314.30"),
    ]
    assert ask(connection, "select count(*) as n from files where not chosen").to_pylist()[0]["n"]


def test_an_earlier_year_comes_from_its_own_file() -> None:
    """Comparative figures beside the year itself would be summed twice."""
    both = [str(EXAMPLES / f"fjallbacken-{year}.se") for year in ("2023-24", "2024-25")]
    count = "select count(*) as n from balances where year_no = -1"
    later = "2024-25.se"
    assert ask(siekit.connect(both[1]), count).to_pylist()[0]["n"]
    rows = ask(siekit.connect(both), f"{count} and file like '%{later}'").to_pylist()
    assert rows[0]["n"] == 0


def test_all_files_are_shown_when_asked_for() -> None:
    """Two exports can be compared."""
    name = str(EXAMPLES / "tolvan-2024.se")
    connection = siekit.connect([name, name], choosing=False)
    assert ask(connection, "select count(*) as n from header").to_pylist() == [{"n": 2}]


def test_a_document_answers_queries() -> None:
    """The tables are the same for one file as for a hundred."""
    document = siekit.read(EXAMPLES / "fjallbacken-2024-25.se")
    total = document.sql("select sum(debit) as debit from ledger").to_pylist()[0]["debit"]
    assert total == document.totals.debit


@pytest.mark.parametrize(
    "query",
    [
        "copy header to '/tmp/siekit-must-not-be-there.csv'",
        "explain analyze copy header to '/tmp/siekit-must-not-be-there.csv'",
        "attach '/tmp/siekit-must-not-be-there.db'",
        "install httpfs",
        "load httpfs",
        "set threads = 1",
        "create table mine as select 1",
        "drop view ledger",
        "delete from _header",
        "pragma database_list",
        "call pragma_version()",
        "select 1; select 2",
        "",
        "select * from read_text('/etc/passwd')",
        "select * from '/etc/passwd'",
        "select * from read_csv('https://example.com/x.csv')",
        "select * from glob('/etc/*')",
        "selct 1",
    ],
)
def test_a_query_reads_the_tables_and_nothing_else(query: str) -> None:
    """A query may come from a stranger."""
    document = siekit.read(EXAMPLES / "fjallbacken-kassa.si")
    with pytest.raises(UsageError):
        document.sql(query)
    assert not list(Path("/tmp").glob("siekit-must-not-be-there*"))  # noqa: S108 - looked at only


@pytest.mark.parametrize(
    "query",
    ["describe ledger", "show tables", "summarize header", "explain select 1", "from files"],
)
def test_what_tells_about_the_tables_is_allowed(query: str) -> None:
    """People look around before they ask."""
    document = siekit.read(EXAMPLES / "fjallbacken-kassa.si")
    assert document.sql(query).num_rows > 0


def test_an_unknown_column_is_answered_with_its_neighbours() -> None:
    """The nearest names are what the user meant."""
    document = siekit.read(EXAMPLES / "fjallbacken-kassa.si")
    with pytest.raises(UsageError, match="account"):
        document.sql("select acount from ledger")
    with pytest.raises(UsageError, match="vouchers"):
        document.sql("select * from voucher")
