"""The queries that come with siekit, against sums worked out by hand or row by row in Python.

The sums by hand are those of examples/*.expected.toml; where they do not tell, the rows of the
documents are gone through one by one here.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import siekit
from siekit.engine.asking import ask
from siekit.sql.queries import QUERIES, find_query, settings_of, values_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from siekit.model import Transaction, Voucher

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
YEARS = ("2022-23", "2023-24", "2024-25")
EXPECTED: dict[str, Any] = tomllib.loads(
    (EXAMPLES / "fjallbacken.expected.toml").read_text("utf-8")
)
BOOKS = [EXAMPLES / f"fjallbacken-{year}.se" for year in YEARS]
GIVEN = {"text": "hyra", "a": "1930", "b": "2440"}
HEAD = (
    "#FLAGGA 0\n#PROGRAM T 1\n#FORMAT PC8\n#GEN 20250101\n#SIETYP 4\n#ORGNR 556334-3689\n#FNAMN X\n"
)
Rows = list[dict[str, Any]]


@pytest.fixture(name="books", scope="module")
def _books() -> Iterator[duckdb.DuckDBPyConnection]:
    """Three years of one company."""
    with siekit.connect(BOOKS) as connection:
        yield connection


def answer(connection: duckdb.DuckDBPyConnection, name: str, **settings: str) -> Rows:
    """What a query of the list gives."""
    query = find_query(name)
    rows: Rows = ask(connection, query.statement, query.values(settings) or None).to_pylist()
    return rows


def of_file(name: str, *lines: str, **settings: str) -> Rows:
    """The same over a file of its own, whose year is 2024."""
    text = HEAD + "".join(f"{line}\n" for line in ("#RAR 0 20240101 20241231", *lines))
    with siekit.connect(text.encode("cp437")) as connection:
        return answer(connection, name, **settings)


def in_year(rows: Rows, year: str) -> Rows:
    """Those of one fiscal year."""
    return [row for row in rows if row["fiscal_year"].startswith(f"{year[:4]}-05-01")]


def counted(year: str) -> Iterator[tuple[Voucher, Transaction]]:
    """Each counted row with its voucher."""
    for voucher in siekit.read(EXAMPLES / f"fjallbacken-{year}.se").vouchers:
        for row in voucher.rows:
            if row.counts:
                yield voucher, row


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_runs_where_there_is_nothing_and_where_there_is_much(name: str) -> None:
    """Without any record no query fails; titles and settings are there in both languages."""
    query = find_query(name)
    given = {one.name: GIVEN.get(one.name, one.value or "") for one in query.settings}
    for source in (HEAD.encode(), EXAMPLES):
        with siekit.connect(source) as connection:
            assert ask(connection, query.statement, given or None).num_columns
    assert settings_of(query.statement) == set(given)
    assert query.en
    assert query.sv


@pytest.mark.parametrize("year", YEARS)
def test_vouchers_per_series(books: duckdb.DuckDBPyConnection, year: str) -> None:
    """As many as were told by hand, from number 1 to the last."""
    found = in_year(answer(books, "vouchers-per-series"), year)
    assert {row["series"]: row["vouchers"] for row in found} == EXPECTED[year]["vouchers"]
    assert {row["series"]: row["last"] for row in found} == EXPECTED[year]["vouchers"]
    assert {row["first"] for row in found} == {1}


@pytest.mark.parametrize("year", YEARS)
def test_rows_per_account_and_month(books: duckdb.DuckDBPyConnection, year: str) -> None:
    """The months of an account add up to closing less opening, worked out by hand."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in in_year(answer(books, "rows-per-account-and-month"), year):
        sums[row["account"]] += row["amount"]
    accounts = EXPECTED[year]["accounts"]
    assert accounts
    for number, one in accounts.items():
        moved = Decimal(one["closing"]) - Decimal(one.get("opening", "0"))
        assert sums[number] == moved, number


@pytest.mark.parametrize("year", YEARS)
def test_balance_per_day(books: duckdb.DuckDBPyConnection, year: str) -> None:
    """The last day's balance is the closing that was worked out by hand, for any account."""
    for account in ("1930", "2440", "3041"):
        found = in_year(answer(books, "balance-per-day", account=account), year)
        assert {row["account"] for row in found} == {account}
        assert found[-1]["balance"] == Decimal(EXPECTED[year]["accounts"][account]["closing"])
        assert len({row["day"] for row in found}) == len(found)


@pytest.mark.parametrize("name", YEARS[1:])
def test_budget_against_actual(books: duckdb.DuckDBPyConnection, name: str) -> None:
    """A year's budget and outcome are those worked out by hand."""
    budget: dict[str, Decimal] = defaultdict(Decimal)
    actual: dict[str, Decimal] = defaultdict(Decimal)
    for row in in_year(answer(books, "budget-against-actual"), name):
        budget[row["account"]] += row["budget"]
        actual[row["account"]] += row["actual"]
        assert row["difference"] == row["actual"] - row["budget"]
    year = EXPECTED[name]
    assert {account: -amount for account, amount in budget.items() if amount} == {
        account: Decimal(amount) for account, amount in year["budget"].items()
    }
    for account in year["budget"]:
        assert -actual[account] == Decimal(year["accounts"][account]["closing"]), account


@pytest.mark.parametrize("year", YEARS[:2])
def test_cost_per_project_and_month(books: duckdb.DuckDBPyConnection, year: str) -> None:
    """The months of a project add up to its result, worked out by hand."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in in_year(answer(books, "cost-per-project-and-month"), year):
        sums[row["project"]] += row["result"]
        assert row["result"] == (row["income"] or 0) + (row["cost"] or 0)
    projects = {key[2:]: one for key, one in EXPECTED[year]["objects"].items() if key[0] == "6"}
    assert projects
    for project, accounts in projects.items():
        assert sums[project] == -sum(map(Decimal, accounts.values())), project


@pytest.mark.parametrize("year", YEARS)
def test_rows_that_corrections_brought_and_took(
    books: duckdb.DuckDBPyConnection, year: str
) -> None:
    """As many as were told by hand."""
    kinds = Counter(row["kind"] for row in in_year(answer(books, "corrected-vouchers"), year))
    assert (kinds["added"], kinds["removed"]) == (
        EXPECTED[year]["added"],
        EXPECTED[year]["removed"],
    )


@pytest.mark.parametrize("year", YEARS)
def test_what_the_rows_say_one_by_one(books: duckdb.DuckDBPyConnection, year: str) -> None:
    """Sums per series, signer and VAT account, and the rows that a text is looked for in."""
    series: dict[str, Decimal] = defaultdict(Decimal)
    signers: Counter[str] = Counter()
    vat: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    rents, round_ones, without = 0, 0, 0
    for voucher, row in counted(year):
        assert row.amount is not None
        assert row.account is not None
        assert voucher.date is not None
        series[voucher.series or ""] += max(row.amount, Decimal())
        signers[row.signature or voucher.signature or ""] += 1
        if "2610" <= row.account <= "2659":
            vat[row.account, voucher.date.year * 100 + voucher.date.month] += row.amount
        rents += "hyra" in f"{voucher.text}\n{row.text}".lower()
        round_ones += abs(row.amount) >= 10_000 and row.amount % 1000 == 0
        without += "3" <= row.account < "9" and all(one.dimension != 1 for one in row.objects)
    found = in_year(answer(books, "rows-per-series"), year)
    assert {row["series"]: row["debit"] for row in found} == series
    found = in_year(answer(books, "vouchers-by-signer"), year)
    assert {row["signature"]: row["rows"] for row in found} == signers
    found = in_year(answer(books, "vat-per-period"), year)
    assert {(row["account"], row["period"]): row["amount"] for row in found} == vat
    assert len(in_year(answer(books, "text-search", text="HYRA"), year)) == rents > 0
    assert len(in_year(answer(books, "round-amounts"), year)) == round_ones > 0
    assert len(in_year(answer(books, "rows-without-cost-centre"), year)) == without > 0


def test_vouchers_that_touch_two_accounts(books: duckdb.DuckDBPyConnection) -> None:
    """Those that have rows on both, with what stands on each; and how often pairs do."""
    found = in_year(answer(books, "vouchers-touching-two-accounts", a="1930", b="2440"), YEARS[0])
    sums: dict[tuple[str | None, str | None], dict[str, Decimal]] = defaultdict(dict)
    for voucher, row in counted(YEARS[0]):
        own = sums[voucher.series, voucher.number]
        own[row.account or ""] = own.get(row.account or "", Decimal()) + (row.amount or 0)
    both = {key: own for key, own in sums.items() if {"1930", "2440"} <= set(own)}
    assert {
        (row["series"], row["number"]): (row["amount_a"], row["amount_b"]) for row in found
    } == {key: (own["1930"], own["2440"]) for key, own in both.items()}
    pairs = in_year(answer(books, "account-pairs"), YEARS[0])
    (pair,) = [row for row in pairs if (row["account"], row["other"]) == ("1930", "2440")]
    assert pair["vouchers"] == len(both) > 0


def test_the_largest_vouchers(books: duckdb.DuckDBPyConnection) -> None:
    """A hundred, the largest first."""
    found = answer(books, "largest-vouchers")
    assert len(found) == 100
    assert (found[0]["voucher_text"], found[0]["debit"]) == (
        "Banklån utbetalt, tio års amortering",
        Decimal(600_000),
    )
    assert all(one["debit"] >= other["debit"] for one, other in pairwise(found))


def test_months_and_days_without_work(books: duckdb.DuckDBPyConnection) -> None:
    """The third year is booked up to January; weekends are Saturdays and Sundays."""
    assert [row["month"] for row in answer(books, "months-missing")] == [
        "2025-02", "2025-03", "2025-04",
    ]  # fmt: skip
    for row in answer(books, "weekend-dates"):
        assert (row["registration_date"] or row["date"]).isoweekday() >= 6


def test_one_year_against_the_next(books: duckdb.DuckDBPyConnection) -> None:
    """The years fit together; a changed opening, a lost and a new account are told."""
    assert answer(books, "opening-against-last-closing") == []
    lines = [
        "#RAR -1 20230101 20231231",
        "#UB -1 1930 10.00",
        "#UB -1 1220 5.00",
        "#UB -1 2440 1.00",
    ]
    lines += ("#IB 0 1930 11.00", "#IB 0 2440 1.00", "#IB 0 2091 3.00")
    found = of_file("opening-against-last-closing", *lines)
    assert [(row["account"], str(row["difference"])) for row in found] == [
        ("1220", "-5.000000"), ("1930", "1.000000"), ("2091", "3.000000"),
    ]  # fmt: skip
    new = [row["account"] for row in in_new(books, "2023-05-01")]
    assert "2091" in new
    assert "1930" not in new


def in_new(connection: duckdb.DuckDBPyConnection, start: str) -> Rows:
    """The accounts that are new in the year that begins on a day."""
    return [row for row in answer(connection, "new-accounts") if str(row["start_date"]) == start]


def test_what_is_odd_is_found() -> None:
    """A gap, a duplicate, an account that is never used, a customer."""
    voucher = ("{", '#TRANS 1510 {8 "K1"} 100.00', "#TRANS 3010 {} -100.00", "}")
    lines = ["#KONTO 1510 Kunder", "#KONTO 1999 Obs", "#DIM 8 Kund", '#OBJEKT 8 K1 "Kund Ett"']
    lines += ("#VER A 1 20240105", *voucher, "#VER A 4 20240105", *voucher)
    (gap,) = of_file("gaps-in-series", *lines)
    assert (gap["first_missing"], gap["last_missing"], gap["missing"]) == (2, 3, 2)
    (twice,) = of_file("duplicates-by-amount-and-date", *lines)
    assert (twice["vouchers"], twice["numbers"]) == (2, "A 1, A 4")
    (unused,) = of_file("accounts-never-used", *lines)
    assert unused["account"] == "1999"
    (customer,) = of_file("customers-and-suppliers", *lines)
    assert (customer["name"], customer["rows"], customer["amount"]) == ("Kund Ett", 2, Decimal(200))
    (text,) = of_file("text-counts", *lines)
    assert (text["rows"], text["debit"]) == (4, Decimal(200))
    assert len(of_file("first-rows", *lines)) == 4


def test_what_is_not_set_or_not_known_is_told() -> None:
    """The names are in the message."""
    with pytest.raises(siekit.UsageError, match="needs --set a=… --set b=…"):
        find_query("vouchers-touching-two-accounts").values({})
    with pytest.raises(siekit.UsageError, match="no nothing to set"):
        find_query("text-search").values({"nothing": "1"})
    assert values_for("select '$a', $b -- $c", {"b": "1"}) == {"b": "1"}
