"""Changed, removed and new rows of all tables but those of vouchers, as edits of their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from siekit.formats.sie4.preserve.differences import differences, rows_of
from siekit.formats.sie4.preserve.tables import (
    CHART,
    COMPARED,
    label_of,
    lines_of,
    records_of,
)
from siekit.formats.sie4.preserve.work import ANYTHING
from siekit.formats.sie4.tokens import split

if TYPE_CHECKING:
    import pyarrow as pa

    from siekit.formats.sie4.preserve.work import Work

_REPEATED = {"types": "#KTYP", "units": "#ENHET"}
"""Records of which an account may have several, the first one being read."""


def edit_records(work: Work) -> None:
    """Edit the lines of records outside of vouchers."""
    document, before = work.document, work.original.document
    if all(document[name].equals(before[name]) for name in _sources()):
        return
    new = records_of(document, work.original)
    old = records_of(before, work.original)
    for name in COMPARED:
        _edit_table(work, name, old[name], new[name])
    _tell_undeclared(work, new)


def _sources() -> set[str]:
    return {"accounts" if name in CHART else name for name in COMPARED}


def _edit_table(work: Work, name: str, old: pa.Table, new: pa.Table) -> None:
    found = differences(old, new, COMPARED[name])
    if not found:
        return
    for number, row in rows_of(new, found.changed):
        _change(work, name, row, found.changed[number])
    removed = [row for _, row in rows_of(old, found.removed)]
    for row in removed:
        work.remove(row["line"])
    if name in _REPEATED:
        _remove_repeated(work, name, {row["account"] for row in removed})
    for _, row in rows_of(new, found.new):
        _add(work, name, row)


def _change(work: Work, name: str, row: dict[str, Any], changed: set[str]) -> None:
    """Write the changed columns of a row into its line."""
    line = work.edits.line(row["line"])
    current = split(line).name.decode("latin-1")
    label = label_of(name, row, current, changed)
    columns = changed - {"kind"}
    if name == "period_balances":
        columns = _stated_year(work, row, columns)
    if label.startswith("#O") != current.startswith("#O") and name == "balances":
        columns = columns | {"objects"}
    if name == "dimensions" and label == "#DIM":
        columns = columns - {"parent_dimension"}
    values = {column: row[column] for column in columns}
    if current == "#UNDERDIM" and label == "#DIM":
        values["parent_dimension"] = None
    key = (name, row["row"])
    work.edits.replace(row["line"], work.rewrite(line, label, values, key))


def _stated_year(work: Work, row: dict[str, Any], columns: set[str]) -> set[str]:
    """Return the columns to write: the period says the year, the record states its number."""
    key = ("period_balances", row["row"])
    if "year_no" not in columns:
        work.expected[(*key, "year_no")] = ANYTHING
        return columns
    if "year_no_declared" not in columns:
        row["year_no_declared"] = row["year_no"]
        work.expected[(*key, "year_no_declared")] = row["year_no"]
    return (columns - {"year_no"}) | {"year_no_declared"}


def _add(work: Work, name: str, row: dict[str, Any]) -> None:
    """Put the record of a new row after the last one of its label."""
    key = (name, row["row"])
    if name == "period_balances":
        work.expected[(*key, "year_no")] = ANYTHING
        if row["year_no_declared"] is None:
            row["year_no_declared"] = row["year_no"]
            work.expected[(*key, "year_no_declared")] = row["year_no"]
    label = label_of(name, row)
    after = work.original.line_before(label)
    indent = work.original.indent_of(label)
    work.place(name, row["row"], after, work.composed(label, row, key, indent=indent))


def _remove_repeated(work: Work, name: str, accounts: set[str]) -> None:
    """Take out the later records of accounts, which would be read once the first is gone."""
    if accounts:
        for account, line in lines_of(work.original, _REPEATED[name]):
            if account in accounts:
                work.remove(line)


def _tell_undeclared(work: Work, new: dict[str, pa.Table]) -> None:
    """Tell names that are not written, since what they name is not declared."""
    labels = {"accounts": "#KONTO", "dimensions": "#DIM", "objects": "#OBJEKT"}
    for name, label in labels.items():
        table = work.document[name]
        named = pc.fill_null(pc.not_equal(table["name"], ""), fill_value=False)
        written = new["names" if name == "accounts" else name]
        count = (pc.sum(named).as_py() or 0) - (
            pc.sum(pc.fill_null(pc.not_equal(written["name"], ""), fill_value=False)).as_py() or 0
        )
        work.told.add("name-without-declaration", label=label, count=count)
