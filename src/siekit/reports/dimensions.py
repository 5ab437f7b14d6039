"""The amounts of a year by the objects of a dimension: cost centres, projects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.reports.amounts import Amounts, Measure, Slot, head_of, less
from siekit.reports.figures import PERIODS, ROWS, ZERO, add, year_figures
from siekit.reports.model import Column, Words
from siekit.reports.periods import TOTAL, short_head
from siekit.reports.statement import AccountValues
from siekit.reports.summing import summed
from siekit.reports.whole_year import year_amount

if TYPE_CHECKING:
    import duckdb

    from siekit.reports.base import Options
    from siekit.reports.figures import Amount, YearFigures

WITHOUT = Column("without", Words("Without object", "Utan objekt"))
MOST_OBJECTS = 500
NOT_A_NUMBER = 1 << 20
"""Texts come after numbers of any length."""


@dataclass(slots=True)
class _Told:
    """Amounts by object and account; `doubled` counts rows with two objects of the dimension."""

    amounts: dict[str, dict[str, Amount]]
    doubled: int = 0


def by_dimension(
    connection: duckdb.DuckDBPyConnection,
    figures: YearFigures,
    options: Options,
    measure: Measure,
) -> Amounts:
    """Return each account's amount on the objects of a dimension, without one, and in all.

    From rows, else from #PSALDO with objects. Raises `UsageError` where the file has nothing on
    the dimension.
    """
    dimension = options.dimension or 0
    source = ROWS if figures.has_rows and figures.source != PERIODS else PERIODS
    told = _told(connection, figures, dimension, source)
    if measure is Measure.STANDING:
        _add(told, _told(connection, figures, dimension, "openings"))
    objects = sorted(told.amounts, key=_natural)
    _refuse(connection, figures, dimension, objects)
    totals = _totals(connection, figures, source, measure)
    columns: list[dict[str, Amount]] = [told.amounts[one] for one in objects]
    accounts = sorted({account for column in (*columns, totals) for account in column})
    without: dict[str, Amount] = {
        account: less(
            totals.get(account, ZERO), add([column.get(account, ZERO) for column in columns])
        )
        for account in accounts
    }
    columns += [without, totals]
    names = {one.account: one.name for one in figures.accounts}
    heads = [*_heads(connection, figures.document_id, dimension, objects), WITHOUT, TOTAL]
    return Amounts(
        head=head_of(figures),
        slots=tuple(Slot(head, at) for at, head in enumerate(heads)),
        accounts=tuple(
            AccountValues(
                account,
                names.get(account, ""),
                tuple(column.get(account, ZERO) for column in columns),
            )
            for account in accounts
        ),
        count=len(columns),
        openings=_openings(connection, figures, dimension, objects),
        partial=frozenset(range(len(objects) + 1)),
        notes=_notes(figures, told.doubled, totals, measure),
    )


def _told(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, dimension: int, source: str
) -> _Told:
    found = summed(
        connection,
        _query(),
        {
            "document_id": figures.document_id,
            "dimension": dimension,
            "source": source,
            "all_count": figures.psaldo_style == "remainder" and source == PERIODS,
        },
    )
    told = _Told({})
    for row in found:
        account, number, amount = row["account"], row["object"], row["amount"]
        told.doubled += row["doubled"]
        if number is not None and amount != 0:
            told.amounts.setdefault(number, {})[account] = amount
    return told


def _add(told: _Told, more: _Told) -> None:
    """Add the opening balances of objects to what moved on them."""
    for number, amounts in more.amounts.items():
        own = told.amounts.setdefault(number, {})
        for account, amount in amounts.items():
            own[account] = add([own.get(account, ZERO), amount])


def _totals(
    connection: duckdb.DuckDBPyConnection, figures: YearFigures, source: str, measure: Measure
) -> dict[str, Amount]:
    """Return the accounts as a whole, from what the objects are told from."""
    wanted = Measure.STANDING if measure is Measure.STANDING else Measure.MOVED
    same = figures
    if figures.source != source:
        same = year_figures(connection, figures.document_id, source=source)
    return {one.account: year_amount(one, wanted) for one in same.accounts}


def _openings(
    connection: duckdb.DuckDBPyConnection,
    figures: YearFigures,
    dimension: int,
    objects: list[str],
) -> tuple[Amount, ...]:
    """Return the sum of the openings on each object, without one, and in all."""
    told = _told(connection, figures, dimension, "openings")
    sums = [add(list(told.amounts.get(one, {}).values())) for one in objects]
    return (*sums, less(figures.opening_sum, add(sums)), figures.opening_sum)


def _refuse(
    connection: duckdb.DuckDBPyConnection,
    figures: YearFigures,
    dimension: int,
    objects: list[str],
) -> None:
    """Raise `UsageError` where there is nothing to show, or more than a page can hold."""
    if len(objects) > MOST_OBJECTS:
        message = (
            f"{figures.file}: dimension {dimension} has {len(objects)} objects with amounts; a "
            f"report has room for {MOST_OBJECTS}. Ask with siekit sql instead."
        )
        swedish = (
            f"{figures.file}: dimension {dimension} har {len(objects)} objekt med belopp; en "
            f"rapport har plats för {MOST_OBJECTS}. Fråga med siekit sql i stället."
        )
        raise UsageError(message, swedish=swedish)
    if objects:
        return
    rows = connection.execute(
        "select dimension, any_value(name) from _dimensions where document_id = ? "
        "group by all order by all",
        [figures.document_id],
    ).fetchall()
    there = ", ".join(f"{number} {name or ''}".strip() for number, name in rows)
    message = (
        f"{figures.file} has no amounts on objects of dimension {dimension}. Its dimensions are: "
        f"{there or 'none'}."
    )
    swedish = (
        f"{figures.file} har inga belopp på objekt i dimension {dimension}. Dess dimensioner är: "
        f"{there or 'inga'}."
    )
    raise UsageError(message, swedish=swedish)


def _heads(
    connection: duckdb.DuckDBPyConnection, document_id: int, dimension: int, objects: list[str]
) -> list[Column]:
    names = dict(
        connection.execute(
            "select object, any_value(name) from _objects "
            "where document_id = ? and dimension = ? group by object",
            [document_id, dimension],
        ).fetchall()
    )
    heads = []
    for one in objects:
        text = short_head(f"{one} {names.get(one) or ''}".strip())
        heads.append(Column(f"{dimension}:{one}", Words(text, text)))
    return heads


def _notes(
    figures: YearFigures, doubled: int, totals: dict[str, Amount], measure: Measure
) -> tuple[Words, ...]:
    notes = []
    if doubled:
        notes.append(
            Words(
                f"{doubled} rows have two objects of the dimension; they stand on the first one.",
                f"{doubled} rader har två objekt i dimensionen; de står på det första.",
            )
        )
    wanted = Measure.STANDING if measure is Measure.STANDING else Measure.MOVED
    differing = [
        one.account
        for one in figures.accounts
        if year_amount(one, wanted) != totals.get(one.account, ZERO)
        and (measure is not Measure.YEAR or one.account[:1] not in {"1", "2"})
    ]
    if differing:
        some = ", ".join(differing[:5])
        notes.append(
            Words(
                f"The totals are those of the rows; the file's own balances say otherwise for "
                f"{len(differing)} accounts: {some}.",
                f"Summorna är radernas; filens egna saldon säger annat för {len(differing)} "
                f"konton: {some}.",
            )
        )
    if measure is Measure.STANDING:
        notes.append(
            Words(
                "The two sides of one object need not be equal; those of the total must.",
                "Ett objekts båda sidor behöver inte vara lika; summans måste vara det.",
            )
        )
    return tuple(notes)


def _natural(text: str) -> tuple[int, str]:
    """Sort 2 before 10: numbers by their length, then as text."""
    return (len(text) if text.isdecimal() else NOT_A_NUMBER, text)


@cache
def _query() -> str:
    return (files("siekit.reports") / "dimensions.sql").read_text("utf-8")
