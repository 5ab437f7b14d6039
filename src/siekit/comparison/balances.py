"""Balances and period balances that differ, by account, year, period and objects."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from siekit.comparison.difference import BalanceChange, PeriodBalanceChange
from siekit.comparison.entries import Entries
from siekit.comparison.keyed import OBJECTS, QUANTITY, Shape, differing, same
from siekit.model import ObjectRef

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa

    from siekit.comparison.years import Years
    from siekit.document import Document

_KIND = {"kind": "kind::varchar", **same("year_no")}
_FIGURES = {**same("amount"), "quantity": QUANTITY}

BALANCES = Shape({**_KIND, **same("account"), "objects": OBJECTS}, _FIGURES)
PERIOD_BALANCES = Shape(
    {**_KIND, **same("period", "account"), "objects": OBJECTS},
    {**_FIGURES, **same("year_no_declared")},
)


def balance_changes(a: Document, b: Document, years: Years) -> Sequence[BalanceChange]:
    """The opening, closing and result balances that differ."""
    one, other = (document["balances"].drop_columns("counts") for document in (a, b))
    found = differing(*_same_years(one, other, years, "year_no"), BALANCES)
    return Entries(found, partial(_balances, years))


def period_balance_changes(a: Document, b: Document, years: Years) -> Sequence[PeriodBalanceChange]:
    """The period balances and budgets that differ.

    The year number that a record states is compared too: one that is corrected is a change.
    """
    one, other = (document["period_balances"].drop_columns("counts") for document in (a, b))
    names = ("year_no", "year_no_declared")
    found = differing(*_same_years(one, other, years, *names), PERIOD_BALANCES)
    return Entries(found, partial(_period_balances, years))


def _same_years(
    one: pa.Table, other: pa.Table, years: Years, *names: str
) -> tuple[pa.Table, pa.Table]:
    """Both tables with the year numbers of the first document."""
    import pyarrow as pa

    for name in names:
        at = one.column_names.index(name)
        one = one.set_column(at, name, one[name].cast(pa.int16()))
        other = other.set_column(at, name, years.renumbered(other[name]))
    return one, other


def _balances(years: Years, part: pa.Table) -> list[BalanceChange]:
    return [BalanceChange(**_shared(row, years)) for row in part.to_pylist()]


def _period_balances(years: Years, part: pa.Table) -> list[PeriodBalanceChange]:
    return [
        PeriodBalanceChange(
            **_shared(row, years),
            period=row["period"],
            year_no_declared_a=years.shown(row["year_no_declared_a"])[0],
            year_no_declared_b=years.shown(row["year_no_declared_b"])[0],
        )
        for row in part.to_pylist()
    ]


def _shared(row: Mapping[str, Any], years: Years) -> dict[str, Any]:
    """What both kinds of balances say."""
    year_no, fiscal_year = years.shown(row["year_no"])
    names = ("change", "line_a", "line_b", "kind", "account")
    figures = ("amount_a", "amount_b", "quantity_a", "quantity_b")
    return {
        **{name: row[name] for name in (*names, *figures)},
        "year_no": year_no,
        "fiscal_year": fiscal_year,
        "objects": tuple(ObjectRef(**pair) for pair in row["objects"]),
    }
