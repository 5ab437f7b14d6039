"""The faults of the script that people used: what each lost or mixed up is right here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import siekit
from siekit.engine.asking import ask
from siekit.sql.scripts import without_storage

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
#FLAGGA 0
#PROGRAM "Testgen" 1.0
#FORMAT PC8
#GEN 20250131
#SIETYP 4
#ORGNR 556334-3689
#FNAMN "Övningsbolaget AB"
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
"""
SIX = ["financial_year_id", "financial_year", "file_id", "company", "orgnr", "line_no"]


def rows(query: str, *lines: str, encoding: str = "cp437") -> list[dict[str, Any]]:
    """The answer to a query over a file of its own."""
    text = HEAD + "".join(f"{line}\n" for line in lines)
    with siekit.connect(text.encode(encoding)) as connection:
        found: list[dict[str, Any]] = ask(connection, query).to_pylist()
    return found


def row(query: str, *lines: str) -> dict[str, Any]:
    """The only row of the answer."""
    (found,) = rows(query, *lines)
    return found


def shown(found: dict[str, Any], *names: str) -> list[str]:
    """Some values as text."""
    return [str(found[name]) for name in names]


def test_1_dim_is_the_year_number() -> None:
    """The column keeps its name, and year_no says what it is."""
    found = row("from sie_psaldo", "#PSALDO -1 202312 3010 {} -100.00")
    assert (found["dim"], found["year_no"]) == (-1, -1)
    found = row("from sie_ibub", "#IB -1 1930 100.00")
    assert shown(found, "typ", "dim", "account", "amount", "year_no") == [
        "IB", "-1", "1930", "100.000000", "-1",
    ]  # fmt: skip


def test_2_texts_need_no_quotes() -> None:
    """SIE quotes only what needs it."""
    lines = (
        "#KONTO 1910 Kassa",
        "#DIM 1 Avdelning",
        "#OBJEKT 1 100 Syd",
        "#VER A 1 20240101 Hyra",
        "{",
        "#TRANS 1910 {} 0.00 20240101 Text",
        "}",
    )
    assert row("from sie_accounts", *lines)["name"] == "Kassa"
    assert row("from sie_dimensions", *lines)["name"] == "Avdelning"
    assert shown(row("from sie_objects", *lines), "object_no", "object_name") == ["100", "Syd"]
    assert row("from sie_vouchers", *lines)["vertext"] == "Hyra"
    assert row("from sie_trans", *lines)["transtext"] == "Text"


def test_3_objects_are_no_texts() -> None:
    """Text, quantity and signature stay in their places behind an object list."""
    found = row(
        "from sie_trans",
        "#VER A 1 20240101",
        "{",
        '#TRANS 3010 {1 "2010" 6 "1001"} -100.00 20240102 "Rad" 2.5 AN',
        "}",
    )
    assert found["objects_raw"] == '{1 "2010" 6 "1001"}'
    assert shown(found, "transtext", "quantity", "sign") == ["Rad", "2.500000", "AN"]


def test_4_quotes_in_texts_and_braces_in_objects() -> None:
    """Neither ends what it stands in."""
    found = row(
        "from sie_trans",
        r'#VER A 1 20240101 "Bok \"Ett\" köpt"',
        "{",
        r'#TRANS 3010 {1 "a}b"} -100.00 20240102 "Del \"två\" av"',
        "}",
    )
    assert shown(found, "vertext", "transtext") == ['Bok "Ett" köpt', 'Del "två" av']
    assert shown(found, "objects_raw", "amount") == ['{1 "a}b"}', "-100.000000"]


def test_5_empty_fields_keep_their_places() -> None:
    """An empty date is no text, and an empty series has no quotes."""
    found = row(
        "from sie_trans",
        '#VER "" "" 20240101',
        "{",
        '#TRANS 1930 {} 100.00 "" "" 3',
        "}",
    )
    assert (found["series"], found["vouchernumber"], found["verdate"]) == ("", "", "20240101")
    assert (found["transdate"], found["transtext"]) == (None, "")
    assert str(found["quantity"]) == "3.000000"


def test_6_indented_and_small_letters() -> None:
    """Lines may begin with blanks; a label in small letters is read too."""
    lines = ("#ver A 1 20240101", "{", "   #TRANS 1930 {} 1.00", "\t#trans 1930 {} 2.00", "}")
    assert [str(one["amount"]) for one in rows("from sie_trans", *lines)] == [
        "1.000000",
        "2.000000",
    ]


def test_7_accounts_are_text() -> None:
    """Letters and leading zeros stay."""
    lines = ("#VER A 1 20240101", "{", "#TRANS 19A0 {} 1.00", "#TRANS 0100 {} -1.00", "}")
    assert [one["account"] for one in rows("from sie_trans", *lines)] == ["19A0", "0100"]


def test_8_commas_stay_where_they_belong() -> None:
    """An amount may have one, and a text beside it keeps its own."""
    lines = ("#IB 0 1930 1234,50", '#PSALDO 0 202401 3010 {1 "a,b"} -10,25')
    assert str(row("from sie_ibub", *lines)["amount"]) == "1234.500000"
    found = row("from sie_psaldo", *lines)
    assert shown(found, "objects_raw", "amount") == ['{1 "a,b"}', "-10.250000"]


def test_9_tabs_part_fields_too() -> None:
    """As blanks do."""
    found = row("from sie_ibub", "#UB\t0\t1930\t5.00\t2")
    assert shown(found, "typ", "account", "amount", "quantity") == [
        "UB", "1930", "5.000000", "2.000000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "query", "expected"),
    [
        (
            "#RES 0 3010 -5.00",
            "select account, amount::varchar from sie_res",
            ("3010", "-5.000000"),
        ),
        (
            '#OIB 0 1930 {1 "A"} 5.00',
            "select typ, account, objects_raw from sie_oiboub",
            ("OIB", "1930", '{1 "A"}'),
        ),
        (
            '#OUB 0 1930 {1 "A"} 5.00',
            "select typ, account, amount::varchar from sie_oiboub",
            ("OUB", "1930", "5.000000"),
        ),
        (
            "#PBUDGET 0 202401 3010 {} -9.00",
            "select period_yyyymm, amount::varchar from sie_pbudget",
            ("202401", "-9.000000"),
        ),
        ("#KTYP 3010 I", "select account, ktyp from sie_ktyp", ("3010", "I")),
        ("#ENHET 3010 tim", "select account, unit from sie_enhet", ("3010", "tim")),
        (
            "#UNDERDIM 21 Rum 1",
            "select dimension, name, superdimension from sie_underdim",
            (21, "Rum", 1),
        ),
        ("#VALUTA EUR", "select valuta from sie_company", ("EUR",)),
        ("", "select fnamn, orgnr from sie_company", ("Övningsbolaget AB", "556334-3689")),
        ("", 'select start, "end" from sie_rar where year_no = 0', ("20240101", "20241231")),
    ],
)
def test_10_what_the_script_did_not_read(
    line: str, query: str, expected: tuple[object, ...]
) -> None:
    """The other records have tables too."""
    assert tuple(row(query, line).values()) == expected


def test_11_a_thousand_rows_take_no_15_seconds(tmp_path: Path) -> None:
    """Rows are not parsed one by one (how fast it is, benchmarks/querying.py measures)."""
    path = tmp_path / "many.se"
    body = "#TRANS 1930 {} 1.00\n#TRANS 3010 {} -1.00\n" * 25_000
    path.write_text(f"{HEAD}#VER A 1 20240101\n{{\n{body}}}\n", encoding="cp437")
    with siekit.connect(path) as connection:
        found = ask(connection, "select count(*) as n, sum(amount) as s from sie_trans").to_pylist()
    assert found == [{"n": 50_000, "s": 0}]


def test_a_total_row_has_an_empty_object_list() -> None:
    """The script took a missing account for the mark."""
    lines = ("#PSALDO 0 202401 3010 {} -9.00", '#PSALDO 0 202401 3010 {1 "A"} -4.00')
    found = rows("select objects_raw, is_total_row from sie_psaldo", *lines)
    assert [tuple(one.values()) for one in found] == [("{}", 1), ('{1 "A"}', 0)]


def test_struck_out_and_added_rows_are_history() -> None:
    """Only #TRANS is summed; the twin of an #RTRANS is not counted twice."""
    lines = (
        "#VER A 1 20240101", "{", "#BTRANS 5010 {} 90.00", "#RTRANS 5010 {} 100.00",
        "#TRANS 5010 {} 100.00", "#TRANS 1930 {} -100.00", "}",
    )  # fmt: skip
    assert (
        str(row("select sum(amount) as s, count(*) as n from sie_trans", *lines)["s"]) == "0.000000"
    )
    kinds = rows("select kind, amount from sie_trans_history", *lines)
    assert [(one["kind"], str(one["amount"])) for one in kinds] == [
        ("B", "90.000000"),
        ("R", "100.000000"),
    ]


COLUMNS = {
    "sie_file": "FinancialYearId Result",
    "sie_lines": "FinancialYearId line",
    "sie_vouchers": "series vouchernumber verdate vertext regdate",
    "sie_trans": "series vouchernumber verdate vertext account objects_raw amount transdate "
    "transtext quantity sign",
    "sie_accounts": "account name",
    "sie_sru": "account sru",
    "sie_psaldo": "dim period_yyyymm account objects_raw amount quantity is_total_row",
    "sie_ibub": "typ dim account amount quantity",
    "sie_dimensions": "dimension name",
    "sie_objects": "dimension object_no object_name",
}


@pytest.mark.parametrize("name", COLUMNS)
def test_the_columns_are_those_of_the_script(name: str) -> None:
    """In its order, and behind them what tells where a row comes from."""
    with siekit.connect(HEAD.encode("cp437")) as connection:
        names = ask(connection, f"from {name} limit 0").column_names
    expected = [*COLUMNS[name].split(), *SIX]
    assert names[: len(expected)] == expected


QUICK_CHECKS = """
select series, count(*) as voucher_count
from sie_vouchers@inmemorystorage
group by series
order by voucher_count desc;

select series, count(*) as trans_lines
from sie_trans@inmemorystorage
group by series
order by trans_lines desc;

select * from sie_vouchers@inmemorystorage;
select * from sie_accounts@inmemorystorage;
select * from sie_ibub@inmemorystorage;
select * from sie_psaldo@inmemorystorage;
select * from sie_file@inmemorystorage;
select FinancialYearId, line from sie_lines@inmemorystorage where substr(line,1,6) = '#TRANS'
"""


@pytest.mark.parametrize("query", QUICK_CHECKS.split(";"))
def test_the_quick_checks_of_the_script_run(query: str) -> None:
    """Without the name of the place where its tables lay."""
    lines = ("#KONTO 1930 Bank", "#IB 0 1930 1.00", "#PSALDO 0 202401 1930 {} 0.00")
    voucher = ("#VER A 1 20240101", "{", "#TRANS 1930 {} 0.00", "}")
    assert rows(without_storage(query), *lines, *voucher)


def test_the_place_is_left_out_of_names_only() -> None:
    """A text and a comment stay as they are."""
    query = "select 'a@inmemorystorage' as \"b@inmemorystorage\" from t@InMemoryStorage"
    query += " -- x@inmemorystorage"
    assert without_storage(query) == query.replace("t@InMemoryStorage", "t")


@pytest.fixture(name="years", scope="module")
def _years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 27 years of one company."""
    folder = tmp_path_factory.mktemp("years")
    for year in range(1998, 2025):
        text = HEAD.replace("2023", f"{year - 1}").replace("2024", f"{year}")
        body = f"#UB 0 1930 {year}.00\n#VER A 1 {year}0105 Köp\n{{\n#TRANS 1930 {{}} 1.00\n"
        body += "#TRANS 3010 {} -1.00\n}\n#RES 0 3010 -1.00\n"
        (folder / f"{year}.se").write_bytes((text + body).encode("cp437"))
    return folder


def test_the_function_gives_the_text_of_a_year(years: Path) -> None:
    """As the script writes it: type 4 of the 27th year."""
    with siekit.connect(years) as connection:
        (found,) = ask(connection, "select * from Fortnox.Sie.SieFileByType(4, 27)").to_pylist()
        names = [
            "financial_year_id",
            "from_date",
            "to_date",
            "type",
            "encoding",
            "sha256",
            "result",
        ]
        assert list(found)[:7] == names
        assert "#RAR 0 20240101 20241231" in found["result"]
        assert "Övningsbolaget AB" in found["result"]
        assert ask(connection, "from Fortnox.Sie.SieFileByType(4, 28)").num_rows == 0
        (one,) = ask(connection, "from Fortnox.Sie.SieFileByType(1, 1)").to_pylist()
        assert "#SIETYP 1" in one["result"]
        assert "#VER" not in one["result"]
        with pytest.raises(siekit.UsageError, match="no SIE type 5"):
            ask(connection, "from Fortnox.Sie.SieFileByType(5, 1)")


def test_the_views_give_the_files_of_a_type(years: Path) -> None:
    """All years that can be had as that type."""
    query = "select count(*) as n, count(result) as r, any_value(type) as t from Fortnox.Sie."
    with siekit.connect(years) as connection:
        for type_, view in enumerate(
            ("AnnualBalance", "PeriodBalance", "ItemBalance", "Transaction"), 1
        ):
            (found,) = ask(connection, f"{query}Sie{view}Files").to_pylist()
            assert (found["n"], found["t"]) == (27, type_)
            assert found["r"] in {0, 27}
        types = ask(connection, "from Fortnox.Sie.SieTypes").to_pylist()
        assert [one["type"] for one in types] == [1, 2, 3, 4]


def test_a_file_of_balances_has_no_transactions() -> None:
    """A higher type cannot be made of a lower one."""
    lower = HEAD.replace("#SIETYP 4", "#SIETYP 1") + "#UB 0 1930 1.00\n"
    with siekit.connect(lower.encode("cp437")) as connection:
        assert ask(connection, "from Fortnox.Sie.SieFileByType(4, 1)").num_rows == 0
        assert ask(connection, "from Fortnox.Sie.SieFileByType(1, 1)").num_rows == 1


def test_the_files_of_a_till_are_of_one_year() -> None:
    """Each day is no year of its own."""
    text = HEAD.replace("#RAR 0 20240101 20241231\n#RAR -1 20230101 20231231\n", "")
    days = [f'{text}#VER "" "" 2024010{n}\n{{\n#TRANS 1910 {{}} 0.00\n}}\n' for n in (1, 2)]
    with siekit.connect([one.encode("cp437") for one in days], sie_type="4I") as connection:
        found = ask(
            connection, "select distinct financial_year_id as id from sie_trans"
        ).to_pylist()
    assert found == [{"id": 1}]


def test_an_object_balance_of_no_object_is_no_opening_balance() -> None:
    """`#OIB … {}` stands with the object balances; sums of sie_ibub are those of #IB."""
    lines = ("#IB 0 1930 100.00", "#OIB 0 1930 {} 100.00")
    assert shown(row("from sie_ibub", *lines), "typ", "amount") == ["IB", "100.000000"]
    assert shown(row("from sie_oiboub", *lines), "typ", "objects_raw") == ["OIB", "{}"]
