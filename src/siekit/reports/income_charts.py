"""The pictures of an income statement: the result of each month, and what costs are made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from siekit.charts.groups import account_group
from siekit.charts.statement_lines import INCOME
from siekit.exceptions import UsageError
from siekit.model import EXACT
from siekit.reports.amounts import Measure, less
from siekit.reports.figures import ZERO, add, year_figures
from siekit.reports.layout import bas_layout
from siekit.reports.model import Bar, Chart, Shape, Words
from siekit.reports.previous import earlier_document
from siekit.reports.reach import reach_of
from siekit.reports.reach_notes import compares_parts
from siekit.reports.scale import scale_of
from siekit.reports.statement import lay_out
from siekit.reports.statement_amounts import statement_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    import duckdb

    from siekit.reports.amounts import Amounts
    from siekit.reports.base import Options
    from siekit.reports.figures import Amount
    from siekit.reports.reach import Reach
    from siekit.reports.statement import Laid

RESULT = "290"
FIRST_COST, LAST_COST = 50, 110
"""The lines of BAS that operating costs stand on."""

MOST_BARS = 8
REST = Words("Other costs", "Övriga kostnader")
RESULT_NAME = Words("Result", "Resultat")
LAST = ("last voucher", "sista verifikationen")
DIFFERING = Words(
    "The months do not add up to the result of the year: the file says more of the year than of "
    "its months.",
    "Månaderna summerar inte till årets resultat: filen säger mer om året än om månaderna.",
)


def income_charts(
    connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
) -> Iterator[Chart]:
    """Give the pictures of one file's year 0, as far as the file tells what they need."""
    amounts = statement_amounts(connection, document_id, options, Measure.YEAR)
    laid = _laid(amounts)
    years = [laid.values[RESULT][slot.of] for slot in amounts.slots if slot.against is None]
    months = _months(connection, document_id, options)
    if years[0] is not None and months:
        figures = year_figures(connection, document_id, source=options.source)
        before = years[1] if len(years) > 1 else None
        reach = reach_of(connection, figures)
        if reach is not None or (before is not None and compares_parts(connection, figures)):
            before = None
        yield Chart(
            key="result-per-month",
            title=_result_title(years[0], before, amounts.head.unit, reach),
            shape=Shape.BARS,
            bars=tuple(months),
            beside=tuple(_months_before(connection, document_id, options)),
            names=(_year_name(amounts, 0), _year_name(amounts, 1)),
            note=None if _sum(months, reach) == years[0] else DIFFERING,
        )
    split = _cost_split(laid, amounts.head.unit)
    if split is not None:
        yield split


def _sum(months: list[Bar], reach: Reach | None) -> Amount:
    """Return the sum of the months that the file tells of."""
    stated = reach is not None and reach.stated
    return add([bar.value for bar in months if bar.value is not None or not stated])


def _laid(amounts: Amounts) -> Laid:
    return lay_out(bas_layout(INCOME), amounts, takes=lambda _: False)


def _year_name(amounts: Amounts, at: int) -> Words:
    years = [slot.column.head for slot in amounts.slots if slot.against is None]
    return years[at] if at < len(years) else Words("", "")


def _months(connection: duckdb.DuckDBPyConnection, document_id: int, options: Options) -> list[Bar]:
    """Return the result of each month; nothing where the file does not tell."""
    asked = replace(options, by="month", budget=False)
    try:
        amounts = statement_amounts(connection, document_id, asked, Measure.YEAR)
    except UsageError:
        return []
    values = amounts.shown(_laid(amounts).values[RESULT])
    return [
        Bar(column.head, value)
        for column, value in zip(amounts.columns, values, strict=True)
        if column.key[:4].isdecimal()
    ]


def _months_before(
    connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
) -> list[Bar]:
    figures = year_figures(connection, document_id, source=options.source)
    document = earlier_document(connection, figures) if options.previous else None
    if document is None:
        return []
    return _months(connection, document, replace(options, source="auto"))


def _result_title(this: Decimal, before: Amount, unit: str, reach: Reach | None) -> Words:
    """Return the result, and how much more it is than the year before.

    Where the year is told of in part, to which day instead.
    """
    scale = scale_of((this, before), unit)
    more = less(this, before)
    if reach is not None:
        en, sv = ("to", "till och med") if reach.stated else LAST
        return Words(
            f"Result {scale.text(this, 'en')}, {en} {reach.day}",
            f"Resultat {scale.text(this, 'sv')}, {sv} {reach.day}",
        )
    if more is None:
        return Words(f"Result {scale.text(this, 'en')}", f"Resultat {scale.text(this, 'sv')}")
    size = EXACT.abs(more)
    en, sv = ("up", "upp") if more >= 0 else ("down", "ned")
    if not more:
        return Words(
            f"Result {scale.text(this, 'en')}, as the year before",
            f"Resultat {scale.text(this, 'sv')}, som året före",
        )
    return Words(
        f"Result {scale.text(this, 'en')}, {en} {scale.text(size, 'en')}",
        f"Resultat {scale.text(this, 'sv')}, {sv} {scale.text(size, 'sv')}",
    )


def _cost_split(laid: Laid, unit: str) -> Chart | None:
    """Return operating costs by group of accounts, the largest first, the small ones together."""
    groups: dict[Words, list[Amount]] = {}
    for line in laid.lines:
        if not FIRST_COST <= int(line.key) <= LAST_COST:
            continue
        for account in line.beneath:
            group = account_group(account.key)
            cost = less(ZERO, account.values[0])
            groups.setdefault(Words(group.en, group.sv), []).append(cost)
    sums = [(add(costs), group) for group, costs in groups.items()]
    costs = sorted(
        ((value, group) for value, group in sums if value), key=lambda one: one[0], reverse=True
    )
    if any(value is None for value, _ in sums) or not costs:
        return None
    total = add([value for value, _ in costs])
    if total is None or total <= 0:
        return None
    many = len(costs) > MOST_BARS
    shown = costs[: MOST_BARS - 1] if many else costs
    bars = [Bar(group, value) for value, group in shown]
    if many:
        bars.append(Bar(REST, add([value for value, _ in costs[len(shown) :]])))
    scale = scale_of((total,), unit)
    first, largest = bars[0].label, bars[0].value
    return Chart(
        key="cost-split",
        title=Words(
            f"Largest cost: {first.en}, {scale.number(largest, 'en')} of {scale.text(total, 'en')}",
            f"Största kostnad: {first.sv}, {scale.number(largest, 'sv')} av "
            f"{scale.text(total, 'sv')}",
        ),
        shape=Shape.SPLIT,
        bars=tuple(bars),
    )
