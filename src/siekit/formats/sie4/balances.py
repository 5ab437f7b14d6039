"""The table of balances, and those of years that no #RAR describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

from siekit.core.faults import Fault
from siekit.formats.sie4.balance_records import first_of_key, of_labels, shared_columns
from siekit.formats.sie4.found import Place
from siekit.formats.sie4.tables import table

if TYPE_CHECKING:
    import pyarrow as pa

    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.years import Years


def balances(
    found: Found, records: pa.Table, years: Years, *, sie_type: str, document_id: int
) -> pa.Table:
    """Return the table of #IB, #UB, #RES, #OIB and #OUB.

    A row whose amount was left empty is skipped, with a warning; one whose amount cannot be
    read counts, so that sums over it refuse.
    """
    own = records.filter(pc.invert(of_labels(records, "#PSALDO", "#PBUDGET")))
    own = own.append_column("year", own["year_no"])
    whole = pc.and_(of_labels(own, "#IB", "#UB", "#RES"), pc.equal(own["size"], 0))
    counts = pc.and_(whole, first_of_key(found, own))
    counts = pc.and_(counts, pc.is_null(own["skipped"]))
    if sie_type != "4I":
        _tell_years(found, own, years)
    return table("balances", document_id, shared_columns(own, own["year_no"], counts))


def _tell_years(found: Found, records: pa.Table, years: Years) -> None:
    """Tell balances of years that no #RAR describes, once for each year number."""
    known = {year.year_no for year in years.all}
    groups = records.group_by("year_no", use_threads=False).aggregate(
        [("line", "min"), ("line", "count")]
    )
    for year_no, line, count in zip(*(c.to_pylist() for c in groups.columns), strict=True):
        # A positive year number is an error of its own.
        if year_no is not None and year_no <= 0 and year_no not in known:
            facts = {"year_no": year_no}
            found.add(Fault.BALANCE_WITHOUT_YEAR, Place(line), count=count, facts=facts)
