"""The cash flow statement and the key figures."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest

from siekit.exceptions import UsageError
from siekit.reports.cash_flow import cash_flow_layout
from siekit.reports.tax_rates import tax_rate
from tests.reports.ledgers_made import EXAMPLES, FJALLBACKEN, figures, keys, report, sie, values

YEAR = [
    ("20240101", [("1930", "1000"), ("2081", "-500"), ("2350", "-500")]),
    ("20240102", [("1220", "300"), ("1930", "-300")]),
    ("20240103", [("1510", "250"), ("3010", "-200"), ("2611", "-50")]),
    ("20240104", [("4010", "80"), ("1410", "20"), ("2440", "-100")]),
    ("20241231", [("7832", "60"), ("1229", "-60")]),
    ("20241231", [("8410", "5"), ("1930", "-5")]),
    ("20241231", [("8811", "10"), ("2123", "-10")]),
    ("20241231", [("8910", "9"), ("2512", "-9")]),
    ("20241231", [("8999", "36"), ("2099", "-36")]),
]
"""A year worked out by hand: result 200 - 80 - 60 - 5 - 10 - 9 = 36; cash 1000 - 300 - 5 = 695."""

WANTED = {
    "operating-result": 60,  # 200 - 80 - 60
    "depreciation": 60,
    "financial": -5,
    "tax": 0,  # -9 and 9 owed
    "before-working-capital": 115,
    "inventories": -20,
    "receivables": -250,
    "payables": 150,  # 50 of VAT and 100 to a supplier
    "operating": -5,
    "fixed-assets": -300,  # 240 more, and 60 written off
    "investing": -300,
    "equity": 500,
    "loans": 500,
    "financing": 1000,
    "flow": 695,
    "cash": 695,
}


def test_the_lines_are_those_worked_out_by_hand() -> None:
    """The booked result is no payment by the owners, and appropriations move no money."""
    made = report(io.BytesIO(sie(YEAR)), "cash-flow")
    assert figures(made) == {key: Decimal(v) for key, v in WANTED.items() if v}
    assert values(made, "reserves") == (Decimal(0),)
    assert made.difference is not None
    assert made.difference.values == (Decimal(0),)
    assert len(made.notes) == 2


def test_it_is_the_same_before_the_result_is_booked() -> None:
    """Only the transfer to equity is missing."""
    assert figures(report(io.BytesIO(sie(YEAR[:-1])), "cash-flow")) == figures(
        report(io.BytesIO(sie(YEAR)), "cash-flow")
    )


def test_every_account_counts_once_net() -> None:
    """So that the sum is what cash moved by; free groups are left and told."""
    for number in range(1000, 9000):
        signs = [sign for _, sign in cash_flow_layout().lines_of(str(number))]
        wanted = 0 if 8500 <= number <= 8699 else 1 if 1900 <= number <= 1999 else -1
        assert sum(signs) == wanted, number


def test_a_year_that_does_not_add_up_is_told() -> None:
    """The difference and its cause."""
    rows = [("20240101", [("1930", "10"), ("3010", "-7"), ("8500", "-2")])]
    made = report(io.BytesIO(sie(rows)), "cash-flow")
    assert made.difference is not None
    assert made.difference.values == (Decimal(3),)
    assert {cause.code: cause.amount for cause in made.difference.causes} == {
        "unmapped-accounts": Decimal(2),
        "year-not-zero": Decimal(1),
    }


def test_months_of_cash_flow_add_up_to_the_year() -> None:
    """And the year before stands beside the year, from its file or its comparatives."""
    months = report(str(FJALLBACKEN), "cash-flow", by="month")
    year = report(str(FJALLBACKEN), "cash-flow", previous=False)
    for line in months.lines():
        assert sum(one or 0 for one in line.values[:-1]) == line.values[-1]
        assert values(year, line.key)[0] == line.values[-1]
    both = report([str(EXAMPLES / "fjallbacken-2022-23.se"), str(FJALLBACKEN)], "cash-flow")
    assert values(both, "flow")[:2] == (Decimal("96342.50"), Decimal("388086.00"))


def test_key_figures_are_those_worked_out_by_hand() -> None:
    """Section 9 of the specification's charts, over the year above."""
    made = report(io.BytesIO(sie(YEAR)), "key-figures")
    # Equity 536 + 0.794 × 10 = 543.94 of 536 + 10 + 500 + 100 + 9 + 50 = 1205.
    assert {key: round(value or 0, 2) for key, value in figures(made).items()} == {
        "operating-margin": Decimal("30.00"),  # 60 / 200
        "gross-margin": Decimal("60.00"),  # (200 - 80) / 200
        "equity-ratio": Decimal("45.14"),
        "quick-ratio": Decimal("594.34"),  # (20 + 250 + 695 - 20) / 159
        "return-on-equity": Decimal("8.03"),  # 0.794 × 55 / 543.94
    }
    assert [line.label.en for line in made.lines()][2] == "Equity ratio = (490 + t × 529) / 799"
    assert made.notes[-1].sv.endswith("2024: 0,794.")


def test_a_figure_over_nothing_is_missing() -> None:
    """No sales, no margin."""
    made = report(io.BytesIO(sie([("20240101", [("1930", "5"), ("2081", "-5")])])), "key-figures")
    assert values(made, "operating-margin") == (None,)
    assert values(made, "equity-ratio") == (Decimal("100.00"),)


def test_key_figures_of_both_years_have_their_own_tax() -> None:
    """The column of the year before is divided by its own figures."""
    made = report([str(EXAMPLES / "fjallbacken-2022-23.se"), str(FJALLBACKEN)], "key-figures")
    assert keys(made) == ["2023-05-01/2024-04-30", "2022-05-01/2023-04-30"]
    ratios = [round(one or 0, 2) for one in values(made, "equity-ratio")]
    assert ratios == [Decimal("33.02"), Decimal("21.05")]
    with pytest.raises(UsageError, match="no --dimension or --layout"):
        report(str(FJALLBACKEN), "cash-flow", dimension=1)
    with pytest.raises(UsageError, match="leave --by"):
        report(str(FJALLBACKEN), "key-figures", by="month")


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        ("2021-01-01", "20.6"),
        ("2020-12-31", "21.4"),
        ("2018-12-31", "22"),
        ("2012-12-31", "26.3"),
        ("2008-12-31", "28"),
    ],
)
def test_the_tax_rate_is_that_of_the_first_day(day: str, rate: str) -> None:
    """Fiscal years that begin on the day or later."""
    assert tax_rate(date.fromisoformat(day)) == Decimal(rate)
