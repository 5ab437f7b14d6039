"""The table of period balances and period budgets, and which of its rows count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.faults import Fault
from siekit.formats.sie4.balance_records import first_of_key, of_labels, shared_columns
from siekit.formats.sie4.found import Place
from siekit.formats.sie4.period_style import REMAINDER, style_of
from siekit.formats.sie4.period_years import resolved_years
from siekit.formats.sie4.tables import table

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.years import Years


def period_balances(
    found: Found, records: pa.Table, years: Years, balances: pa.Table, document_id: int
) -> tuple[pa.Table, str | None]:
    """Return the table of #PSALDO and #PBUDGET, and how its object rows are meant."""
    own = records.filter(of_labels(records, "#PSALDO", "#PBUDGET"))
    year_no = resolved_years(found, own, years)
    resolved = own.append_column("year", year_no)
    moved = pc.fill_null(pc.not_equal(year_no, own["year_no"]), fill_value=True)
    counts = pc.and_(first_of_key(found, resolved, moved), pc.is_null(own["skipped"]))
    style = style_of(resolved.filter(counts), balances)
    if style.name == REMAINDER:
        line = resolved.filter(pc.not_equal(resolved["size"], 0))["line"][0].as_py()
        found.add(Fault.REMAINDER_STYLE, Place(line, label="#PSALDO"), count=style.accounts)
    else:
        counts = pc.and_(counts, _counting(resolved))
    columns = shared_columns(own, year_no, counts)
    columns |= {"year_no_declared": own["year_no"], "period": own["period"]}
    return table("period_balances", document_id, columns), style.name


def _counting(records: pa.Table) -> pa.ChunkedArray:
    """Tell which rows make up the account.

    Those without objects where there are any, else those of one dimension.
    """
    whole = pc.equal(records["size"], 0)
    if not pc.any(pc.invert(whole)).as_py():
        return whole
    keys = _period_keys(records)
    lonely = pc.invert(pc.is_in(keys, pc.unique(keys.filter(whole))))
    if not pc.any(lonely).as_py():
        return whole
    return pc.or_(whole, _of_lowest_dimension(records, keys, lonely))


def _period_keys(records: pa.Table) -> pa.ChunkedArray:
    """Return label, year, period and account of each row as one text."""
    names = ("label", "year", "period", "account")
    parts = [pc.fill_null(records[name].cast(pa.string()), "") for name in names]
    return pc.binary_join_element_wise(*parts, "\t")


def _of_lowest_dimension(
    records: pa.Table, keys: pa.ChunkedArray, lonely: pa.ChunkedArray
) -> pa.Array:
    """Tell the rows of the lowest dimension of each account and period that has no `{}` row."""
    rows = pa.array(range(records.num_rows), pa.int64())
    candidates = pa.table({"row": rows, "key": keys, "objects": records["objects"]})
    lowest: dict[str, int] = {}
    named: list[tuple[int, str, set[int]]] = []
    columns = (values.to_pylist() for values in candidates.filter(lonely).columns)
    for row, key, pairs in zip(*columns, strict=True):
        dimensions = {pair["dimension"] for pair in pairs or () if pair["dimension"] is not None}
        named.append((row, key, dimensions))
        if dimensions:
            least = min(dimensions)
            lowest[key] = min(least, lowest.get(key, least))
    chosen = [row for row, key, dimensions in named if lowest.get(key) in dimensions]
    return pc.is_in(rows, pa.array(chosen, pa.int64()))
