"""`siekit sql`: where the query comes from, where the answer goes, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

import siekit
from siekit.cli.main import main
from siekit.sql.queries import QUERIES

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
BOOK = EXAMPLES / "tolvan-2024.se"
COUNT = "select count(*) as n from ledger"
COUNTED = "n\n237\n"
MANY = "select range as n, 'text ' || range as t from range(300000)"


def sql(*words: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run the command in this process, in English."""
    return CliRunner().invoke(main, ["sql", *map(str, words), "--lang", "en"], input=stdin)


def answer(*words: str | Path, stdin: str | bytes | None = None) -> str:
    """What it prints as CSV."""
    result = sql(*words, "--format", "csv", stdin=stdin)
    assert result.exit_code == 0, result.output
    return result.stdout


def refusal(*words: str | Path, stdin: str | None = None) -> str:
    """The paragraph of what could not be done."""
    result = sql(*words, stdin=stdin)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1, result.stderr
    assert result.stdout == ""
    return result.stderr


def test_the_query_comes_from_where_the_user_has_it(tmp_path: Path) -> None:
    """The command line, a file, the standard input, the list."""
    query = tmp_path / "q.sql"
    query.write_text(f"\ufeff{COUNT}\n", encoding="utf-8")
    assert answer(COUNT, BOOK) == COUNTED
    assert answer("--file", query, BOOK) == COUNTED
    assert answer(BOOK, stdin=COUNT) == COUNTED
    assert answer("--file", "-", BOOK, stdin=COUNT) == COUNTED
    assert answer("--query", "rows-per-series", BOOK).startswith("company,")


def test_a_file_comes_from_the_standard_input_too() -> None:
    """Then the query stands on the command line."""
    assert answer(COUNT, "-", stdin=BOOK.read_bytes()) == COUNTED
    assert "cannot be both" in refusal("-", stdin=COUNT)


def test_folders_patterns_and_zips() -> None:
    """As everywhere."""
    files = "select count(*) as n from files"
    assert answer(files, EXAMPLES / "exempel.zip") == "n\n3\n"
    assert answer(files, EXAMPLES / "fjallbacken-202?-2?.se") == "n\n3\n"
    assert int(answer(files, EXAMPLES).split()[1]) > 10


def test_what_is_not_used_is_named() -> None:
    """A sum over a folder must not count a year twice, and not in silence."""
    result = sql(
        "select 1 as a",
        EXAMPLES / "fjallbacken-2023-24.se",
        EXAMPLES / "fjallbacken-2023-24_typ1.se",
    )
    assert "typ1.se is not used" in result.stderr


def test_a_file_that_fails_stops_the_query() -> None:
    """A sum that lacks a file is a wrong figure."""
    result = sql(COUNT, BOOK, "/no/such/file.se")
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize(
    "query",
    ["select sum(amount) as s from transactions", "select sum(amount) as s from ledger"],
)
def test_a_sum_without_an_unreadable_amount_says_so(query: str, tmp_path: Path) -> None:
    """SQL leaves nulls out of sums; the command names the lines that are missing in them."""
    spoilt = tmp_path / "spoilt.se"
    rows = "#TRANS 1930 {} 12x\n#TRANS 3010 {} -50.00"
    spoilt.write_text(f"#SIETYP 4\n#RAR 0 20240101 20241231\n#VER A 1 20240115\n{{\n{rows}\n}}\n")
    result = sql(query, spoilt, "--format", "csv")
    assert result.stdout == "s\n-50.00\n"
    assert "in no sum: 1 (lines 5)" in result.stderr


def test_the_script_of_fortnox_users_runs() -> None:
    """As it was written, on the command line."""
    query = "select FinancialYearId from sie_file@inmemorystorage"
    assert answer(query, BOOK) == "FinancialYearId\n1\n"
    rows = answer("select type, from_date from Fortnox.Sie.SieFileByType(4, 1)", BOOK)
    assert rows == "type,from_date\n4,2024-01-01\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["select * from voucher", BOOK], "Near it: vouchers"),
        (["select * from ledgr", BOOK], "Near it: ledger"),
        (["select * from transactions join acounts using (account)", BOOK], "Near it: accounts"),
        (["select acount from ledger", BOOK], "Near it: account"),
        (["select from where", BOOK], "Syntax error"),
        (["", BOOK], "Give a query"),
        ([COUNT, "/no/such/file.se"], "there is no such file"),
        ([COUNT], "Name at least one FILE"),
        ([COUNT, BOOK, "--memory", "much"], "write it as 500MB"),
        (["--query", "nothing", BOOK], "There is no query"),
        (["--query", "text-search", BOOK], "needs --set text"),
        (["--query", "text-search", BOOK, "--set", "text"], "NAME=VALUE"),
        (["--query", "rows-per-series", BOOK, "--set", "a=1"], "nothing"),
        (["select $a", BOOK], "--set a=VALUE"),
        ([COUNT, BOOK, "--set", "a=1"], "sets nothing"),
        (["--show"], "which query to show"),
        (["--file", "/no/query.sql", BOOK], "cannot be read"),
        (["--file", BOOK, BOOK], "not text in UTF-8"),
        ([COUNT, BOOK, "--format", "xlsx"], "Name the file"),
        ([COUNT, BOOK, "-o", BOOK], "one of the files that are read"),
    ],
)
def test_what_cannot_be_done_is_told(words: list[str | Path], told: str) -> None:
    """In one paragraph, with what to do."""
    assert told in refusal(*words)


def test_a_query_that_takes_too_long_is_stopped() -> None:
    """And one that takes too much memory."""
    endless = "select count(*) from range(1000000000000) t(x) where x % 7 = 3"
    assert "stopped after 0.5 s" in refusal(endless, BOOK, "--timeout", "0.5")
    large = "select list(x) from range(1000000000) t(x)"
    assert "more memory" in refusal(large, BOOK, "--memory", "100MB")


def test_what_the_engine_refuses_is_told_in_swedish_to_who_wants_it() -> None:
    """With its own words after it; what has no Swedish stays as it is."""

    def told(query: str) -> str:
        result = CliRunner().invoke(main, ["sql", query, str(BOOK), "--lang", "sv"])
        assert result.exit_code == 2
        return result.stderr

    assert told("select acount from ledger").startswith(
        "Error: Det finns ingen kolumn acount (rad 1, tecken 8). Liknande namn: account"
    )
    assert 'Databasmotorn säger: ”Binder Error: Referenced column "acount"' in told(
        "select acount from ledger"
    )
    assert "UNNEST() can only be applied to lists" in told("select unnest(1)")


def test_values_are_set_and_never_part_of_the_query() -> None:
    """A quote in a value is a letter like others."""
    query = "select $a as a, '$b' as b"
    assert answer(query, BOOK, "--set", "a='; drop table x; --") == "a,b\n'; drop table x; --,$b\n"


def test_formulas_and_control_letters_are_harmless(tmp_path: Path) -> None:
    """Texts of strangers go to spreadsheets and terminals."""
    assert answer("select '=1+1' as a", BOOK) == "a\n'=1+1\n"
    shown = sql("select chr(27) || '[31mred' as a, 1 as \"b\u001b[2J\"", BOOK).stdout
    assert "\x1b" not in shown
    place = tmp_path / "a.xlsx"
    sql("select '=1+1' as a", BOOK, "-o", place)
    assert place.read_bytes().startswith(b"PK")


def test_large_answers_come_bit_by_bit(tmp_path: Path) -> None:
    """All of their rows, in every format."""
    place = tmp_path / "many.parquet"
    assert sql(MANY, BOOK, "-o", place).exit_code == 0
    assert pq.read_metadata(place).num_rows == 300_000
    assert answer(MANY, BOOK).count("\n") == 300_001
    assert "300,000 rows, the first 100 shown" in sql(MANY, BOOK).stdout.replace(
        "\u202f", ","
    ).replace("\u00a0", ",")


def test_a_number_that_does_not_fit_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    """The first rows decide what a column holds; a later one is never changed to fit."""
    query = (
        "select (case when x = 290000 then 99999999999999999999 else x end)::decimal(38, 0) as n "
        "from range(300000) t(x)"
    )
    place = tmp_path / "n.csv"
    assert "cast(n as varchar)" in refusal(query, BOOK, "-o", place)
    assert not place.exists()


def test_json_is_as_the_schema_says() -> None:
    """Decimals as text, days as ISO dates, object lists as arrays."""
    query = "select amount, date, objects, kind, counts, account, date as date from transactions"
    rows = json.loads(sql(query, EXAMPLES / "fjallbacken-2024-25.se", "--format", "json").stdout)
    schema = json.loads(CliRunner().invoke(main, ["schema", "sql"]).stdout)
    Draft202012Validator(schema).validate(rows)
    assert list(rows[0])[-1] == "date_2"
    assert isinstance(rows[0]["amount"], str)


def test_the_list_tells_every_query_within_80_letters() -> None:
    """In both languages; --show prints the SQL."""
    for lang in ("en", "sv"):
        listed = CliRunner().invoke(main, ["sql", "--list", "--lang", lang]).stdout
        assert max(map(len, listed.splitlines())) <= 80
        assert all(query.title(lang).split()[0] in listed for query in QUERIES.values())
    shown = CliRunner().invoke(main, ["sql", "--query", "largest-vouchers", "--show"]).stdout
    assert shown == QUERIES["largest-vouchers"].sql


def test_an_attached_memory_sees_no_file() -> None:
    """What a program does with the raw connection stays in memory too."""
    with siekit.connect(BOOK) as connection:
        connection.execute("attach ':memory:' as mine")
        connection.execute("create table mine.t as select 1")
        for query in (
            "attach '/tmp/siekit-must-not-be-there.db' as other",
            "copy mine.t to '/tmp/siekit-must-not-be-there.csv'",
            "export database '/tmp/siekit-must-not-be-there'",
            "set enable_external_access = true",
            "set temp_directory = '/tmp/siekit-must-not-be-there'",
            "install httpfs",
            "load httpfs",
            "from read_text('/etc/passwd')",
        ):
            with pytest.raises(Exception, match=r"disabled|locked|ermission"):
                connection.execute(query)
    assert not list(Path("/tmp").glob("siekit-must-not-be-there*"))  # noqa: S108 - looked at only
