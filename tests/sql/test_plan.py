"""What a query needs is read and no more, and its answer is the same as over everything."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from siekit.engine.asking import ask
from siekit.engine.choosing import FileFacts
from siekit.exceptions import SiekitError, UsageError
from siekit.formats.reading import read_asked, read_each
from siekit.schema import TABLES
from siekit.sql.connecting import database_for, database_of
from siekit.sql.plan import plan_of
from siekit.sql.queries import QUERIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from siekit.document import Document
    from siekit.sql.plan import Plan

EXAMPLES = str(Path(__file__).resolve().parents[2] / "examples")
CORPUS = os.environ.get("SIEKIT_CORPUS")

ORGNR = "555666-7771"
YEAR = "2024-01-01/2024-12-31"

PRUNED = (
    "select account, sum(amount) from transactions where counts and orgnr = '{orgnr}' group by 1",
    "select count(*) from vouchers where fiscal_year = '{year}'",
    "select * from accounts where company like '{some}%' and orgnr is not null",
    "select account, account_name, amount from ledger where orgnr in ('{orgnr}', '0')",
    'select "account" from "Ledger" as "L" where "L"."ORGNR" = \'{orgnr}\'',
    "select * from files where orgnr = '{orgnr}'",
    "select file, count(*) from balances where file like '%2024%' group by 1",
    (
        "with mine as (select * from transactions where orgnr = '{orgnr}') "
        "select account, sum(amount) from mine group by 1"
    ),
    (
        "select t.account, v.date, t.amount from transactions t "
        "join vouchers v using (document_id, voucher_id) where t.orgnr = '{orgnr}'"
    ),
    (
        "select t.account, v.date from transactions t left join vouchers v "
        "on t.document_id = v.document_id and t.voucher_id = v.voucher_id "
        "where v.fiscal_year = '{year}' and t.amount > 0"
    ),
    (
        "select a.account, t.amount from accounts a full join transactions t "
        "on a.account = t.account and t.document_id = a.document_id where a.orgnr = '{orgnr}'"
    ),
    (
        "select count(*) from transactions t, vouchers v where t.document_id = v.document_id "
        "and t.voucher_id = v.voucher_id and v.orgnr = '{orgnr}'"
    ),
    (
        "select account from accounts where orgnr = '{orgnr}' and account not in "
        "(select account from transactions where orgnr = '{orgnr}' and account is not null)"
    ),
    (
        "select count(*) from accounts where orgnr = '{orgnr}' union all "
        "select count(*) from vouchers where fiscal_year between '{year}' and '{year}'"
    ),
    "select count(*) from vouchers where (orgnr = '{orgnr}' or fiscal_year = '{year}')",
    "select count(*) from vouchers where not (orgnr <> '{orgnr}')",
    "select count(*) from vouchers where lower(company) = lower('{company}')",
    "select count(*) from (select * from vouchers where orgnr = '{orgnr}') where number > '1'",
    "from header where orgnr = '{orgnr}'",
    "select max(amount) from period_balances where orgnr = 'nobody'",
)
"""Queries that can show rows of some files only."""

WHOLE = (
    "select orgnr, count(*) from transactions group by 1",
    "select count(*) from vouchers where orgnr = '{orgnr}' or number = '1'",
    "select count(*) from ledger l where exists (select 1 from accounts where l.orgnr = '{orgnr}')",
    "select count(*) from vouchers v where orgnr = '{orgnr}' and (select count(*) from files) > 1",
    "select * from ledger where orgnr = '{orgnr}'",
    "select columns('a.*') from ledger where orgnr = '{orgnr}'",
    "select ledger from ledger where orgnr = '{orgnr}'",
    (
        "select t.account from transactions t left join vouchers v "
        "on t.document_id = v.document_id and v.orgnr = '{orgnr}'"
    ),
    (
        "select count(*) from transactions t join vouchers v using (voucher_id) "
        "where t.orgnr = '{orgnr}'"
    ),
    "select count(*) from vouchers a positional join transactions b where a.orgnr = '{orgnr}'",
    "select count(*) from vouchers natural join files where orgnr = '{orgnr}'",
    (
        "select count(*) from vouchers v asof join transactions t "
        "on v.document_id >= t.document_id where t.orgnr = '{orgnr}'"
    ),
    (
        "select count(*) from transactions t left join vouchers v using (document_id, voucher_id) "
        "where v.orgnr is null or v.orgnr = '{orgnr}'"
    ),
    (
        "select count(*) from vouchers where orgnr = '{orgnr}' group by all having count(*) > 0 "
        "union select count(*) from vouchers"
    ),
    "select count(*) from transactions t(orgnr, b, c, d, e) where orgnr = 1",
    "select count(*) from vouchers where random() < 2 or orgnr = '{orgnr}'",
    "with ledger as (select account from transactions) select account from ledger",
    "select series as orgnr, count(*) from vouchers where orgnr = '{orgnr}' group by all",
)
"""Queries whose conditions say nothing certain about files, or stand where they do not count."""

EVERYTHING = (
    "from _account_facts",
    "describe transactions",
    "show tables",
    "summarize vouchers",
    "from information_schema.tables",
    "from duckdb_views()",
    "select * from query('from acc' || 'ounts')",
    "select * from query_table('acc' || 'ounts')",
    "from sie_lines",
    "select * from Fortnox.Sie.SieTypes",
    "select * from Fortnox.Sie.SieFileByType(4, 1)",
    "explain select 1",
    "pivot transactions on account using sum(amount)",
    "from nobody",
    "not SQL",
    "select 1; select 2",
    "copy transactions to 'x'",
    "select _day(date) from vouchers",
)
"""What is not one SELECT over known tables."""

SEEN = {
    "select account, sum(amount) from transactions where counts group by all": {"transactions"},
    "from files": set(),
    'select * from "balances"': {"balances"},
    "from memory.main.Accounts": {"accounts"},
    "from ledger": {"transactions", "vouchers", "accounts", "objects"},
    "from vouchers where exists (from sru_codes)": {"vouchers", "sru_codes"},
    "with accounts as (from vouchers) from accounts": {"vouchers", "accounts"},
    "with x as (from vouchers) from x": {"vouchers"},
    "from _transactions": {"transactions"},
    "from sie_trans": {"transactions", "vouchers", "header"},
    "from sie_ibub": {"balances", "header"},
    "select unnest(objects) from transactions, unnest([1, 2])": {"transactions"},
}
"""The tables that some queries need."""


@pytest.mark.parametrize("query", SEEN)
def test_the_tables_that_a_query_sees_are_told(query: str) -> None:
    """A view counts as the tables that it stands on; a name in a text is none."""
    plan = plan_of(query)
    assert plan is not None
    assert plan.tables == SEEN[query]


@pytest.mark.parametrize("query", EVERYTHING)
def test_what_is_not_certain_sees_everything(query: str) -> None:
    """A table that is missed would be a wrong answer."""
    assert plan_of(query) is None


@pytest.mark.parametrize(
    "query",
    [
        f"select {'(' * 400}1{')' * 400} from vouchers",
        f"select 1 from vouchers where {'not ' * 900} orgnr = '1'",
        f"select 1 from {' cross join '.join(f'vouchers v{n}' for n in range(900))}",
        f"select 1 from vouchers where {'lower(' * 300}orgnr{')' * 300} = '1'",
        "select '\udcff' from vouchers",
        "select '\0' from vouchers",
        "",
    ],
)
def test_no_query_is_too_odd_to_be_looked_at(query: str) -> None:
    """Whatever is typed has a plan, or everything is read and the query is told what is wrong."""
    plan_of(query)


@pytest.fixture(scope="module")
def examples() -> list[Document]:
    """The documents of the examples."""
    return _documents(EXAMPLES)


@pytest.fixture(scope="module")
def everything(examples: list[Document]) -> duckdb.DuckDBPyConnection:
    """A database of all of the examples."""
    return database_of(examples)


@pytest.mark.parametrize("query", PRUNED)
def test_files_that_a_condition_rules_out_change_no_answer(
    query: str, everything: duckdb.DuckDBPyConnection
) -> None:
    """Less is read, and the answer is the same."""
    asked = _filled(query)
    plan = plan_of(asked)
    assert plan is not None
    read = _read(plan, EXAMPLES)
    assert any(isinstance(one, FileFacts) for one in read)
    assert _answer(database_for(plan, read), asked) == _answer(everything, asked)


@pytest.mark.parametrize("query", WHOLE)
def test_where_conditions_are_not_certain_all_files_are_read(
    query: str, everything: duckdb.DuckDBPyConnection
) -> None:
    """What looks like a condition on files need not be one on every row."""
    asked = _filled(query)
    plan = plan_of(asked)
    assert plan is not None
    read = _read(plan, EXAMPLES)
    assert not any(isinstance(one, FileFacts) for one in read)
    assert _answer(database_for(plan, read), asked) == _answer(everything, asked)


@pytest.mark.parametrize("name", QUERIES)
def test_ready_queries_answer_the_same(name: str, everything: duckdb.DuckDBPyConnection) -> None:
    """None of the queries that come with siekit misses a table."""
    one = QUERIES[name]
    given = {setting.name: "19" for setting in one.settings if setting.value is None}
    values = one.values(given)
    plan = plan_of(one.statement, values)
    if plan is not None:
        connection = database_for(plan, _read(plan, EXAMPLES))
        whole = _answer(everything, one.statement, values)
        assert _answer(connection, one.statement, values) == whole


def test_every_table_and_view_answers_the_same(everything: duckdb.DuckDBPyConnection) -> None:
    """A table that was made for itself is as it is among all the others."""
    names = "select view_name from duckdb_views() where not internal and schema_name = 'main'"
    for (name,) in everything.execute(names).fetchall():
        query = f"from {name}"
        plan = plan_of(query)
        if plan is not None:
            connection = database_for(plan, _read(plan, EXAMPLES))
            assert _answer(connection, query) == _answer(everything, query), name


def test_values_of_parameters_count_too() -> None:
    """`--set` decides which files are read as a text in the query does."""
    query = "select count(*) from vouchers where orgnr = $company"
    plan = plan_of(query, {"company": ORGNR})
    assert plan is not None
    assert plan.wanted is not None
    assert plan_of(query) is None or plan_of(query).wanted is None  # type: ignore[union-attr]


def test_only_the_files_and_tables_of_the_answer_are_read() -> None:
    """Counted: which files were read whole, and which tables were made of them."""
    plan = plan_of(_filled("select sum(amount) from balances where orgnr = '{orgnr}'"))
    assert plan is not None
    # The feed's type shows in its vouchers only, so that it is read in any case.
    read = _read(plan, f"{EXAMPLES}/*.se")
    whole = [one for one in read if not isinstance(one, FileFacts)]
    assert {one["header"]["orgnr"][0].as_py() for one in whole} == {ORGNR}
    assert {facts.orgnr for facts in read if isinstance(facts, FileFacts)} != {ORGNR}
    made = set().union(*whole)
    assert made == {"header", "fiscal_years", "vouchers", "balances", "period_balances"}


def test_of_files_left_out_the_choice_is_told_as_ever(
    everything: duckdb.DuckDBPyConnection,
) -> None:
    """Which file speaks for a year does not depend on what is asked."""
    plan = plan_of("select count(*) from accounts where orgnr = 'nobody'")
    assert plan is not None
    query = "select document_id, file, fiscal_year, chosen, reason, instead from _files"
    chosen = database_for(plan, _read(plan, EXAMPLES)).execute(query).fetchall()
    assert chosen == everything.execute(query).fetchall()


def test_what_is_not_read_is_not_there() -> None:
    """A table that was left out is refused, never empty."""
    plan = plan_of("from vouchers")
    assert plan is not None
    with database_for(plan, _read(plan, EXAMPLES)) as connection, pytest.raises(UsageError):
        ask(connection, "from accounts")


def test_a_file_that_is_damaged_in_its_head_fails_still(tmp_path: Path) -> None:
    """What is no SIE file is told, whatever is asked."""
    (tmp_path / "a.se").write_bytes(b"nothing")
    plan = plan_of("select count(*) from vouchers where orgnr = 'x'")
    assert plan is not None
    found = list(read_asked(str(tmp_path), names=plan.tables, wanted=plan.wanted))
    assert isinstance(found[0], SiekitError)


@pytest.mark.skipif(CORPUS is None, reason="SIEKIT_CORPUS does not name the corpus folder")
def test_no_answer_over_the_corpus_changes() -> None:
    """Real files, with all their faults, give the same answers with and without leaving out."""
    documents = _documents(str(CORPUS))
    everything = database_of(documents)
    companies = everything.execute(
        "select orgnr, company, fiscal_year from files where chosen and orgnr is not null "
        "and fiscal_year is not null order by all"
    ).fetchall()
    left_out = 0
    for orgnr, company, year in companies[::25]:
        for query in (*PRUNED, *WHOLE):
            asked = _filled(query, orgnr=orgnr, company=company, year=year)
            plan = plan_of(asked)
            assert plan is not None
            read = _read(plan, str(CORPUS))
            left_out += sum(isinstance(one, FileFacts) for one in read)
            assert _answer(database_for(plan, read), asked) == _answer(everything, asked), asked
    for name in (table.name for table in TABLES):
        query = f"from {name} where orgnr = '{companies[0][0]}'"
        plan = plan_of(query)
        assert plan is not None
        read = _read(plan, str(CORPUS))
        assert _answer(database_for(plan, read), query) == _answer(everything, query)
    assert left_out > len(documents)


def _filled(query: str, orgnr: str = ORGNR, company: str = "Tolvan AB", year: str = YEAR) -> str:
    words = {"orgnr": orgnr, "company": company, "some": company[:3], "year": year}
    return query.format(**{name: text.replace("'", "''") for name, text in words.items()})


def _documents(place: str) -> list[Document]:
    return [one for one in read_each(place) if not isinstance(one, SiekitError)]


def _read(plan: Plan, place: str) -> list[Any]:
    found = read_asked(place, names=plan.tables, wanted=plan.wanted)
    return [one for one in found if not isinstance(one, SiekitError)]


def _answer(
    connection: duckdb.DuckDBPyConnection, query: str, values: dict[str, str] | None = None
) -> tuple[Sequence[str], Sequence[str]]:
    """An answer's columns and its rows in an order of their own; or what is wrong with it."""
    try:
        table = ask(connection, query, values)
    except UsageError as error:
        return (["error"], [str(error)])
    return (table.column_names, sorted(map(str, table.to_pylist())))
