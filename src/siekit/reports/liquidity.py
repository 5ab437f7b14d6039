"""The money at hand over the year: what stood on accounts 1900-1999 day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.model import EXACT
from siekit.reports.figures import PERIODS, ZERO, add, month_changes, year_figures
from siekit.reports.model import Bar, Chart, Shape, Words
from siekit.reports.periods import shown
from siekit.reports.scale import scale_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.figures import YearFigures

CASH = "19"
NAME = Words("Cash and bank", "Kassa och bank")
DIFFERING = Words(
    "The last point is not the closing balance that the file says.",
    "Den sista punkten är inte den utgående balans som filen säger.",
)

_DAYS = """
    select {day} as day, sum(t.amount), bool_or(t.amount is null or {day} is null)
    from _transactions t join _vouchers v using (document_id, voucher_id)
    where t.document_id = ? and t.counts and v.year_no = 0 and t.account like '19%'
    group by day order by day
"""


def liquidity(
    connection: duckdb.DuckDBPyConnection, document_id: int, options: Options
) -> Chart | None:
    """Return the curve of one file's year 0; None where the file does not tell it."""
    figures = year_figures(connection, document_id, source=options.source)
    cash = [one for one in figures.accounts if one.account.startswith(CASH)]
    opening = add([one.opening for one in cash])
    closing = add([one.amount for one in cash])
    if not cash or opening is None or figures.start is None:
        return None
    if figures.has_rows and figures.source != PERIODS:
        moves = _by_day(connection, figures, options)
    else:
        moves = _by_month(connection, figures, options)
    points = list(_points(opening, moves)) if moves else []
    if not points:
        return None
    begin = str(figures.start)
    if points[0][0] > begin and len(points[0][0]) == len(begin):
        points.insert(0, (begin, opening))
    bars = tuple(Bar(Words(when, when), value) for when, value in points)
    return Chart(
        key="liquidity",
        title=_title(points, figures.currency),
        shape=Shape.CURVE,
        bars=bars,
        names=(NAME, Words("", "")),
        note=None if points[-1][1] == closing else DIFFERING,
    )


def _by_day(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, options: Options
) -> list[tuple[str, Decimal]]:
    """Return what moved on each day; nothing where a day or an amount is not known."""
    day = "coalesce(t.date, v.date)" if options.date_of == "row" else "v.date"
    rows = connection.execute(_DAYS.format(day=day), [figures.document_id]).fetchall()
    if any(unknown for _, _, unknown in rows):
        return []
    return [(when.isoformat(), amount) for when, amount, _ in rows]


def _by_month(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, options: Options
) -> list[tuple[str, Decimal]]:
    changes = month_changes(
        connection, figures.document_id, source=figures.source, date_of=options.date_of
    )
    months = sorted({month for moved in changes.values() for month in moved})
    made: list[tuple[str, Decimal]] = []
    for month in months:
        moved = add([own.get(month, ZERO) for one, own in changes.items() if one.startswith(CASH)])
        if moved is None:
            return []
        made.append((shown(month), moved))
    return made


def _points(opening: Decimal, moves: list[tuple[str, Decimal]]) -> Iterator[tuple[str, Decimal]]:
    standing = opening
    for when, moved in moves:
        standing = EXACT.add(standing, moved)
        yield when, standing


def _title(points: list[tuple[str, Decimal]], unit: str) -> Words:
    scale = scale_of([value for _, value in points], unit)
    when, least = min(points, key=lambda point: point[1])
    last = points[-1][1]
    return Words(
        f"Cash and bank {scale.text(last, 'en')} at the end, least {scale.text(least, 'en')} "
        f"({when})",
        f"Kassa och bank {scale.text(last, 'sv')} vid slutet, som minst {scale.text(least, 'sv')} "
        f"({when})",
    )
