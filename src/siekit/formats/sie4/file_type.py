"""Which of the five types a file is, and which records that type asks for or forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

from siekit.core.faults import Fault
from siekit.core.labels import LABELS, Group, Need

if TYPE_CHECKING:
    import pyarrow as pa

    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.head_records import HeadRecord
    from siekit.formats.sie4.scan import Scan
    from siekit.formats.sie4.years import Years

OUT_OF_LEDGER = ("#UB", "#RES", "#PSALDO", "#OUB")
"""Balances that only a ledger writes."""

TOLD_ELSEWHERE = frozenset({"#FLAGGA", "#FORMAT", "#FNAMN", "#SIETYP", "#RAR"})
"""Compulsory records whose absence has a finding of its own."""

MAY_BE_NOTHING = frozenset({"#PBUDGET", "#DIM", "#UNDERDIM", "#OBJEKT", "#OIB", "#OUB"})
"""Compulsory records that are rightly absent when there is nothing to write (SIE 4B 5.14)."""


def decide(
    scan: Scan,
    found: Found,
    record: HeadRecord | None,
    vouchers: pa.Table,
    *,
    given: str | None,
    name: str,
) -> tuple[str, str]:
    """Return the type, 4 told apart as 4E or 4I, and the evidence that decided."""
    declared = _declared(found, scan, record)
    if given is not None:
        return given, "given by the caller"
    if declared in ("4E", "4I"):
        return declared, f"#SIETYP {declared}"
    if declared is not None and declared != "4":
        return declared, f"#SIETYP {declared}"
    if declared is None and not vouchers.num_rows:
        return "1", "no #SIETYP, which means type 1"
    return _ledger_or_feed(scan, vouchers, name)


def _declared(found: Found, scan: Scan, record: HeadRecord | None) -> str | None:
    """Return #SIETYP in capitals, None when it is missing or cannot be read."""
    raw = record.filled(0) if record else None
    if record is None or raw is None:
        if scan.has("#VER"):
            found.add(Fault.MISSING_TYPE, line=record.line if record else None, label="#SIETYP")
        return None
    value = raw.upper()
    place = {"line": record.line, "label": "#SIETYP", "value": raw}
    if value in ("1", "2", "3", "4"):
        return value
    column = scan.column(record.start, record.fields[0].start)
    if value in ("4E", "4I"):
        found.add(Fault.LETTER_IN_TYPE, column=column, sie_type=value, **place)
        return value
    assumed = "4" if scan.has("#VER") else "1"
    found.add(Fault.UNREADABLE_TYPE, column=column, sie_type=assumed, **place)
    return None


def _ledger_or_feed(scan: Scan, vouchers: pa.Table, name: str) -> tuple[str, str]:
    """Return 4E or 4I by what is in the file: nothing in it says so outright (SIE 4B 4.4)."""
    for label in OUT_OF_LEDGER:
        if scan.has(label):
            return "4E", f"{label} in the file"
    for column in ("series", "number"):
        empty = pc.fill_null(pc.equal(vouchers[column], ""), True)  # noqa: FBT003 - Arrow's own
        if pc.any(empty).as_py():
            return "4I", f"a voucher without {column}"
    for ending, sie_type in ((".si", "4I"), (".se", "4E")):
        if name.lower().endswith(ending):
            return sie_type, f"the file name ends in {ending}"
    for label in ("#IB", "#RAR"):
        if scan.has(label):
            return "4E", f"{label} in the file"
    return "4I", "nothing of a ledger in the file"


def tell_records(scan: Scan, found: Found, sie_type: str, years: Years) -> None:
    """Tell records that the type does not allow, and compulsory ones that are missing."""
    for label in LABELS:
        seen = scan.labels.get(label.name)
        need = label.needs[sie_type]
        if seen and need is Need.FORBIDDEN:
            fault = Fault.RECORD_NOT_FOR_TYPE
            if (label.group is Group.BALANCES and sie_type == "4I") or (
                label.group is Group.VOUCHERS
            ):
                fault = Fault.FIGURES_NOT_FOR_TYPE
            count, line = seen
            found.add(fault, line=line, label=label.name, count=count, sie_type=sie_type)
        if need is Need.COMPULSORY and not seen and label.name not in TOLD_ELSEWHERE:
            if label.name not in MAY_BE_NOTHING:
                told = {"missing": label.name, "sie_type": sie_type}
                found.add(Fault.MISSING_RECORD, label=label.name, **told)
    if sie_type != "4I":
        stated = {year.year_no for year in years.all}
        for year_no in (0, -1):
            if year_no not in stated:
                missing = f"#RAR {year_no}"
                told = {"missing": missing, "sie_type": sie_type}
                found.add(Fault.MISSING_RECORD, label="#RAR", **told)
    if not any(scan.has(label.name) for label in LABELS if label.group in _FIGURES):
        found.add(Fault.CHART_ONLY)


_FIGURES = (Group.BALANCES, Group.VOUCHERS)
