"""Tax forms and the files that are sent: figures worked out by hand (tests/cases/sru)."""

from __future__ import annotations

import io
import tomllib
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import siekit
from siekit.exceptions import SiekitError, UnreadableAmountError, UsageError
from siekit.replace_file import replace_file
from siekit.reports.sru_delivery import Delivery, deliver
from siekit.reports.sru_input import SruInput, read_sru_input
from siekit.tax import sru_files
from siekit.tax.sru_files import write_both
from tests.reports.ledgers_made import report, sie

if TYPE_CHECKING:
    from siekit.tax.declaration import Answers

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((ROOT / "tests" / "cases" / "sru").glob("*.toml"))
HOME = {"postal_code": "999 99", "town": "Långsjö"}
NOW = datetime(2025, 4, 1, 12, 0, 0)  # noqa: DTZ001, the file holds local time
SPEC = [
    "1930 179400", "2081 -50000", "2099 -79400", "2510 -20600", "2890 -29400",
]  # fmt: skip
SPEC_RESULTS = ["3001 -500000", "5010 250000", "7010 150000", "8910 20600", "8999 79400"]


def books(
    *balances: str, results: tuple[str, ...] = (), head: tuple[str, ...] = (), number: bool = True
) -> bytes:
    """Return a file of type 1 with closing balances, results and other records."""
    own = ["#ORGNR 555555-5555"] if number else []
    records = [f"#UB 0 {one}" for one in balances] + [f"#RES 0 {one}" for one in results]
    return sie(head=[*own, *head], sie_type=1, records=records, name="Exempel AB")


def delivery(data: bytes, form: str | None = None, **told: Any) -> Delivery:  # noqa: ANN401
    """Return both files of a file."""
    told.setdefault("sender", HOME)
    with siekit.connect(io.BytesIO(data)) as connection:
        return deliver(connection, 1, told=SruInput(**told), form=form, now=NOW)


def fields(made: Delivery, form: str | None = None) -> dict[str, str]:
    """Return code and value of the fields of one form, else of the form of the accounts."""
    return dict(made.made.declaration.block(form or made.made.declaration.family.accounts).rows())


def told(**forms: dict[str, Any]) -> Answers:
    """Return answers."""
    return {form: dict(values) for form, values in forms.items()}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_company_s_forms_are_those_worked_out(path: Path) -> None:
    """Every field of every form, in whole kronor; the file is ISO 8859-1 with CR LF."""
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    data = (ROOT / case["file"]).read_bytes()
    with siekit.connect(io.BytesIO(data)) as connection:
        made = deliver(connection, 1, told=read_sru_input(ROOT / case["input"]), now=NOW)
    found: dict[str, dict[str, str]] = {}
    form = ""
    lines = made.forms.decode("iso-8859-1").split("\r\n")
    assert lines.pop() == ""
    assert lines[-1] == "#FIL_SLUT"
    for line in lines:
        label, _, value = line.partition(" ")
        if label == "#BLANKETT":
            form = value
            found[form] = {}
        if label == "#UPPGIFT":
            code, _, text = value.partition(" ")
            found[form][code] = text
        if label == "#IDENTITET":
            assert value == f"{case['number']} 20250401 120000"
    assert list(found) == case["forms"]
    for name, values in found.items():
        assert values == case[name.partition("-")[0]]


def test_the_forms_of_the_specification_s_example() -> None:
    """Sales 500 000, costs 250 000 and 150 000, tax 20 600: 79 400 and a surplus of 100 000."""
    made = delivery(
        books(*SPEC, results=tuple(SPEC_RESULTS), head=("#FTYP AB",)),
        answers=told(INK2S={"8041": True, "8045": True}),
    )
    text = made.forms.decode("iso-8859-1").replace("#SYSTEMINFO siekit 0.1.0\r\n", "")
    wanted = """\
#BLANKETT INK2R-2024P4
#IDENTITET 165555555555 20250401 120000
#NAMN Exempel AB
#UPPGIFT 7011 20240101
#UPPGIFT 7012 20241231
#UPPGIFT 7281 179400
#UPPGIFT 7301 50000
#UPPGIFT 7302 79400
#UPPGIFT 7369 29400
#UPPGIFT 7368 20600
#UPPGIFT 7410 500000
#UPPGIFT 7513 250000
#UPPGIFT 7514 150000
#UPPGIFT 7528 20600
#UPPGIFT 7450 79400
#BLANKETTSLUT
#BLANKETT INK2S-2024P4
#IDENTITET 165555555555 20250401 120000
#NAMN Exempel AB
#UPPGIFT 7011 20240101
#UPPGIFT 7012 20241231
#UPPGIFT 7650 79400
#UPPGIFT 7651 20600
#UPPGIFT 7670 100000
#UPPGIFT 8041 X
#UPPGIFT 8045 X
#BLANKETTSLUT
#BLANKETT INK2-2024P4
#IDENTITET 165555555555 20250401 120000
#NAMN Exempel AB
#UPPGIFT 7011 20240101
#UPPGIFT 7012 20241231
#UPPGIFT 7104 100000
#BLANKETTSLUT
#FIL_SLUT
"""
    assert text == wanted.replace("\n", "\r\n")


def test_the_sender_stands_in_its_order() -> None:
    """What is not told is left out; the postal code has no space."""
    made = delivery(books(*SPEC), sender={**HOME, "address": "Gatan 1", "email": "a@b.se"})
    assert made.info.decode("iso-8859-1").split("\r\n") == [
        "#DATABESKRIVNING_START",
        "#PRODUKT SRU",
        "#SKAPAD 20250401 120000",
        "#PROGRAM siekit 0.1.0",
        "#FILNAMN BLANKETTER.SRU",
        "#DATABESKRIVNING_SLUT",
        "#MEDIELEV_START",
        "#ORGNR 165555555555",
        "#NAMN Exempel AB",
        "#ADRESS Gatan 1",
        "#POSTNR 99999",
        "#POSTORT Långsjö",
        "#EMAIL a@b.se",
        "#MEDIELEV_SLUT",
        "",
    ]


@pytest.mark.parametrize(
    ("balances", "results", "codes", "wanted"),
    [
        # The file's code counts before the table's 7261.
        (("1630 500.90", "2081 -500.90"), (), ("#SRU 1630 7368",), {"7368": "-500", "7301": "500"}),
        # Öre are cut after adding up, towards zero on both sides.
        (("1910 0.60", "1930 0.60", "2440 1.99"), (), (), {"7281": "1", "7365": "-1"}),
        # A net of two accounts chooses the field of the pair, not each account by itself.
        ((), ("4900 -300", "4940 100"), (), {"7411": "200"}),
        ((), ("4900 300", "4940 -100"), (), {"7510": "200"}),
        # One code is enough to belong to the pair.
        ((), ("4900 300",), ("#SRU 4900 7411",), {"7510": "300"}),
        ((), ("8810 -70", "8811 50", "8819 -20"), (), {"7420": "90", "7525": "50"}),
        ((), ("8810 70",), (), {"7525": "70"}),
        # 8840 stays a cost whatever stands beside it.
        ((), ("8840 30", "8860 -100"), (), {"7422": "100", "7527": "30"}),
        # Codes of earlier forms are carried, and BAS places the account.
        (("1930 5",), (), ("#SRU 1930 204",), {"7281": "5"}),
        # What only moves the result is in no field.
        ((), ("3001 -10", "8999 10"), ("#SRU 8999 7450",), {"7410": "10"}),
        (("193001 5",), (), (), {"7281": "5"}),
    ],
)
def test_accounts_are_placed_by_code_then_by_number(
    balances: tuple[str, ...],
    results: tuple[str, ...],
    codes: tuple[str, ...],
    wanted: dict[str, str],
) -> None:
    """One account after the other, and pairs by their sum."""
    made = delivery(books(*balances, results=results, head=codes), form="INK2")
    found = fields(made)
    for code in ("7011", "7012", "7450", "7550", "7302"):
        found.pop(code, None)
    assert found == wanted


def test_a_loss_stands_in_the_field_of_losses() -> None:
    """And is taken from free equity while it is not booked."""
    made = delivery(books("1930 -40.50", results=("5010 40.50",)), answers=told(INK2S={}))
    assert fields(made)["7550"] == "40"
    assert fields(made)["7302"] == "-40"
    assert fields(made, "INK2S")["7750"] == "40"
    assert fields(made, "INK2S")["7770"] == "40"
    assert fields(made, "INK2")["7114"] == "40"


def test_accounts_that_are_made_for_an_adjustment_fill_it_in() -> None:
    """Costs not deductible, income not taxed; an answer counts before them."""
    data = books(results=("6072 100.90", "8423 50.20", "8314 -30.50", "3001 -1000"))
    made = delivery(data, answers=told(INK2S={"7653": 90}))
    assert made.made.declaration.replaced == (("INK2S", "7653"),)
    assert fields(made, "INK2S") | {"7650": "879"} == fields(made, "INK2S")
    assert fields(made, "INK2S")["7754"] == "30"
    assert fields(made, "INK2S")["7670"] == str(879 + 90 - 30)
    assert fields(delivery(data), "INK2S")["7653"] == "151"


def test_what_a_person_must_tell_is_left_out_until_told() -> None:
    """Without the table of adjustments there is no surplus; the report names every such field."""
    data = books(*SPEC, results=tuple(SPEC_RESULTS))
    assert "7670" not in fields(delivery(data), "INK2S")
    made = report(io.BytesIO(data), "sru")
    unknown = [line.key for line in made.lines() if line.key.startswith("unknown.")]
    assert {"unknown.INK2S.7670", "unknown.INK2.7104", "unknown.INK2S.7763"} <= set(unknown)
    assert "unknown.INK2S.7750" not in unknown
    assert all(line.values == (None,) for line in made.lines() if line.key in unknown)


def test_a_partnership_has_its_own_forms() -> None:
    """Equity at the end is the sum of its parts, the result that is not booked among them."""
    codes = ("#FTYP HB", "#SRU 1930 7281", "#SRU 2010 7310", "#SRU 3001 7410")
    data = books("1930 150", "2010 -100", results=("3001 -50",), head=codes)
    made = delivery(data)
    assert made.forms.startswith(b"#BLANKETT INK4R-2024P4\r\n")
    wanted = {"7281": "150", "7310": "100", "7312": "50", "7314": "150", "7410": "50", "7450": "50"}
    assert {code: text for code, text in fields(made).items() if code > "7200"} == wanted
    assert made.made.placed.assets == made.made.placed.equity_and_liabilities


@pytest.mark.parametrize(
    ("last", "period"),
    [
        ("20240131", "2024P1"), ("20240430", "2024P1"), ("20240531", "2024P2"),
        ("20240630", "2024P2"), ("20240731", "2024P3"), ("20240831", "2024P3"),
        ("20240930", "2024P4"), ("20241231", "2024P4"),
    ],
)  # fmt: skip
def test_the_period_follows_the_last_month(last: str, period: str) -> None:
    """Four periods of unequal length."""
    data = books(*SPEC).replace(b"20240101 20241231", b"20230901 " + last.encode())
    assert delivery(data).period == period
    assert delivery(data, period="2023P4").period == "2023P4"


def test_the_report_reconciles_and_names_what_is_nowhere() -> None:
    """An account without a field stands apart with its amount, which is the difference."""
    codes = ("#SRU 1930 7281", "#SRU 2081 7301", "#SRU 1510 7212")
    data = books("1930 60", "1510 40", "2081 -100", head=codes)
    made = report(io.BytesIO(data), "sru", form="INK2")
    assert [(one.account, one.values) for one in made.unmapped] == [("1510", (Decimal(40),))]
    assert made.difference is not None
    assert made.difference.values == (Decimal(-40),)
    assert [cause.code for cause in made.difference.causes] == ["unmapped-accounts"]
    assert "1510 (7212)" in made.notes[0].sv
    with pytest.raises(UsageError, match=r"\[accounts\] 1510"):
        delivery(data, form="INK2")
    mended = delivery(data, form="INK2", codes={"1510": ("7251",)})
    assert fields(mended)["7251"] == "40"


@pytest.mark.parametrize(
    ("data", "options", "said"),
    [
        (books(*SPEC, number=False), {"form": "INK2"}, "no organisation number"),
        (books(*SPEC, head=("#FTYP S",)), {}, "--form INK2, INK4 or NE"),
        (books(*SPEC), {"form": "INK9"}, "no forms 'INK9'"),
        (books(*SPEC), {"sender": {}}, "postal_code and town"),
        (books(*SPEC), {"sender": {**HOME, "postal_code": "123"}}, "five digits"),
        (books(*SPEC), {"sender": {**HOME, "name": "Łódź"}}, "ISO 8859-1"),
        (books(*SPEC), {"sender": {**HOME, "name": "a#b"}}, "a # or a line break"),
        (books(*SPEC), {"sender": {**HOME, "phone": "0" * 16}}, "more than 15"),
        (books(*SPEC), {"answers": told(INK2S={"9999": 1})}, "no field '9999'"),
        (books(*SPEC), {"answers": told(NE={"7601": 1})}, "no form NE"),
        (books(*SPEC), {"answers": told(INK2S={"7654": -1})}, "from 0 to"),
        (books(*SPEC), {"answers": told(INK2S={"8040": 3})}, "ticked box"),
        (books(*SPEC), {"answers": told(INK2S={"8040": True, "8041": True})}, "exclude"),
        (books(*SPEC), {"taxpayer": {"orgnr": "555555-5556"}}, "no organisation or personal"),
        (books(*SPEC), {"taxpayer": {"orgnr": "121212-1212"}}, "without its century"),
        (books(*SPEC), {"taxpayer": {"orgnr": "19121212-1212"}}, "legal persons"),
        (books(*SPEC, head=("#VALUTA EUR",)), {}, "Swedish kronor"),
        (
            sie([("20240101", [("1930", "1"), ("3001", "-1")])]).replace(b"SIETYP 4", b"SIETYP 4I"),
            {},
            "4I",
        ),
        (books(results=("8811 -5", "3001 5")), {}, "7525"),
    ],
)
def test_what_the_receiver_would_reject_is_refused(
    data: bytes, options: dict[str, Any], said: str
) -> None:
    """One sentence says what is wrong, and no file is made."""
    with pytest.raises(UsageError, match=said):
        delivery(data, **options)


def test_a_year_that_is_not_whole_is_told() -> None:
    """Balances up to a day before the year's end make forms of a part of the year."""
    made = report(io.BytesIO(books(*SPEC, head=("#OMFATTN 20240630",))), "sru")
    assert any("2024-06-30 (#OMFATTN)" in note.sv for note in made.notes)


def test_an_unreadable_amount_makes_no_form() -> None:
    """A guess would be a wrong tax return."""
    with (
        pytest.warns(UserWarning, match="amounts of balances that cannot be read"),
        pytest.raises(UnreadableAmountError, match="account 1930"),
    ):
        delivery(books("1930 4x0", "2081 -5"))


def test_both_files_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second one fails the first one is what it was before."""
    write_both(tmp_path / "new", b"info", b"forms")
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert names == ["BLANKETTER.SRU", "INFO.SRU"]

    def failing(path: Path, data: bytes) -> None:
        if path.name == "INFO.SRU":
            message = "full"
            raise SiekitError(message)
        replace_file(path, data)

    monkeypatch.setattr(sru_files, "replace_file", failing)
    for folder in ("new", "other"):
        with pytest.raises(SiekitError, match="full"):
            write_both(tmp_path / folder, b"other", b"other")
    assert (tmp_path / "new" / "BLANKETTER.SRU").read_bytes() == b"forms"
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("town = 1", "outside of a table"),
        ("[sender]\ncity = 'x'", "has no 'city'"),
        ("[sender]\npostal_code = 12345", "no text"),
        ("[file]\nperiod = '2024P5'", "no period"),
        ("[file]\nproduced = 'now'", "no time"),
        ("[INK2S]\n7653 = 1.5", "whole kronor"),
        ("[INK2S", "no TOML"),
    ],
)
def test_an_input_file_with_an_error_says_where(tmp_path: Path, text: str, said: str) -> None:
    """The table, the name and what it takes."""
    path = tmp_path / "extra.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        read_sru_input(path)
