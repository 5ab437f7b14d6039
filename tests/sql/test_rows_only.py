"""Queries about rows only: told for such, and answered as with all tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from siekit.engine.asking import ask
from siekit.exceptions import UsageError
from siekit.formats.reading import read_rows, read_together
from siekit.sql.connecting import database_of, database_of_rows
from siekit.sql.queries import QUERIES
from siekit.sql.rows_only import is_about_rows

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"

ABOUT_ROWS = (
    "select fiscal_year, account, sum(amount) as a from transactions where counts group by all",
    "select * from vouchers order by document_id, line",
    "from files",
    "select count(*) from transactions t join vouchers v using (document_id, voucher_id)",
    "select * from fiscal_years order by all",
    "explain select 1",
)
ABOUT_MORE = (
    "from ledger",
    "from Accounts",
    'select * from "balances"',
    "from header",
    "from _transactions",
    "select * from query('from acc' || 'ounts')",
    "select * from query_table('acc' || 'ounts')",
    "describe transactions",
    "show tables",
    "from duckdb_views()",
    "from information_schema.tables",
    "from sie_trans",
    "select * from Fortnox.Sie.SieFileByType(4, 1)",
    "from transactions, objects",
)


@pytest.mark.parametrize("query", ABOUT_ROWS)
def test_rows_alone_give_the_answer_of_all_tables(query: str) -> None:
    """A quicker way must not be another answer."""
    assert is_about_rows(query)
    rows = [one for one in read_rows(str(EXAMPLES)) if not isinstance(one, Exception)]
    with (
        database_of_rows(rows) as quick,
        database_of(read_together(str(EXAMPLES))) as whole,
    ):
        left, right = ask(quick, query), ask(whole, query)
        if query.startswith("select fiscal_year, account"):
            left, right = (
                one.sort_by([("fiscal_year", "ascending"), ("account", "ascending")])
                for one in (left, right)
            )
        assert query.startswith("explain") or left.equals(right)


@pytest.mark.parametrize("query", ABOUT_MORE)
def test_whatever_may_see_more_is_given_all_tables(query: str) -> None:
    """An empty table in the place of a full one would be a wrong answer."""
    assert not is_about_rows(query)


def test_what_is_not_read_is_not_there() -> None:
    """A table that was left out is refused, never empty."""
    rows = [one for one in read_rows(str(EXAMPLES / "tolvan-2024.se")) if isinstance(one, dict)]
    with database_of_rows(rows) as connection, pytest.raises(UsageError):
        ask(connection, "from accounts")


@pytest.mark.parametrize("name", QUERIES)
def test_ready_queries_have_the_tables_they_name(name: str) -> None:
    """None of them is taken for one about rows that names another table."""
    statement = QUERIES[name].statement
    if is_about_rows(statement):
        assert "from accounts" not in statement
        assert "ledger" not in statement
