"""The faults that the core met, as findings with the facts that their sentences ask for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.core.faults import Fault
from siekit.core.labels import BY_NAME
from siekit.core.oddities import odd_date, odd_number
from siekit.formats.sie4.arrow import array
from siekit.formats.sie4.fault_kinds import FACTS
from siekit.formats.sie4.found import Place
from siekit.formats.sie4.scan import NAMES
from siekit.formats.sie4.years import as_date
from siekit.locale.figures import plain_money
from siekit.model import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan
    from siekit.formats.sie4.years import Years

ONCE = frozenset({Fault.GROUPS_OUT_OF_ORDER})
"""Faults that are told once for the whole file, with their number."""

DATE_FAULTS = frozenset({Fault.DATE_WITH_HYPHENS, Fault.SIX_DIGIT_DATE})
"""Faults whose reading is a date; that of others is a number."""

DECIMALS = 6
"""Decimals of the core's whole numbers."""

_ACCOUNT_AT = {"#PSALDO": 2, "#PBUDGET": 2, "#IB": 1, "#UB": 1, "#RES": 1, "#OIB": 1, "#OUB": 1}
"""Which field the account is, where it is not the first."""

_COLUMNS = ("code", "line", "label", "field", "line_start", "start", "stop")


@dataclass(frozen=True, slots=True)
class _CoreFault:
    """A fault as the core keeps it: its line, its field, and the span it is about."""

    fault: Fault
    line: int
    label: str | None
    field: int
    line_start: int
    start: int
    stop: int


def tell_core_faults(scan: Scan, found: Found, years: Years) -> None:
    """Add a finding for each fault that the core kept, and count those it did not."""
    kept: Counter[Fault] = Counter()
    for one in _core_faults(scan):
        kept[one.fault] += 1
        if one.fault not in ONCE or kept[one.fault] == 1:
            _tell(scan, found, years, one)
    for fault, number in scan.tally.items():
        if fault not in ONCE:
            found.add_unseen(fault, number - kept[fault])


def _core_faults(scan: Scan) -> Iterator[_CoreFault]:
    for chunk in scan.chunks["faults"]:
        columns = [array(chunk[name]).to_pylist() for name in _COLUMNS]
        for code, line, label, *rest in zip(*columns, strict=True):
            yield _CoreFault(Fault(code), line, NAMES[label] if label >= 0 else None, *rest)


def _tell(scan: Scan, found: Found, years: Years, one: _CoreFault) -> None:
    place = Place(
        line=one.line,
        column=scan.column(one.line_start, one.start),
        label=one.label,
        value=scan.text(one.start, one.stop) if one.stop > one.start else None,
    )
    count = scan.tally[one.fault] if one.fault in ONCE else 1
    found.add(one.fault, place, count=count, facts=dict(_facts(scan, years, one)))


def _facts(scan: Scan, years: Years, one: _CoreFault) -> Iterator[tuple[str, str]]:
    """Give the facts that the sentences of a fault ask for."""
    wanted = FACTS.get(one.fault, ())
    if not wanted:
        return
    if "field" in wanted:
        yield from _field_words(one)
    yield from _fields(scan, one, wanted)
    if one.fault is Fault.SECOND_ENCODING:
        yield from scan.second_encoding(one.start, one.stop).items()
    elif "reading" in wanted:
        yield from _reading(years, one.fault, scan.text(one.start, one.stop))


def _field_words(one: _CoreFault) -> Iterator[tuple[str, str]]:
    """Give what the field is called, where the label has such a field."""
    fields = BY_NAME[one.label].fields if one.label else ()
    if 0 <= one.field < len(fields):
        yield "field", fields[one.field].name
        yield "field_sv", fields[one.field].swedish


def _fields(scan: Scan, one: _CoreFault, wanted: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give fields of the line by which people know it: its account, voucher or period."""
    places = {}
    if one.fault is Fault.SWAPPED_PERIOD_AND_ACCOUNT:
        places = {"account": 1, "period": 2}
    elif "account" in wanted:
        places = {"account": _ACCOUNT_AT.get(one.label or "", 0)}
    elif one.fault is Fault.MISSING_EMPTY_FIELD:
        places = {"number": 0, "date": 1}
    if not places and "voucher" not in wanted:
        return
    fields = scan.fields(one.line_start)
    if "voucher" in wanted:
        yield "voucher", " ".join(part for part in fields[:2] if part)
    for name, at in places.items():
        if at < len(fields):
            yield name, fields[at]


def _reading(years: Years, fault: Fault, value: str) -> Iterator[tuple[str, str]]:
    """Give what was assumed: the number or the date that the value was read as."""
    if fault in DATE_FAULTS:
        day, _ = odd_date(value)
        if day is not None:
            yield "reading", str(as_date(years.settled_day(day)))
        return
    millionths, _ = odd_number(value, amount=True)
    if millionths is not None:
        yield "reading", plain_money(Decimal(millionths).scaleb(-DECIMALS, EXACT))
