"""The pictures of a balance sheet: what it is made of, and the money at hand over the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.charts.statement_lines import ASSETS, EQUITY_AND_LIABILITIES
from siekit.reports.amounts import Measure, share
from siekit.reports.layout import TOTAL_ASSETS, bas_layout
from siekit.reports.liquidity import liquidity
from siekit.reports.model import Bar, Chart, Shape, Words
from siekit.reports.scale import scale_of
from siekit.reports.statement import lay_out
from siekit.reports.statement_amounts import statement_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.figures import Amount
    from siekit.reports.statement import Laid

PILES = (Words("Assets", "Tillgångar"), Words("Equity and liabilities", "Eget kapital och skulder"))
OWNED = (
    ("10", Words("Subscribed capital unpaid", "Tecknat ej inbetalt kapital")),
    ("220", Words("Fixed assets", "Anläggningstillgångar")),
    ("289", Words("Inventories", "Varulager")),
    ("359", Words("Current receivables", "Kortfristiga fordringar")),
    ("379", Words("Short-term investments", "Kortfristiga placeringar")),
    ("389", Words("Cash and bank", "Kassa och bank")),
)
EQUITY = "490"
OWED = (
    (EQUITY, Words("Equity", "Eget kapital")),
    ("529", Words("Untaxed reserves", "Obeskattade reserver")),
    ("559", Words("Provisions", "Avsättningar")),
    ("629", Words("Long-term liabilities", "Långfristiga skulder")),
    ("759", Words("Current liabilities", "Kortfristiga skulder")),
)
"""The subtotals of BAS that add up to each side."""


def balance_charts(
    connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
) -> Iterator[Chart]:
    """Give the pictures of one file's year 0, as far as the file tells what they need."""
    amounts = statement_amounts(connection, document_id, options, Measure.STANDING)
    laid = lay_out(bas_layout(ASSETS, EQUITY_AND_LIABILITIES), amounts, takes=lambda _: False)
    made = _composition(laid, amounts.head.unit)
    if made is not None:
        yield made
    curve = liquidity(connection, document_id, options)
    if curve is not None:
        yield curve


def _composition(laid: Laid, unit: str) -> Chart | None:
    owned, owed = _pile(laid, OWNED), _pile(laid, OWED)
    total, equity = laid.values[TOTAL_ASSETS][0], laid.values[EQUITY][0]
    if total is None or total <= 0 or any(bar.value is None for bar in (*owned, *owed)):
        return None
    part = share(equity, total)
    if part is None:
        return None
    percent, scale = round(part), scale_of((total,), unit)
    minus = str(percent).replace("-", "−")
    return Chart(
        key="balance-composition",
        title=Words(
            f"Equity is {minus} % of {scale.text(total, 'en')} in all",
            f"Eget kapital är {minus} % av {scale.text(total, 'sv')}",
        ),
        shape=Shape.STACKED,
        bars=tuple(owned),
        beside=tuple(owed),
        names=PILES,
    )


def _pile(laid: Laid, lines: tuple[tuple[str, Words], ...]) -> list[Bar]:
    return [Bar(name, _first(laid, key)) for key, name in lines if _first(laid, key) != 0]


def _first(laid: Laid, key: str) -> Amount:
    return laid.values[key][0]
