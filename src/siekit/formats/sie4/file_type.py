"""Which of the five types a file is: what it says, else what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

from siekit.core.faults import Fault
from siekit.formats.sie4.found import Place

if TYPE_CHECKING:
    import pyarrow as pa

    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.head_fields import HeadRecord
    from siekit.formats.sie4.scan import Scan

OUT_OF_LEDGER = ("#UB", "#RES", "#PSALDO", "#OUB")
"""Balances that only a ledger writes."""

TELLS_ALONE = ("1", "2", "3", "4E", "4I")
"""What #SIETYP may say that leaves nothing open; a plain 4 may be 4E or 4I."""


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
    if declared in TELLS_ALONE:
        return declared, f"#SIETYP {declared}"
    if declared is None and not vouchers.num_rows:
        return "1", "no #SIETYP, which means type 1"
    return _ledger_or_feed(scan, vouchers, name)


def _declared(found: Found, scan: Scan, record: HeadRecord | None) -> str | None:
    """Return #SIETYP in capitals, None when it is missing or cannot be read."""
    raw = record.filled(0) if record else None
    if record is None or raw is None:
        if scan.has("#VER"):
            place = Place(record.line if record else None, label="#SIETYP")
            found.add(Fault.MISSING_TYPE, place)
        return None
    value = raw.upper()
    if value in ("1", "2", "3", "4"):
        return value
    place = Place(record.line, scan.column(record.start, record.fields[0].start), "#SIETYP", raw)
    if value in TELLS_ALONE:
        found.add(Fault.LETTER_IN_TYPE, place, facts={"sie_type": value})
        return value
    assumed = "4" if scan.has("#VER") else "1"
    found.add(Fault.UNREADABLE_TYPE, place, facts={"sie_type": assumed})
    return None


def _ledger_or_feed(scan: Scan, vouchers: pa.Table, name: str) -> tuple[str, str]:
    """Return 4E or 4I by what is in the file: nothing in it says so outright (SIE 4B 4.4)."""
    for label in OUT_OF_LEDGER:
        if scan.has(label):
            return "4E", f"{label} in the file"
    for column in ("series", "number"):
        empty = pc.fill_null(pc.equal(vouchers[column], ""), fill_value=True)
        if pc.any(empty).as_py():
            return "4I", f"a voucher without {column}"
    for ending, sie_type in ((".si", "4I"), (".se", "4E")):
        if name.lower().endswith(ending):
            return sie_type, f"the file name ends in {ending}"
    for label in ("#IB", "#RAR"):
        if scan.has(label):
            return "4E", f"{label} in the file"
    return "4I", "nothing of a ledger in the file"
