"""Charts as SVG."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import pairwise

import pytest

from siekit.reports.model import Bar, Chart, Shape
from siekit.reports.render.svg import WIDTH, chart_svg
from siekit.reports.render.svg_lying import NEAREST
from siekit.reports.render.svg_pen import Pen, axis_of
from siekit.reports.scale import scale_of
from tests.reports.render.pages_made import HOSTILE, LAST, THIS, reports_of, same

PEN = Pen(
    ink="#111111",
    faint="#666666",
    line="#cccccc",
    fill="#1f5a7d",
    paper="#ffffff",
    font="serif",
    lang="sv",
    currency="SEK",
)
SVG = "{http://www.w3.org/2000/svg}"
MONTHS = tuple(f"2024-{month:02d}" for month in range(1, 13))


def drawn(chart: Chart) -> ET.Element:
    """Return a chart as an element; it must be well-formed XML."""
    return ET.fromstring(chart_svg(chart, PEN, ident="c"))  # noqa: S314 - our own


def chart(shape: Shape, *values: str | None, beside: tuple[str, ...] = ()) -> Chart:
    """Return a chart of values, by month."""
    return Chart(
        key="c",
        title=same("Result 1 tkr"),
        shape=shape,
        bars=tuple(
            Bar(same(month), None if value is None else Decimal(value))
            for month, value in zip(MONTHS, values, strict=False)
        ),
        beside=tuple(
            Bar(same(month), Decimal(value)) for month, value in zip(MONTHS, beside, strict=False)
        ),
        names=(same("2024"), same("2023")),
    )


def texts(element: ET.Element) -> list[str]:
    """Return the words of a drawing."""
    return [one.text or "" for one in element.iter(f"{SVG}text")]


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize(
    "values",
    [
        ("0", "0"),
        ("-5", "-0.01"),
        ("5",),
        ("99999999999999999999999999999999", "-1"),
        ("0.000001", "0"),
        (None, "3"),
    ],
)
def test_any_amounts_can_be_drawn(shape: Shape, values: tuple[str | None, ...]) -> None:
    """Zero, negative, huge and unknown amounts give a drawing of numbers within its frame."""
    element = drawn(chart(shape, *values, beside=("1", "-1")))
    for box in element.iter(f"{SVG}rect"):
        assert float(box.get("width", "")) >= 0
        assert float(box.get("height", "")) >= 0
        assert -1 <= float(box.get("x", "")) <= WIDTH


def test_last_year_differs_by_more_than_colour() -> None:
    """Bars of last year are outlines, and a legend names both."""
    element = drawn(chart(Shape.BARS, "1000", "2000", beside=("500", "700")))
    fills = [box.get("fill", "") for box in element.iter(f"{SVG}rect")]
    assert fills.count("none") == 3
    assert {"2024", "2023", "jan", "feb"} <= set(texts(element))


def test_a_month_that_is_not_known_is_no_bar_of_zero() -> None:
    """A dash stands where an amount is missing."""
    assert "–" in texts(drawn(chart(Shape.BARS, "1000", None)))


def test_amounts_are_drawn_in_proportion() -> None:
    """A bar twice as large is twice as high, and a negative one hangs below the line."""
    element = drawn(chart(Shape.BARS, "10000", "20000", "-10000"))
    first, second, third = list(element.iter(f"{SVG}rect"))
    assert float(second.get("height", "")) == pytest.approx(
        2 * float(first.get("height", "")), abs=0.2
    )
    foot = float(first.get("y", "")) + float(first.get("height", ""))
    assert float(third.get("y", "")) == pytest.approx(foot, abs=0.1)


def test_names_of_a_pile_do_not_stand_on_each_other() -> None:
    """Small parts of a balance sheet keep names that can be read."""
    pile = chart(Shape.STACKED, "100000", "1", "1", "1", "1", beside=("50000", "50004"))
    element = drawn(pile)
    left = [
        float(one.get("y", ""))
        for one in element.iter(f"{SVG}text")
        if one.get("text-anchor") == "end" and one.get("font-weight") is None
    ]
    assert len(left) == 5
    assert all(after - before >= NEAREST - 0.11 for before, after in pairwise(sorted(left)))


def test_titles_and_names_of_strangers_are_text() -> None:
    """A drawing stays well-formed whatever the names are."""
    hostile = Chart(
        key="c",
        title=same(HOSTILE),
        shape=Shape.SPLIT,
        bars=(Bar(same(HOSTILE), Decimal(1)),),
        names=(same(HOSTILE), same(HOSTILE)),
    )
    assert not list(drawn(hostile).iter(f"{SVG}script"))


@pytest.mark.parametrize(
    ("values", "unit"),
    [(("9999", "-5"), "kr"), (("10000",), "tkr"), (("-12500000",), "mkr"), ((None,), "kr")],
)
def test_axes_are_in_kronor_thousands_or_millions(
    values: tuple[str | None, ...], unit: str
) -> None:
    """The largest amount says the unit."""
    amounts = [None if one is None else Decimal(one) for one in values]
    assert scale_of(amounts, "SEK").unit == unit


def test_scaled_amounts_are_rounded_and_written_as_the_language_does() -> None:
    """Halves are rounded away from zero; minus is a minus sign."""
    assert scale_of([Decimal(1074499)], "SEK").text(Decimal(1074499), "sv") == "1\u202f074\u00a0tkr"
    assert scale_of([Decimal(12345678)], "SEK").text(Decimal(-12350000), "sv") == "−12,4\u00a0mkr"
    assert scale_of([Decimal(20000)], "EUR").text(Decimal(20500), "en") == "21\u00a0kEUR"


def test_marks_of_an_axis_are_few_and_hold_everything() -> None:
    """Round steps from below the least to above the most amount, zero among them."""
    scale = scale_of([], "SEK")
    for low, high in ((0, 7), (-83, 96), (-5, 0), (0, 0), (0.0, 1e30)):
        axis = axis_of([low, high], scale, top=0, bottom=100)
        assert len(axis.marks) <= 8
        assert 0 in axis.marks
        assert axis.low <= low <= high <= axis.high


def test_titles_say_the_answer() -> None:
    """The title of each chart is the answer, worked out by hand from the example's balances."""
    income, balance = (
        reports_of(name, LAST, THIS)[-1] for name in ("income-statement", "balance-sheet")
    )
    assert [one.title.sv for one in (*income.charts, *balance.charts)] == [
        "Resultat 154\u00a0tkr, upp 93\u00a0tkr",
        "Största kostnad: Löner till kollektivanställda, 520 av 1\u202f944\u00a0tkr",
        "Eget kapital är 29 % av 1\u202f250\u00a0tkr",
        "Kassa och bank 484\u00a0tkr vid slutet, som minst 147\u00a0tkr (2023-10-18)",
    ]


def test_charts_add_up_to_the_statement() -> None:
    """Months add up to the result, costs to the costs, each pile to the total."""
    income, balance = (
        reports_of(name, LAST, THIS)[-1] for name in ("income-statement", "balance-sheet")
    )
    month, costs = income.charts
    piles, curve = balance.charts
    assert _sum(month.bars) == income.line("290").values[0]  # type: ignore[union-attr]
    assert _sum(month.beside) == income.line("290").values[1]  # type: ignore[union-attr]
    assert _sum(costs.bars) == -income.line("119").values[0]  # type: ignore[union-attr, operator]
    assert _sum(piles.bars) == balance.line("399").values[0]  # type: ignore[union-attr]
    assert _sum(piles.beside) == balance.line("799").values[0]  # type: ignore[union-attr]
    assert curve.bars[-1].value == balance.line("389").values[0]  # type: ignore[union-attr]
    assert month.note is None
    assert curve.note is None


def _sum(bars: tuple[Bar, ...]) -> Decimal:
    return sum((bar.value or Decimal(0) for bar in bars), Decimal(0))
