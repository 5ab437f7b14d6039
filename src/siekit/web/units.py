"""Kronor, öre or thousands: one switch for every table of figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from siekit.model import EXACT
from siekit.reports.model import ColumnKind
from siekit.reports.scale import KRONA
from siekit.web.no_choice import no_choice

if TYPE_CHECKING:
    from siekit.reports.model import Line, Report

WHOLE, EXACTLY, THOUSANDS = "kr", "ore", "tkr"
UNITS = (WHOLE, EXACTLY, THOUSANDS)
THOUSAND = Decimal(1000)


def unit_of(word: str | None) -> str:
    """Return the unit that an address asks for, whole kronor where it asks for none."""
    if word in (None, ""):
        return WHOLE
    if word not in UNITS:
        raise no_choice("unit", UNITS)
    return str(word)


def decimals_of(unit: str) -> int:
    """Return how many decimals are shown in a unit."""
    return 2 if unit == EXACTLY else 0


def in_unit(report: Report, unit: str) -> Report:
    """Return a report in thousands where those are asked for; its charts choose for themselves."""
    if unit != THOUSANDS:
        return report
    money = frozenset(n for n, one in enumerate(report.columns) if one.kind is ColumnKind.MONEY)
    sections = tuple(
        replace(section, lines=tuple(_line(one, money) for one in section.lines))
        for section in report.sections
    )
    unmapped = tuple(replace(one, values=_values(one.values, money)) for one in report.unmapped)
    name = "tkr" if report.unit == KRONA else f"1000 {report.unit}"
    return replace(report, sections=sections, unmapped=unmapped, unit=name)


def _line(line: Line, money: frozenset[int]) -> Line:
    beneath = tuple(_line(one, money) for one in line.beneath)
    return replace(line, values=_values(line.values, money), beneath=beneath)


def _values(
    values: tuple[Decimal | None, ...], money: frozenset[int]
) -> tuple[Decimal | None, ...]:
    return tuple(
        EXACT.divide(value, THOUSAND) if value is not None and number in money else value
        for number, value in enumerate(values)
    )
