"""The views that people query: every table with its company and year in front, and the ledger.

Only the files that `choosing` took are shown. Of the others, and of years for which another file
speaks, nothing is: sums over a folder of exports are then right.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.charts.statement_lines import COMPUTED_RESULT, statement_lines
from siekit.engine.choosing import FileFacts
from siekit.engine.connection import connect, lock
from siekit.engine.files_table import files_table
from siekit.engine.shared import shared
from siekit.schema import TABLES, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    import duckdb

    from siekit.schema import Table

FRONT = ("document_id", "file", "company", "orgnr", "fiscal_year")
"""What stands before the columns of every table."""

LEDGER = "ledger"
OF_LEDGER = ("vouchers", "transactions", "accounts", "objects")
"""The flat view, and the tables that it stands on."""

LINES = "lines"
"""What is no table of a document but may be given with it: where the lines of its file went."""

BY_YEAR = frozenset({"balances", "period_balances", "vouchers"})
"""Tables whose rows belong to a year of the file."""

_OWN_YEARS = "not coalesce(list_contains(f.years_elsewhere, {table}.year_no), false)"
_EVERY_YEAR = "true"
"""For vouchers where none is of a year that another file speaks for, which is usual."""


def database(
    documents: Sequence[Mapping[str, pa.Table] | FileFacts],
    *,
    choosing: bool = True,
    memory: str | None = None,
    files: pa.Table | None = None,
    only: Collection[str] | None = None,
    add: Callable[[duckdb.DuckDBPyConnection], None] | None = None,
) -> duckdb.DuckDBPyConnection:
    """Return a locked connection with the views over documents, each given as its tables.

    `files` names every file, also those that are not used and why. `_files`, `_transactions`
    and the like hold all rows of all files. Of a file given as its facts there are no rows. What
    is not named in `only` is not there: tables, and the ledger. `memory` is the most that queries
    may use. `add` may make more views before it is locked. `files` is the table of files where it
    is decided already which of them are used.
    """
    decided = files if files is not None else files_table(documents, choosing=choosing)
    tables = _tables_under(documents, decided)
    some_elsewhere = _some_vouchers_elsewhere(tables["_vouchers"], decided)
    own_years = _OWN_YEARS if some_elsewhere else _EVERY_YEAR
    if only is not None:
        kept = {f"_{name}" for name in (*only, *(OF_LEDGER if LEDGER in only else ()))}
        kept |= {"_files", "_statement_lines", "_vouchers"}
        tables = {name: table for name, table in tables.items() if name in kept}
    connection = connect(tables, memory=memory, locked=False)
    given = [one for one in TABLES if f"_{one.name}" in tables]
    has_ledger = len(given) == len(TABLES) if only is None else LEDGER in only
    if only is not None:
        given = [one for one in given if one.name in only]
    views = _views(given, own_years)
    if has_ledger:
        views += [*_looked_up(), _ledger(tables["_transactions"], own_years)]
    connection.execute(";".join(views))
    if add:
        add(connection)
    lock(connection)
    return connection


def beneath(
    documents: Sequence[Mapping[str, pa.Table]],
    *,
    choosing: bool = True,
    files: pa.Table | None = None,
) -> duckdb.DuckDBPyConnection:
    """Return what the views of `database` stand on and reports ask, in the engine that is shared.

    There are `_files`, `_transactions` and the like, for queries that no user writes.
    """
    decided = files if files is not None else files_table(documents, choosing=choosing)
    return shared(_tables_under(documents, decided))


def _tables_under(
    documents: Sequence[Mapping[str, pa.Table] | FileFacts], files: pa.Table
) -> dict[str, pa.Table]:
    """Return what the views stand on: tables with all rows of all files."""
    read = [one for one in documents if not isinstance(one, FileFacts)]
    tables = {f"_{name}": table for name, table in together(read).items()}
    tables["_files"] = files
    tables["_statement_lines"] = _line_ranges()
    tables["_vouchers"] = _in_derived_years(tables["_vouchers"], files)
    return tables


def together(documents: Sequence[Mapping[str, pa.Table]]) -> dict[str, pa.Table]:
    """Return each table of the schema that documents come with, with the rows of all."""
    if len(documents) == 1:
        return dict(documents[0])
    # Chunks of dictionary columns may differ in their words.
    tables = {
        table.name: pa.concat_tables(
            [arrow_schema(table.name).empty_table(), *(one[table.name] for one in documents)]
        ).unify_dictionaries()
        for table in TABLES
        if all(table.name in one for one in documents)
    }
    if documents and all(LINES in one for one in documents):
        tables[LINES] = pa.concat_tables([one[LINES] for one in documents])
    return tables


def _in_derived_years(vouchers: pa.Table, files: pa.Table) -> pa.Table:
    """Return vouchers that are in year 0 also where a file states no year 0 and has a derived one.

    A feed (type 4I) need not have a #RAR: its year is that of its voucher dates.
    """
    derived = files.filter(files["year_derived"])["document_id"]
    if not len(derived):
        return vouchers
    yearless = pc.and_(pc.is_null(vouchers["year_no"]), pc.is_valid(vouchers["date"]))
    own = pc.and_(yearless, pc.is_in(vouchers["document_id"], derived.combine_chunks()))
    at = vouchers.schema.get_field_index("year_no")
    years = pc.if_else(own, pa.scalar(0, pa.int8()), vouchers["year_no"])
    return vouchers.set_column(at, vouchers.schema.field(at), years)


def _some_vouchers_elsewhere(vouchers: pa.Table, files: pa.Table) -> bool:
    """Tell whether a voucher is of a year that another file speaks for."""
    others = vouchers.filter(pc.not_equal(vouchers["year_no"], 0))
    found = others.group_by(["document_id", "year_no"]).aggregate([]).to_pylist()
    elsewhere = dict(
        zip(files["document_id"].to_pylist(), files["years_elsewhere"].to_pylist(), strict=True)
    )
    return any(one["year_no"] in elsewhere[one["document_id"]] for one in found)


def _views(tables: Sequence[Table], own_years: str) -> list[str]:
    """Return the statements that make the views of tables."""
    front = ", ".join(f"f.{name}" for name in FRONT[1:])
    made = ["create view files as select * exclude (years_elsewhere) from _files"]
    return [*made, *(_view(table, front, own_years) for table in tables)]


def _looked_up() -> list[str]:
    """Return the statements that make what the ledger looks up.

    It is one row a key: were it two, amounts would be summed twice.
    """
    return [
        (
            "create view _account_facts as select a.document_id, a.account, "
            "any_value(a.name) as name, any_value(s.statement) as statement, "
            "any_value(s.line_order) as statement_line "
            "from _accounts a left join _statement_lines s "
            "on try_cast(left(a.account, 4) as integer) between s.first and s.last "
            "group by a.document_id, a.account"
        ),
        (
            "create view _object_names as select document_id, dimension, object, "
            "any_value(name) as name from _objects group by document_id, dimension, object"
        ),
    ]


def _view(table: Table, front: str, own_years: str) -> str:
    """Return the statement that makes a table's view."""
    own = ", ".join(f't."{name}"' for name in table.column_names if name not in FRONT)
    where = ["f.chosen"]
    source = f"_{table.name} t join _files f using (document_id)"
    if table.name in BY_YEAR:
        where.append(_OWN_YEARS.format(table="t"))
    if table.name == "transactions" and own_years != _EVERY_YEAR:
        # Their year is that of the voucher; rows outside of vouchers have none and are shown.
        source += " left join _vouchers v using (document_id, voucher_id)"
        where.append(own_years.format(table="v"))
    # All names come from the schema, none from a user.
    head = f"create view {table.name} as select t.document_id, {front}, {own}"
    return f"{head} from {source} where {' and '.join(where)}"


def _ledger(transactions: pa.Table, own_years: str) -> str:
    """Return the statement that makes the ledger, with a pair of columns for each dimension."""
    numbers = _dimensions(transactions["objects"])
    columns = "".join(
        f",\n       list_filter(t.objects, lambda one: one.dimension = {n})[1].object as dim_{n},"
        f" o{n}.name as dim_{n}_name"
        for n in numbers
    )
    joins = "\n".join(
        f"left join _object_names o{n} on o{n}.document_id = t.document_id "
        f"and o{n}.dimension = {n} "
        f"and o{n}.object = list_filter(t.objects, lambda one: one.dimension = {n})[1].object"
        for n in numbers
    )
    text = (files("siekit.engine") / "ledger.sql").read_text("utf-8")
    return text.format(dimensions=columns, joins=joins, own_years=own_years.format(table="v"))


def _dimensions(objects: pa.ChunkedArray) -> list[int]:
    """Return the numbers of the dimensions in use, in order, without copying the rows."""
    used: set[int | None] = set()
    for chunk in objects.chunks:
        used.update(pc.unique(chunk.flatten().field(0)).to_pylist())
    return sorted(number for number in used if number is not None and number >= 0)


@cache
def _line_ranges() -> pa.Table:
    """Return the accounts of each line of the statements; the computed result is no account's."""
    rows = [
        {
            "statement": line.statement,
            "line_order": line.order,
            "first": line.first,
            "last": line.last,
        }
        for line in statement_lines()
        if line.first is not None and line.order != COMPUTED_RESULT
    ]
    return pa.Table.from_pylist(rows)
