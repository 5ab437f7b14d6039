"""The faults that the core met, as findings with the words' facts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.core.faults import Fault
from siekit.core.labels import BY_NAME
from siekit.core.oddities import SIX_DIGITS, odd_date, odd_number
from siekit.formats.sie4.arrow import array
from siekit.formats.sie4.fault_kinds import FACTS
from siekit.formats.sie4.scan import NAMES
from siekit.locale.figures import plain
from siekit.model import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan
    from siekit.formats.sie4.years import Years

ONCE = frozenset({Fault.GROUPS_OUT_OF_ORDER})
"""Faults that are told once for the whole file, with their number."""

_ACCOUNT_AT = {"#PSALDO": 2, "#PBUDGET": 2, "#IB": 1, "#UB": 1, "#RES": 1, "#OIB": 1, "#OUB": 1}


def tell_core_faults(scan: Scan, found: Found, years: Years) -> None:
    """Add a finding for each fault that the core kept, and count those it did not."""
    kept: dict[Fault, int] = {}
    for chunk in scan.chunks["faults"]:
        columns = [array(chunk[name]).to_pylist() for name in _COLUMNS]
        for code, *place in zip(*columns, strict=True):
            fault = Fault(code)
            kept[fault] = kept.get(fault, 0) + 1
            if fault not in ONCE or kept[fault] == 1:
                _tell(scan, found, years, fault, place)
    for fault, number in scan.tally.items():
        if fault not in ONCE:
            found.add_unseen(fault, number - kept.get(fault, 0))


_COLUMNS = ("code", "line", "label", "field", "line_start", "start", "stop")


def _tell(scan: Scan, found: Found, years: Years, fault: Fault, place: list[int]) -> None:
    line, label_code, field, line_start, start, stop = place
    label = NAMES[label_code] if label_code >= 0 else None
    value = scan.text(start, stop) if stop > start else None
    facts = dict(_facts(scan, years, fault, label, field, (start, stop), line_start))
    found.add(
        fault,
        line=line,
        column=scan.column(line_start, start),
        label=label,
        value=value,
        count=scan.tally[fault] if fault in ONCE else 1,
        **facts,
    )


def _facts(  # noqa: PLR0917 - a finding's words need its whole place
    scan: Scan,
    years: Years,
    fault: Fault,
    label: str | None,
    field: int,
    span: tuple[int, int],
    line_start: int,
) -> Iterator[tuple[str, str]]:
    """Give the facts that the sentences of a fault ask for."""
    wanted = FACTS.get(fault, ())
    if not wanted:
        return
    fields = scan.fields(line_start)
    if "field" in wanted and label and 0 <= field < len(BY_NAME[label].fields):
        yield "field", BY_NAME[label].fields[field].name
        yield "field_sv", BY_NAME[label].fields[field].swedish
    if "account" in wanted:
        at = 1 if fault is Fault.SWAPPED_PERIOD_AND_ACCOUNT else _ACCOUNT_AT.get(label or "", 0)
        yield from _named("account", fields, at)
    if fault is Fault.SWAPPED_PERIOD_AND_ACCOUNT:
        yield from _named("period", fields, 2)
    if "voucher" in wanted:
        yield "voucher", " ".join(part for part in fields[:2] if part)
    if fault is Fault.MISSING_EMPTY_FIELD:
        yield from _named("number", fields, 0)
        yield from _named("date", fields, 1)
    if fault is Fault.SECOND_ENCODING:
        yield from _second_encoding(scan, *span)
    elif "reading" in wanted:
        yield from _reading(years, fault, scan.text(*span))


def _named(name: str, fields: list[str], at: int) -> Iterator[tuple[str, str]]:
    if at < len(fields):
        yield name, fields[at]


def _reading(years: Years, fault: Fault, value: str) -> Iterator[tuple[str, str]]:
    """Give what was assumed: the number or the date that the value was read as."""
    if fault in _DATE_FAULTS:
        days, _ = odd_date(value)
        if days is not None:
            day = years.six_digit_day(days - SIX_DIGITS) if days < SIX_DIGITS // 2 else days
            yield "reading", str(years.as_date(day))
        return
    millionths, _ = odd_number(value, amount=True)
    if millionths is not None:
        yield "reading", plain(Decimal(millionths).scaleb(-6, EXACT), 2)


_DATE_FAULTS = frozenset({Fault.DATE_WITH_HYPHENS, Fault.SIX_DIGIT_DATE})


def _second_encoding(scan: Scan, start: int, stop: int) -> Iterator[tuple[str, str]]:
    """Give which encoding a field looks like, and how it would read in it."""
    second, reading = scan.second_reading(start, stop)
    yield "found", scan.encoding_name
    yield "second", second
    yield "reading", reading
