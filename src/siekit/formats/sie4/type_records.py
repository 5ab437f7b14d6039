"""Records that the type of a file forbids, and those that it asks for in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.core.faults import Fault
from siekit.core.labels import LABELS, Group, Need
from siekit.formats.sie4.found import Place

if TYPE_CHECKING:
    from siekit.core.labels import Label
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan
    from siekit.formats.sie4.years import Years

TOLD_ELSEWHERE = frozenset({"#FLAGGA", "#FORMAT", "#FNAMN", "#SIETYP", "#RAR"})
"""Compulsory records whose absence has a finding of its own."""

MAY_BE_NOTHING = frozenset({"#PBUDGET", "#DIM", "#UNDERDIM", "#OBJEKT", "#OIB", "#OUB"})
"""Compulsory records that are rightly absent when there is nothing to write (SIE 4B 5.14)."""

_EXCUSED = TOLD_ELSEWHERE | MAY_BE_NOTHING

FIGURES = (Group.BALANCES, Group.VOUCHERS)


def tell_records(scan: Scan, found: Found, sie_type: str, years: Years) -> None:
    """Tell records that the type does not allow, and compulsory ones that are missing."""
    for label in LABELS:
        need, seen = label.needs[sie_type], scan.has(label.name)
        if seen and need is Need.FORBIDDEN:
            _tell_forbidden(scan, found, sie_type, label)
        if not seen and need is Need.COMPULSORY and label.name not in _EXCUSED:
            _tell_missing(found, sie_type, label.name)
    if sie_type != "4I":
        _tell_missing_years(found, sie_type, years)
    if not any(scan.has(label.name) for label in LABELS if label.group in FIGURES):
        found.add(Fault.CHART_ONLY)


def _tell_forbidden(scan: Scan, found: Found, sie_type: str, label: Label) -> None:
    """Tell a label of another type: figures that do not belong matter more than facts."""
    count, line = scan.labels[label.name]
    balances_of_feed = label.group is Group.BALANCES and sie_type == "4I"
    fault = Fault.RECORD_NOT_FOR_TYPE
    if balances_of_feed or label.group is Group.VOUCHERS:
        fault = Fault.FIGURES_NOT_FOR_TYPE
    found.add(fault, Place(line, label=label.name), count=count, facts={"sie_type": sie_type})


def _tell_missing_years(found: Found, sie_type: str, years: Years) -> None:
    """Tell when the current or the previous year has no #RAR."""
    stated = {year.year_no for year in years.all}
    for year_no in (0, -1):
        if year_no not in stated:
            _tell_missing(found, sie_type, "#RAR", f"#RAR {year_no}")


def _tell_missing(found: Found, sie_type: str, label: str, missing: str | None = None) -> None:
    facts = {"missing": missing or label, "sie_type": sie_type}
    found.add(Fault.MISSING_RECORD, Place(label=label), facts=facts)
