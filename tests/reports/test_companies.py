"""Several companies side by side: sums, account mapping, eliminations, and what is refused."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import siekit
from siekit.exceptions import UsageError
from siekit.reports.account_mapping import read_mapping
from siekit.reports.base import Options
from siekit.reports.eliminations import read_eliminations
from siekit.reports.making import make_reports
from siekit.reports.registry import find_report
from siekit.reports.render.words import difference_of
from tests.reports.ledgers_made import EXAMPLES, documents, keys, report, sie, values

if TYPE_CHECKING:
    from pathlib import Path

    from siekit.reports.model import Report

MOTHER = ("#ORGNR 556000-0001",)
DAUGHTER = ("#ORGNR 556000-0019",)

RULES = """
[[elimination]]
name = "Internal sales"
companies = ["556000-0001", "Dottern AB"]
accounts = ["3048", "5048"]

[[elimination]]
name = "Internal debts"
companies = ["556000-0001", "556000-0019"]
accounts = ["1660-1669", "2860-2869"]
"""


def mother(*head: str, sale: str = "100") -> bytes:
    """The company that sells to the other and waits for the money."""
    rows = [("3048", f"-{sale}"), ("1660", sale), ("3010", "-50"), ("1930", "50")]
    return sie([("20241210", rows)], head=(*MOTHER, *head), name="Modern AB")


def daughter(*head: str) -> bytes:
    """The company that bought and owes."""
    rows = [("5048", "100"), ("2860", "-100"), ("3010", "-70"), ("1930", "70")]
    return sie([("20241210", rows)], head=(*DAUGHTER, *head), name="Dottern AB")


def together(files: list[bytes], name: str = "income-statement", **options: object) -> Report:
    """Return one report of all companies."""
    connection = siekit.connect([io.BytesIO(data) for data in files])
    asked = Options(companies=True, **options)  # type: ignore[arg-type]
    return make_reports(find_report(name), connection, sorted(documents(connection)), asked)[0]


def rules(tmp_path: Path, text: str = RULES) -> tuple[object, ...]:
    """Return the rules that a text says."""
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return read_eliminations(path)


def test_companies_stand_side_by_side_and_are_summed() -> None:
    """A column each, and the sum."""
    made = together([mother(), daughter()])
    assert keys(made) == ["556000-0001", "556000-0019", "sum"]
    assert [column.head.en for column in made.columns] == ["Modern AB", "Dottern AB", "Sum"]
    assert values(made, "10") == (Decimal(150), Decimal(70), Decimal(220))
    assert values(made, "290") == (Decimal(150), Decimal(-30), Decimal(120))
    assert len(made.files) == 2


def test_what_is_between_companies_is_taken_away(tmp_path: Path) -> None:
    """In a column of its own; the result stays, and the sheet balances."""
    rule = rules(tmp_path)
    made = together([mother(), daughter()], eliminations=rule)
    assert keys(made)[2:] == ["sum", "eliminated", "together"]
    assert values(made, "10")[2:] == (Decimal(220), Decimal(-100), Decimal(120))
    assert values(made, "70")[2:] == (Decimal(-100), Decimal(100), Decimal(0))
    assert values(made, "290")[2:] == (Decimal(120), Decimal(0), Decimal(120))
    sheet = together([mother(), daughter()], "balance-sheet", eliminations=rule)
    assert values(sheet, "399")[2:] == (Decimal(220), Decimal(-100), Decimal(120))
    assert sheet.difference is not None
    assert not any(sheet.difference.values)
    assert made.notes == sheet.notes == ()


def test_eliminations_that_do_not_cancel_are_told(tmp_path: Path) -> None:
    """The amount, the accounts and the companies; the sheet names the cause."""
    rule = rules(tmp_path)
    made = together([mother(sale="110"), daughter()], "balance-sheet", eliminations=rule)
    told = [note.en for note in made.notes]
    assert "'Internal sales' does not cancel: -10.00 is left of 3048 -110.00 (Modern AB)" in told[0]
    assert "'Internal debts' does not cancel: 10.00 is left" in told[1]
    one = rules(tmp_path, RULES.rpartition("[[elim")[0])
    made = together([mother(sale="110"), daughter()], "balance-sheet", eliminations=one)
    assert made.difference is not None
    assert made.difference.values[2:] == (Decimal(0), Decimal(10), Decimal(10))
    assert [(c.code, c.amount) for c in made.difference.causes] == [("eliminations", Decimal(10))]
    nothing = rules(tmp_path, RULES.replace("3048", "3098").replace("5048", "5098"))
    made = together([mother(), daughter()], eliminations=nothing)
    assert "took nothing away" in made.notes[0].en


def test_accounts_are_mapped_before_they_are_summed(tmp_path: Path) -> None:
    """The longest entry counts; equal lengths exchange the first digits."""
    path = tmp_path / "mapping.toml"
    path.write_text('[556000-0019]\n"3010" = "3910"\n"50" = "61"\n"193" = "1910"\n')
    mapping = read_mapping(path)
    made = together([mother(), daughter()], mapping=mapping)
    assert values(made, "40") == (Decimal(0), Decimal(70), Decimal(70))
    assert mapping.account(("5560000019",), "504810") == "614810"
    assert mapping.account(("5560000019",), "1930") == "1910"
    assert mapping.account(("5560000001", "modern ab"), "3010") == "3010"


@pytest.mark.parametrize(
    ("other", "options", "what"),
    [
        ("#VALUTA EUR", "allow_currencies", "currencies.*SEK: .*EUR: "),
        ("#KPTYP NE2007", "allow_charts", "charts.*EUBAS97: .*NE2007: "),
    ],
)
def test_currencies_and_charts_are_not_mixed_unasked(other: str, options: str, what: str) -> None:
    """The message says which files have which, and how to ask for it."""
    files = [mother("#KPTYP EUBAS97"), daughter(other)]
    with pytest.raises(UsageError, match=f"different {what}.*--allow-"):
        together(files)
    allowed: dict[str, object] = {options: True}
    made = together(files, "income-statement", **allowed)
    assert values(made, "10")[-1] == Decimal(220)
    if options == "allow_currencies":
        assert made.unit == "EUR/SEK"
        assert "summed as if they were one currency" in made.notes[0].en


def test_cash_flows_of_companies_are_summed() -> None:
    """What moved in each, and in all."""
    made = together([mother(), daughter()], "cash-flow")
    assert values(made, "flow") == (Decimal(50), Decimal(70), Decimal(120))
    assert made.difference is not None
    assert not any(made.difference.values)


def test_each_company_has_its_latest_year() -> None:
    """Earlier years are named, and years that differ are told."""
    files = [(EXAMPLES / f"fjallbacken-{y}.se").read_bytes() for y in ("2022-23", "2023-24")]
    made = together([*files, mother()])
    assert len(made.columns) == 3
    assert "its latest year is shown" in made.notes[0].en
    assert "fiscal years differ" in made.notes[1].en


def test_what_only_one_company_can_be_asked_is_refused() -> None:
    """Periods, dimensions and ledgers."""
    for options in ({"by": "month"}, {"dimension": 1}, {"budget": True}):
        with pytest.raises(UsageError, match="leave --by, --dimension and --budget out"):
            together([mother(), daughter()], **options)
    with pytest.raises(UsageError, match="journal cannot show several companies"):
        together([mother(), daughter()], "journal")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[elimination]]\nname = 'a'", "rule 1: a rule has exactly name, companies and accounts"),
        (RULES.replace('"3048"', '"3x"'), "rule 1: '3x' is no range of accounts"),
        ("[rule]", "write each rule under"),
        ("[[elimination]", "is no TOML: .*line 1"),
    ],
)
def test_wrong_rules_are_told(tmp_path: Path, text: str, reason: str) -> None:
    """The rule and the reason."""
    with pytest.raises(UsageError, match=reason):
        rules(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('"3010" = "3041"', "stands outside of a company"),
        ('["556000-0001"]\n"3010" = 3041', "3010 = 3041 is no pair of accounts"),
    ],
)
def test_a_wrong_mapping_is_told(tmp_path: Path, text: str, reason: str) -> None:
    """The entry and how to write it."""
    path = tmp_path / "mapping.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=reason):
        read_mapping(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_mapping(tmp_path / "missing.toml")


def test_example_files_can_be_read() -> None:
    """They are what the guide tells to start from."""
    assert read_mapping(EXAMPLES / "layouts" / "mapping.toml").companies
    assert len(read_eliminations(EXAMPLES / "layouts" / "eliminations.toml")) == 2


def feed(day: str, sale: str, *, head: tuple[str, ...] = MOTHER, name: str = "Modern AB") -> bytes:
    """A file of single vouchers (type 4I): one sale, and no year."""
    text = f"""#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#FNAMN "{name}"
{head[0]}
#VER "" "" {day}
{{
#TRANS 3010 {{}} -{sale}
#TRANS 1930 {{}} {sale}
}}
"""
    return text.replace("\n", "\r\n").encode("cp437")


def test_single_vouchers_never_stand_for_a_company_that_has_a_ledger() -> None:
    """Whether they lie in the year, which every file is asked for, or after it; a note says so."""
    for day in ("20240304", "20250105"):
        data = [mother(), daughter(), feed(day, "6400")]
        connection = siekit.connect([io.BytesIO(one) for one in data], choosing=False)
        every = documents(connection)
        assert len(every) == 3
        made = make_reports(
            find_report("income-statement"), connection, every, Options(companies=True)
        )[0]
        assert values(made, "10") == (Decimal(150), Decimal(70), Decimal(220))
        assert made.fiscal_year == "2024-01-01/2024-12-31"
        assert len(made.files) == 2
        (note,) = made.notes
        assert note.en.startswith("Not counted here: ")
        assert note.sv.startswith("Inte medräknat här: ")


def test_single_vouchers_alone_add_to_each_other() -> None:
    """Of a company without a ledger those of its latest year are one column, and a note says so."""
    mine = {"head": DAUGHTER, "name": "Dottern AB"}
    feeds = [feed(day, sale, **mine) for day, sale in (  # type: ignore[arg-type]
        ("20230505", "9"), ("20240304", "5"), ("20240809", "7.50"))]  # fmt: skip
    made = together([mother(), *feeds])
    assert values(made, "10") == (Decimal(150), Decimal("12.50"), Decimal("162.50"))
    assert len(made.files) == 3
    assert any("Dottern AB has no ledger here" in note.en for note in made.notes)
    assert any("its latest year is shown" in note.en for note in made.notes)


def test_a_company_whose_year_is_told_of_in_part_is_named() -> None:
    """Below the report, with the day that its file says."""
    made = together([mother("#OMFATTN 20240831"), daughter()])
    (note,) = made.notes
    assert note.en == "Not whole years, or perhaps not: Modern AB to 2024-08-31."
    assert note.sv == "Inte hela år, eller kanske inte: Modern AB till 2024-08-31."


def test_each_column_that_does_not_balance_is_explained() -> None:
    """Every company's by name, and their sum; what balances is not spoken of."""
    third = sie((), head=("#ORGNR 556000-0027",), records=["#IB 0 1930 7"], name="Systern AB")
    lacking = mother().replace(b"#VER", b"#IB 0 1930 10\r\n#VER", 1)
    sheet = together([lacking, daughter(), third], "balance-sheet")
    assert sheet.difference is not None
    assert sheet.difference.values == (Decimal(10), Decimal(0), Decimal(7), Decimal(17))
    assert [
        (one.code, one.amount, one.text.sv.split(":")[0]) for one in sheet.difference.causes
    ] == [
        ("opening-not-zero", Decimal(10), "Modern AB"),
        ("opening-not-zero", Decimal(7), "Systern AB"),
        ("opening-not-zero", Decimal(17), "Summa"),
    ]
    said = difference_of(sheet, "sv")
    assert said == (
        "Balansräkningen balanserar inte: 10,00 (Modern AB), 7,00 (Systern AB), 17,00 (Summa) SEK."
    )


def test_columns_with_the_same_difference_are_explained_once() -> None:
    """Twelve months with one cause have one sentence."""
    data = sie([("20241210", [("3010", "-5"), ("1930", "5")])], records=["#IB 0 1930 10"])
    sheet = report(io.BytesIO(data), "balance-sheet", by="month")
    assert sheet.difference is not None
    (cause,) = sheet.difference.causes
    assert cause.text.en.startswith("2024-01 … 2024-12: The opening balances")
    assert difference_of(sheet, "en") == "The balance sheet does not balance: 10.00 SEK."
