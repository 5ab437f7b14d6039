"""What pages are made of, without a portal: units, names of files, choices, what is kept."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from starlette.datastructures import QueryParams

import siekit.web
from siekit.reports.model import Column, ColumnKind, Line, Report, Section, Words
from siekit.web.exports import file_name
from siekit.web.fragments import Kept
from siekit.web.periods import month_days
from siekit.web.report_choice import choice_of
from siekit.web.units import in_unit
from siekit.web.unseen_letters import visible
from siekit.web.upload_ways import UploadWays
from siekit.workspace.refusals import Refusal


def _report() -> Report:
    line = Line(key="1", label=Words("a", "a"), values=(Decimal("1234.56"), Decimal("12.5"), None))
    percent = Column("share", Words("%", "%"), ColumnKind.PERCENT)
    money = Column("2025", Words("2025", "2025"))
    return Report(
        name="x",
        title=Words("x", "x"),
        company=None,
        orgnr=None,
        fiscal_year=None,
        source="rows",
        unit="SEK",
        columns=(money, percent, money),
        sections=(Section("s", Words("", ""), (line,)),),
    )


def test_thousands_are_exact_and_of_money_only() -> None:
    """Percent stay, what is missing stays missing, and the unit says what it is."""
    made = in_unit(_report(), "tkr")
    assert next(made.lines()).values == (Decimal("1.23456"), Decimal("12.5"), None)
    assert made.unit == "tkr"
    assert in_unit(_report(), "kr") == _report()


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("income-statement Fjällbäckens AB 2024", "income-statement-fjallbackens-ab-2024"),
        ("../../etc/passwd\r\nX: y", "etc-passwd-x-y"),
        ('a"b;c\x00\u202e', "a-b-c"),
        ("漢字", "siekit"),
        ("x" * 500, "x" * 80),
    ],
)
def test_names_of_files_are_plain(stem: str, name: str) -> None:
    """No path, quote, line end or letter that a disk or a header may not take."""
    assert file_name(stem) == name


def test_a_bounded_number_is_kept_and_the_least_used_leaves() -> None:
    """What is asked for again is not made again."""
    kept = Kept(2)
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key

    for key in ("a", "b", "a", "c", "a", "b"):
        assert kept.get(key, partial(make, key)) == key
    assert made == ["a", "b", "c", "b"]


def test_unseen_letters_are_shown_as_signs() -> None:
    """Tabs stay, as they are seen; what turns the text does not."""
    assert visible("a\tb å") == "a\tb å"
    assert visible("\x00\x7f\u202e\u200b") == "␀␡⟨U+202E⟩⟨U+200B⟩"


def test_months_of_addresses_are_months() -> None:
    """Their days, leap years as well; what is none is refused."""
    assert month_days(202402) == (date(2024, 2, 1), date(2024, 2, 29))
    for wrong in (0, 202400, 202413, -202401, 99999901):
        with pytest.raises(Refusal):
            month_days(wrong)


def test_a_choice_asks_for_the_same_again() -> None:
    """The address that a choice writes is read as the same choice."""
    asked = {"integration": "7", "year": "2024", "by": "month", "previous": "no", "unit": "ore"}
    choice = choice_of("income-statement", QueryParams(asked), [])
    assert choice.query() == "integration=7&year=2024&by=month&previous=no&unit=ore"
    assert choice.options().by == "month"
    grouped = QueryParams({"integration": "group", "mixed": "yes"})
    group = choice_of("income-statement", grouped, [])
    assert group.options().companies
    assert group.options().allow_charts
    assert not group.options().allow_currencies
    named = QueryParams({"integration": "group", "accounts": "1930, 3000-3999"})
    ledger = choice_of("general-ledger", named, [])
    assert ledger.options().accounts == ("1930", "3000-3999")
    assert not ledger.group


def test_accounts_of_any_name_have_an_address() -> None:
    """Nothing in an account can leave its place in an address."""
    from dataclasses import replace

    from siekit.reports.model import FileRef

    report = replace(_report(), files=(FileRef(7, "x.se", "0" * 64),))
    ways = UploadWays(1)
    assert ways.account(report, "19/../30?x#y") == "/d/1/uploads/7/accounts/19%2F..%2F30%3Fx%23y"
    assert UploadWays(1, companies=True).account(report, "1930") is None
    assert ways.voucher(7, None) is None


def test_a_badge_looks_as_a_badge_whatever_it_says() -> None:
    """No rule of the style for something else is met by the class that says a badge's state."""
    rules = "".join(
        one.read_text("utf-8")
        for one in sorted(Path(siekit.web.__file__).parent.joinpath("static").glob("*.css"))
    )
    for state in ("draft", "waits", "in_reports", "leaves", "replaced", "refused", "gone"):
        assert re.findall(rf"(?<![\w.])\.{state}\b", rules) == []
