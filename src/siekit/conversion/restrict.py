"""What a type of file may hold: the rest is left out, and told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.conversion.notes import DERIVED, LEFT_OUT
from siekit.core.labels import BY_NAME, Need
from siekit.formats.sie4.making import in_schema, joined

if TYPE_CHECKING:
    from siekit.conversion.work import Work

OBJECT_FREE = ("1", "2")
"""Types without dimensions and objects."""

LABELS = {
    "vouchers": "#VER",
    "transactions": "#TRANS",
    "balances": "#IB",
    "period_balances": "#PSALDO",
    "dimensions": "#DIM",
    "objects": "#OBJEKT",
}
"""A label of each table whose records some type must not have."""

TOLD = {
    "balances": "#IB, #UB, #RES, #OIB, #OUB",
    "period_balances": "#PSALDO, #PBUDGET",
    "dimensions": "#DIM, #UNDERDIM",
    "objects": "#OBJEKT",
}
_WHOLE_MONTHS = """
    with sizes as (
        select *, len(objects) > 0 as has_objects from period_balances
    ), keys as (
        select kind, year_no, any_value(year_no_declared) as year_no_declared, period, account,
               sum(amount) as amount, sum(quantity) as quantity, min(line) as line
        from sizes where counts
        group by kind, year_no, period, account having bool_or(has_objects)
    )
    select kind::varchar as kind, year_no, year_no_declared, period, account,
           []::struct(dimension integer, object varchar)[] as objects,
           amount, quantity, true as counts
    from keys order by year_no desc, kind::varchar, period, account, line
"""


def restrict(work: Work, sie_type: str) -> None:
    """Leave out the records that a type must not have."""
    for name, label in LABELS.items():
        if BY_NAME[label].needs[sie_type] is Need.FORBIDDEN and name != "transactions":
            _leave_out(work, name, sie_type)
    if sie_type in OBJECT_FREE:
        _without_objects(work, sie_type)
    _restrict_header(work, sie_type)


def _leave_out(work: Work, name: str, sie_type: str) -> None:
    table = work.tables[name]
    if name == "vouchers":
        note = "vouchers-not-for-type"
        work.tables["transactions"] = work.tables["transactions"].slice(0, 0)
        count = table.num_rows
    else:
        note = "records-not-for-type"
        declared = "declared" in table.column_names
        count = pc.sum(table["declared"]).as_py() or 0 if declared else table.num_rows
    work.notes.add(LEFT_OUT, note, count, label=TOLD.get(name), sie_type=sie_type)
    work.tables[name] = table.slice(0, 0)


def _without_objects(work: Work, sie_type: str) -> None:
    """Leave out balances of objects; months of whole accounts are made before."""
    balances = work.tables["balances"]
    whole = pc.equal(pc.list_value_length(balances["objects"]), 0)
    gone = work.filter("balances", whole)
    work.notes.add(
        LEFT_OUT, "object-rows-not-for-type", gone, label="#OIB, #OUB", sie_type=sie_type
    )
    if work.tables["period_balances"].num_rows:
        whole_months(work)
        periods = work.tables["period_balances"]
        whole = pc.equal(pc.list_value_length(periods["objects"]), 0)
        gone = work.filter("period_balances", whole)
        label = TOLD["period_balances"]
        work.notes.add(LEFT_OUT, "object-rows-not-for-type", gone, label=label, sie_type=sie_type)


def whole_months(work: Work) -> None:
    """Make a row of the whole account where only rows with objects say what it is.

    So it is where there is no row without objects, and in files whose rows without objects are
    what no object has (Avendo writes so).
    """
    connection = work.connection()
    try:
        made = connection.sql(_WHOLE_MONTHS).to_arrow_table()
    finally:
        connection.close()
    if not made.num_rows:
        return
    rows = in_schema("period_balances", made, work.document.document_id)
    periods = work.tables["period_balances"]
    own, new = _keys(periods), _keys(rows)
    replaced = pc.and_(
        pc.is_in(own, new.combine_chunks()), pc.equal(pc.list_value_length(periods["objects"]), 0)
    )
    kept = periods.filter(pc.invert(pc.fill_null(replaced, fill_value=False)))
    work.tables["period_balances"] = joined("period_balances", [kept, rows])
    for kind, label in (("actual", "#PSALDO"), ("budget", "#PBUDGET")):
        count = pc.sum(pc.equal(rows["kind"].cast(pa.string()), kind)).as_py() or 0
        work.notes.add(DERIVED, "whole-months-derived", count, label=label)
    work.header = replace(work.header, psaldo_style=None)


def _keys(table: pa.Table) -> pa.ChunkedArray:
    """Return kind, year, month and account of each row as one text."""
    columns = [table[name].cast(pa.string()) for name in ("kind", "year_no", "period")]
    return pc.binary_join_element_wise(
        *columns, table["account"], " ", null_handling="replace", null_replacement="-"
    )


def _restrict_header(work: Work, sie_type: str) -> None:
    company = work.header.company
    if BY_NAME["#BKOD"].needs[sie_type] is Need.FORBIDDEN and company.industry is not None:
        company = replace(company, industry=None)
        work.header = replace(work.header, company=company)
        work.notes.add(LEFT_OUT, "records-not-for-type", 1, label="#BKOD", sie_type=sie_type)
    forbidden = BY_NAME["#OMFATTN"].needs[sie_type] is Need.FORBIDDEN
    if forbidden and work.header.covered_to is not None:
        work.header = replace(work.header, covered_to=None)
        work.notes.add(LEFT_OUT, "records-not-for-type", 1, label="#OMFATTN", sie_type=sie_type)
