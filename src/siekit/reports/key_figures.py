"""Key figures from the lines of the statements, with their formulas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.charts.statement_lines import ASSETS, EQUITY_AND_LIABILITIES, INCOME
from siekit.exceptions import UsageError
from siekit.model import EXACT
from siekit.reports.amounts import Measure, share
from siekit.reports.figures import add
from siekit.reports.layout import bas_layout
from siekit.reports.model import Column, ColumnKind, Line, Report, Section, Words
from siekit.reports.statement import lay_out
from siekit.reports.statement_amounts import statement_amounts
from siekit.reports.tax_rates import tax_rate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import duckdb

    from siekit.reports.amounts import Amounts
    from siekit.reports.base import Options
    from siekit.reports.figures import Amount

HUNDRED = Decimal(100)

Terms = tuple[tuple[str, str], ...]
"""Lines that are added, each with its factor: +, - or t for what is left after tax."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure: what is divided by what, by the lines of the statements."""

    key: str
    label: Words
    formula: str
    above: Terms
    below: Terms


EQUITY: Terms = (("490", "+"), ("529", "t"))

FIGURES = (
    KeyFigure(
        "operating-margin",
        Words("Operating margin", "Rörelsemarginal"),
        "120 / 10",
        (("120", "+"),),
        (("10", "+"),),
    ),
    KeyFigure(
        "gross-margin",
        Words("Gross margin", "Bruttomarginal"),
        "(10 + 50 + 60) / 10",
        (("10", "+"), ("50", "+"), ("60", "+")),
        (("10", "+"),),
    ),
    KeyFigure(
        "equity-ratio",
        Words("Equity ratio", "Soliditet"),
        "(490 + t × 529) / 799",
        EQUITY,
        (("799", "+"),),
    ),
    KeyFigure(
        "quick-ratio",
        Words("Quick ratio", "Kassalikviditet"),
        "(390 − 289) / 759",
        (("390", "+"), ("289", "-")),
        (("759", "+"),),
    ),
    KeyFigure(
        "return-on-equity",
        Words("Return on equity", "Räntabilitet på eget kapital"),
        "t × 200 / (490 + t × 529)",
        (("200", "t"),),
        EQUITY,
    ),
)
"""`charts.md` of the specification, section 9."""

LINES = Words(
    "Lines: 10 net sales, 50 raw materials, 60 goods, 120 operating result, 200 result after "
    "financial items; 289 inventories, 390 current assets, 490 equity, 529 untaxed reserves, 759 "
    "current liabilities, 799 equity and liabilities. Equity is that of the year's end. Others may "
    "use other formulas.",
    "Rader: 10 nettoomsättning, 50 råvaror, 60 handelsvaror, 120 rörelseresultat, 200 resultat "
    "efter finansiella poster; 289 varulager, 390 omsättningstillgångar, 490 eget kapital, 529 "
    "obeskattade reserver, 759 kortfristiga skulder, 799 eget kapital och skulder. Eget kapital är "
    "det vid årets slut. Andra kan använda andra formler.",
)


class KeyFigures:
    """Margins, equity ratio, quick ratio and return on equity, with their formulas.

    Where what is divided by is zero, or an amount is not known, no figure is shown.
    """

    name = "key-figures"
    title = Words("Key figures", "Nyckeltal")

    def make(
        self, connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
    ) -> Report:
        """Return the figures of one file's year 0, in per cent."""
        if options.by != "year" or options.dimension is not None or options.layout is not None:
            message = "Key figures are those of a year and of BAS: leave --by, --dimension and "
            message += "--layout out."
            swedish = (
                "Nyckeltal gäller ett helt år och BAS: utelämna indelning, dimension och layout "
                "(--by, --dimension, --layout)."
            )
            raise UsageError(message, swedish=swedish)
        asked = replace(options, budget=False)
        income = statement_amounts(connection, document_id, asked, Measure.YEAR)
        balance = statement_amounts(connection, document_id, asked, Measure.STANDING)
        values = {
            **lay_out(bas_layout(INCOME), income, takes=lambda _: False).values,
            **_balance_values(balance),
        }
        return _report(income, values)


def _balance_values(balance: Amounts) -> Mapping[str, tuple[Amount, ...]]:
    """Return the lines of the balance sheet that the figures need; numbers repeat on both."""
    laid = lay_out(bas_layout(ASSETS, EQUITY_AND_LIABILITIES), balance, takes=lambda _: False)
    needed = {key for one in FIGURES for key, _ in (*one.above, *one.below)} - INCOME_LINES
    return {key: laid.values[key] for key in needed}


INCOME_LINES = frozenset({"10", "50", "60", "120", "200"})


def _report(income: Amounts, values: Mapping[str, tuple[Amount, ...]]) -> Report:
    head = income.head
    years = [slot.column for slot in income.slots if slot.against is None]
    factors = [_left_after_tax(column) for column in years]
    lines = tuple(
        Line(
            key=one.key,
            label=Words(f"{one.label.en} = {one.formula}", f"{one.label.sv} = {one.formula}"),
            values=tuple(_figure(one, values, at, factors[at]) for at in range(len(years))),
        )
        for one in FIGURES
    )
    return Report(
        name=KeyFigures.name,
        title=KeyFigures.title,
        company=head.company,
        orgnr=head.orgnr,
        fiscal_year=head.fiscal_year,
        source=head.source,
        unit=head.unit,
        columns=tuple(Column(one.key, one.head, ColumnKind.PERCENT) for one in years),
        sections=(Section("key_figures", KeyFigures.title, lines),),
        notes=(*income.notes, LINES, *_tax_notes(years, factors)),
        files=head.files,
    )


def _figure(
    one: KeyFigure, values: Mapping[str, tuple[Amount, ...]], at: int, factor: Amount
) -> Amount:
    above = _sum(one.above, values, at, factor)
    below = _sum(one.below, values, at, factor)
    return share(above, below)


def _sum(terms: Terms, values: Mapping[str, tuple[Amount, ...]], at: int, factor: Amount) -> Amount:
    signs: dict[str, Amount] = {"+": Decimal(1), "-": Decimal(-1), "t": factor}
    return add([_product(_value(values[key], at), signs[sign]) for key, sign in terms])


def _value(found: tuple[Amount, ...], at: int) -> Amount:
    """Return the amount of a year; of the year before a file may tell one statement only."""
    return found[at] if at < len(found) else None


def _product(value: Amount, factor: Amount) -> Amount:
    if value == 0:
        return value
    return None if value is None or factor is None else EXACT.multiply(value, factor)


def _left_after_tax(column: Column) -> Amount:
    """Return 1 less the tax rate of a year, None where the year is not known."""
    start = column.key.partition("/")[0]
    try:
        rate = tax_rate(date.fromisoformat(start))
    except ValueError:
        return None
    return EXACT.divide(EXACT.subtract(HUNDRED, rate), HUNDRED)


def _tax_notes(years: list[Column], factors: list[Amount]) -> Iterator[Words]:
    known = [(year, one) for year, one in zip(years, factors, strict=True) if one is not None]
    if not known:
        return
    en = ", ".join(f"{year.head.en}: {one}" for year, one in known)
    sv = ", ".join(f"{year.head.sv}: {str(one).replace('.', ',')}" for year, one in known)
    yield Words(
        f"t is what is left after corporate tax, by the year's first day: {en}.",
        f"t är det som återstår efter bolagsskatt, efter årets första dag: {sv}.",
    )
