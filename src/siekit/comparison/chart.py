"""Fiscal years, accounts, SRU codes, dimensions and objects that differ."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from siekit.comparison.difference import (
    CHANGED,
    AccountChange,
    DimensionChange,
    FieldChange,
    ObjectChange,
    SruCodeChange,
    YearChange,
)
from siekit.comparison.entries import Entries
from siekit.comparison.keyed import Shape, differing, same, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pyarrow as pa

    from siekit.comparison.years import Years
    from siekit.document import Document

YEARS = Shape({"year": "year"}, same("year_no", "start_date", "end_date"))

ACCOUNTS = Shape(
    same("account"),
    {
        "name": text("name"),
        "type": f"coalesce(type, {text('type_raw')})",
        "unit": text("unit"),
        "declared": "declared",
    },
    # What is only used is told where it is used; a type or a unit stands in the file itself.
    where="declared or type_raw is not null or unit is not null",
)
SRU_CODES = Shape({"account": text("account"), "sru_code": text("sru_code")}, {"present": "true"})
DIMENSIONS = Shape(
    same("dimension"),
    {"name": text("name"), "parent_dimension": "parent_dimension"},
    where="declared",
)
OBJECTS = Shape(same("dimension", "object"), {"name": text("name")}, where="declared")


def year_changes(a: Document, b: Document, years: Years) -> Sequence[YearChange]:
    """The fiscal years that differ; years are the same as `Years` says."""
    one, other = (document["fiscal_years"] for document in (a, b))
    import pyarrow as pa

    one = one.append_column("year", one["year_no"].cast(pa.int16()))
    other = other.append_column("year", years.renumbered(other["year_no"]))
    return Entries(differing(one, other, YEARS), partial(_years, years))


def account_changes(a: Document, b: Document) -> Sequence[AccountChange]:
    """The accounts that differ."""
    return _entries(a, b, "accounts", ACCOUNTS, _account)


def sru_code_changes(a: Document, b: Document) -> Sequence[SruCodeChange]:
    """The SRU codes that stand in one document only."""
    return _entries(a, b, "sru_codes", SRU_CODES, _sru_code)


def dimension_changes(a: Document, b: Document) -> Sequence[DimensionChange]:
    """The declared dimensions that differ."""
    return _entries(a, b, "dimensions", DIMENSIONS, _dimension)


def object_changes(a: Document, b: Document) -> Sequence[ObjectChange]:
    """The declared objects that differ."""
    return _entries(a, b, "objects", OBJECTS, _object)


def _entries(
    a: Document, b: Document, name: str, shape: Shape, make: Callable[[dict[str, Any]], Any]
) -> Entries[Any]:
    """The differences of one table, each made by that function."""

    def made(part: pa.Table) -> list[Any]:
        return [make(row) for row in part.to_pylist()]

    return Entries(differing(a[name], b[name], shape), made)


def _years(years: Years, part: pa.Table) -> list[YearChange]:
    return [
        YearChange(
            **_place(row),
            year_no=years.shown(row["year"])[0],
            fields=_fields(row, YEARS.values),
        )
        for row in part.to_pylist()
    ]


def _account(row: dict[str, Any]) -> AccountChange:
    fields = _fields(row, ACCOUNTS.values)
    return AccountChange(**_place(row), account=row["account"], name=_name(row), fields=fields)


def _sru_code(row: dict[str, Any]) -> SruCodeChange:
    return SruCodeChange(**_place(row), account=row["account"], sru_code=row["sru_code"])


def _dimension(row: dict[str, Any]) -> DimensionChange:
    fields = _fields(row, DIMENSIONS.values)
    number = row["dimension"]
    return DimensionChange(**_place(row), dimension=number, name=_name(row), fields=fields)


def _object(row: dict[str, Any]) -> ObjectChange:
    return ObjectChange(
        **_place(row),
        dimension=row["dimension"],
        object=row["object"],
        name=_name(row),
        fields=_fields(row, OBJECTS.values),
    )


def _place(row: dict[str, Any]) -> dict[str, Any]:
    """What happened, and the lines in both files."""
    return {name: row[name] for name in ("change", "line_a", "line_b")}


def _name(row: dict[str, Any]) -> str:
    """The newer name."""
    return (row["name_a"] if row["name_b"] is None else row["name_b"]) or ""


def _fields(row: dict[str, Any], names: Iterable[str]) -> tuple[FieldChange, ...]:
    """The values that differ; of an entry that stands once, those that it has."""
    pairs = [(name, row[f"{name}_a"], row[f"{name}_b"]) for name in names]
    if row["change"] != CHANGED:
        pairs = [pair for pair in pairs if any(value not in {None, ""} for value in pair[1:])]
    return tuple(FieldChange(*pair) for pair in pairs if pair[1] != pair[2])
