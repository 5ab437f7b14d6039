"""Layouts of one's own: what they can say, and what is told of a wrong one."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siekit.charts.statement_lines import ASSETS, EQUITY_AND_LIABILITIES
from siekit.exceptions import UsageError
from siekit.reports.layout import bas_layout
from siekit.reports.layout_fault import LayoutFault
from siekit.reports.layout_file import parse_layout, read_layout
from siekit.reports.layout_finder import LayoutFinder
from siekit.reports.layout_formula import parse_formula
from tests.reports.ledgers_made import EXAMPLES, FJALLBACKEN, figures, report, sie, values

LAYOUTS = EXAMPLES / "layouts"
HERE = Path("mine.toml")

SOUND = """name = "Mine"

[[line]]
key = "sales"
label = "Sales"
accounts = ["3000-3999", "-3740"]

[[line]]
key = "costs"
en = "Costs"
sv = "Kostnader"
accounts = ["4000-7999"]
sign = 1

[[line]]
key = "result"
label = "Result"
formula = "sales - costs"
kind = "total"
"""


def test_lines_have_accounts_signs_and_formulas() -> None:
    """What no line takes is shown, the account that a range leaves out as well."""
    rows = [
        ("20240101", [("3010", "-90"), ("3740", "-1"), ("5010", "40"), ("8999", "51")]),
    ]
    made = report(io.BytesIO(sie(rows)), layout=parse_layout(SOUND, HERE))
    assert figures(made) == {"sales": Decimal(90), "costs": Decimal(40), "result": Decimal(50)}
    assert [one.account for one in made.unmapped] == ["3740", "8999"]
    assert [line.label.sv for line in made.lines()] == ["Sales", "Kostnader", "Result"]


def test_the_short_form_has_the_result_of_bas() -> None:
    """The example over BAS, on the example company."""
    layout = read_layout(LAYOUTS / "bas-kort.toml")
    made = report(str(FJALLBACKEN), layout=layout, by="month")
    assert values(made, "result") == values(report(str(FJALLBACKEN), by="month"), "290")
    assert made.unmapped == ()


def test_another_chart_has_its_own_digits() -> None:
    """The example of an association whose accounts have two digits."""
    rows = [
        ("20240101", [("30", "-900"), ("33", "-100.50"), ("41", "300"), ("65", "50"), ("99", "7")]),
        ("20240102", [("19", "643.50")]),
    ]
    layout = read_layout(LAYOUTS / "forening-tvasiffrig.toml")
    made = report(io.BytesIO(sie(rows)), layout=layout)
    assert values(made, "result") == (Decimal("650.50"),)
    assert [section.title.sv for section in made.sections] == ["Intäkter", "Kostnader", "Resultat"]
    assert [one.account for one in made.unmapped] == ["99"]


def test_a_sheet_of_ones_own_is_checked_for_balance() -> None:
    """Where it says which two lines must be equal."""
    text = """statement = "balance_sheet"
left = "a"
right = "b"
[[line]]
key = "a"
label = "Assets"
accounts = ["1"]
sign = 1
[[line]]
key = "b"
label = "The rest"
accounts = ["2-7"]
"""
    rows = [("20240101", [("1930", "5"), ("3010", "-4"), ("8010", "-1")])]
    layout = parse_layout(text, HERE)
    made = report(io.BytesIO(sie(rows)), "balance-sheet", layout=layout)
    assert made.difference is not None
    assert made.difference.values == (Decimal(1),)
    assert [cause.code for cause in made.difference.causes] == ["unmapped-accounts"]
    with pytest.raises(UsageError, match="is one of balance sheets, not of income statement"):
        report(io.BytesIO(sie(rows)), layout=layout)


def test_a_municipality_needs_a_layout() -> None:
    """Its classes mean other things than those of BAS."""
    for number in ("212000-0142", "16222000-1234", "232100-0016"):
        data = sie([("20240101", [("60150", "5"), ("1930", "-5")])], head=(f"#ORGNR {number}",))
        for name in ("income-statement", "balance-sheet", "cash-flow", "key-figures"):
            with pytest.raises(UsageError, match=r"whose chart of accounts is not BAS.*--layout"):
                report(io.BytesIO(data), name)
        made = report(io.BytesIO(data), layout=parse_layout(SOUND, HERE))
        assert values(made, "costs") == (Decimal(5),)


def test_an_old_chart_is_noted() -> None:
    """#KPTYP BAS96 differs in classes 7 and 8."""
    data = sie([("20240101", [("3010", "-5"), ("1930", "5")])], head=("#KPTYP BAS96",))
    assert "BAS96" in report(io.BytesIO(data)).notes[0].en


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "Mine"', 'nam = "Mine"', r"line 1: 'nam' is not known"),
        ('name = "Mine"', "name = Mine", r"is no TOML: .*line 1"),
        ('key = "costs"', 'key = "sales"', r"line 9: the key 'sales' is already taken"),
        ('key = "costs"', "key = 7", r"line 9: a line has a key of its own"),
        ("sales - costs", "sales - cots", r"line 18: no line has the key 'cots'; the nearest"),
        ("sales - costs", "sales - result", r"line 18: the line adds itself: result -> result"),
        ("sales - costs", "sales costs", r"line 18: a \+ or - is missing before 'costs'"),
        ("sales - costs", "sales -", r"line 18: the formula ends where"),
        ("sales - costs", "__import__('os')", r"line 18: "),
        ("sales - costs", "sales / costs", r"line 18: '/ costs' in the formula is no key"),
        ("4000-7999", "3900-7999", r"line 12: account 3900 is on the line costs and on sales"),
        ("4000-7999", "7999-4000", r"line 12: '7999-4000' ends before it begins"),
        ("4000-7999", "400-7999", r"line 12: '400-7999' has sides of 3 and 4 digits"),
        ("4000-7999", "4OOO", r"line 12: '4OOO' is no range of accounts"),
        ("4000-7999", "-4000", r"line 12: only accounts to leave out"),
        ("sign = 1", "sign = 2", r"line 13: sign is 1 or -1"),
        ("sign = 1", "sing = 1", r"line 13: 'sing' is not known"),
        ('kind = "total"', 'kind = "sum"', r"line 19: kind is one of line, subtotal, total"),
        ('kind = "total"', "level = 9", r"line 19: level is a number from 1 to 4"),
        ('label = "Sales"', "", r"line 3: a label is missing"),
        ('formula = "sales - costs"', "", r"line 15: the line result has one of accounts, sum"),
        ('label = "Sales"', 'label = "S"\nsection = "x"', r"line 6: there is no \[section.x\]"),
        ('name = "Mine"', 'left = "sales"', r"line 1: left and right stand together"),
        ('name = "Mine"', 'right = "no"', r"line 1: right = 'no' is the key of no line"),
        ('name = "Mine"', 'statement = "x"', r"line 1: statement is one of"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, message: str) -> None:
    """The line of the file and the reason."""
    assert old in SOUND
    with pytest.raises(UsageError, match=rf"^mine\.toml.*{message}"):
        parse_layout(SOUND.replace(old, new), HERE)


def test_longer_circles_are_told_with_their_way() -> None:
    """Three lines that add each other."""
    entries = [f'[[line]]\nkey = "{k}"\nlabel = "x"\nsum = ["{v}"]' for k, v in ("ab", "bc", "ca")]
    with pytest.raises(UsageError, match=r"the line adds itself: (a -> b|b -> c|c -> a) -> "):
        parse_layout("\n".join(entries), HERE)


def test_overlaps_are_found_between_ranges_of_any_length() -> None:
    """30 is all that begins with 30; what is left out is no overlap; it may be allowed."""
    one = '[[line]]\nkey = "a"\nlabel = "x"\naccounts = ["30"]\n'
    other = '[[line]]\nkey = "b"\nlabel = "x"\naccounts = ["3041"]\n'
    with pytest.raises(UsageError, match="line 8: account 3041 is on the line b and on a"):
        parse_layout(one + other, HERE)
    apart = parse_layout(one.replace('"30"', '"30", "-3041"') + other, HERE)
    both = parse_layout("overlap = true\n" + one + other, HERE)
    keys = [[line.key for line, _ in layout.lines_of("3041")] for layout in (apart, both)]
    assert keys == [["b"], ["a", "b"]]


@pytest.mark.parametrize(
    ("text", "adds", "constant"),
    [
        ("a + b", {"a": 1, "b": 1}, 0),
        ("-a − 2.5", {"a": -1}, "-2.5"),
        ("0.794 * a-b+b", {"a": "0.794", "b": 0}, 0),
        ("'10' - '20 x' + 3 + rörelse", {"10": 1, "20 x": -1, "rörelse": 1}, 3),
    ],
)
def test_formulas_are_keys_and_numbers(
    text: str, adds: dict[str, object], constant: object
) -> None:
    """With plus and minus, and a number before a star."""
    found, number = parse_formula(text)
    assert dict(found) == {key: Decimal(str(factor)) for key, factor in adds.items()}
    assert number == Decimal(str(constant))


@pytest.mark.parametrize("text", ["", "+", "a b", "a ** b", "a(b)", "1 * 2", "a + + b", "a;b"])
def test_anything_else_is_no_formula(text: str) -> None:
    """Nothing is run."""
    with pytest.raises(LayoutFault):
        parse_formula(text)


def test_a_number_that_is_a_key_is_not_guessed() -> None:
    """10 may mean ten kronor or line 10."""
    text = '[[line]]\nkey = "10"\nlabel = "x"\naccounts = ["30"]\n'
    text += '[[line]]\nkey = "b"\nlabel = "x"\nformula = "\'10\' + 10"\n'
    with pytest.raises(UsageError, match="line 8: 10 is a number and the key of a line"):
        parse_layout(text, HERE)


@given(
    st.sampled_from(["", "short", "association"]),
    st.from_regex(r"[0-9]{0,7}[A-Z]?", fullmatch=True),
)
def test_lines_are_found_as_each_range_says(name: str, account: str) -> None:
    """The quick way and the plain way agree for every account."""
    layout = {
        "short": read_layout(LAYOUTS / "bas-kort.toml"),
        "association": read_layout(LAYOUTS / "forening-tvasiffrig.toml"),
    }.get(name, bas_layout(ASSETS, EQUITY_AND_LIABILITIES))
    found = LayoutFinder(layout).lines_of(account)
    assert sorted((line.key, sign) for line, sign in found) == sorted(
        (line.key, sign) for line, sign in layout.lines_of(account)
    )
