"""The #KSUMMA pair that frames a file: whole, cut off, or wrong (SIE 4B chapter 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.core.checksum import checksum
from siekit.core.faults import Fault
from siekit.formats.sie4.head_fields import tell

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.head_fields import HeadRecord
    from siekit.formats.sie4.scan import Scan

SUMS = 2**32
"""How many values 32 bits have."""

LONGEST_SUM = len(str(SUMS))


def checksums(scan: Scan, found: Found, records: list[HeadRecord]) -> dict[str, int | None]:
    """Return the checksum that the file declares and the one that its records have."""
    if not records:
        return {"checksum_declared": None, "checksum_computed": None}
    first, last = records[0], records[-1]
    declared = _declared(last)
    if len(records) == 1:
        opens = first.filled(0) is None
        fault = Fault.FILE_CUT_OFF if opens else Fault.CHECKSUM_NOT_FRAMED
        tell(scan, found, fault, first, 0)
        return {"checksum_declared": declared, "checksum_computed": None}
    computed = checksum(scan.data, scan.coder, first.stop, last.start)
    if declared is None or first.filled(0) is not None:
        tell(scan, found, Fault.CHECKSUM_NOT_FRAMED, last, 0)
    elif computed is not None and declared != computed:
        shown = {"declared": declared, "computed": computed}
        tell(scan, found, Fault.CHECKSUM_WRONG, last, 0, facts=shown)
    elif computed is not None and (last.filled(0) or "").startswith("-"):
        tell(scan, found, Fault.CHECKSUM_SIGNED, last, 0, facts={"computed": computed})
    return {"checksum_declared": declared, "checksum_computed": computed}


def _declared(record: HeadRecord) -> int | None:
    """Return the sum that a record says; a signed one is the same 32 bits."""
    text = record.filled(0) or ""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > LONGEST_SUM:
        return None
    value = int(text)
    return value % SUMS if -SUMS // 2 <= value < SUMS else None
