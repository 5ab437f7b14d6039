"""Which of several vouchers with one number each is, and whether numbers ascend."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from siekit.core.faults import Fault
from siekit.formats.sie4.found import Place
from siekit.formats.sie4.tables import repeated

if TYPE_CHECKING:
    from siekit.formats.sie4.found import Found
    from siekit.formats.sie4.scan import Scan

LONGEST_NUMBER = 18
"""Digits of a voucher number that is compared; a longer one is no running number."""


def occurrences(
    scan: Scan, found: Found, records: pa.Table, year_no: pa.ChunkedArray
) -> pa.ChunkedArray:
    """Return 1, 2, … among vouchers of a year with equal series and number.

    While the numbers of every series rise, as the standard asks, each is the only one.
    """
    if scan.ordered:
        return repeated(1, pa.int32(), records.num_rows)
    seen: Counter[tuple[str, str, int | None]] = Counter()
    order = _Order()
    result = []
    columns = [records[name].to_pylist() for name in ("series", "number", "line")]
    for series, number, line, year in zip(*columns, year_no.to_pylist(), strict=True):
        key = (series or "", number or "", year)
        seen[key] += 1
        result.append(seen[key])
        order.follow(key[0], key[1], year, line)
    order.tell(found)
    return pa.chunked_array([pa.array(result, pa.int32())])


@dataclass(slots=True)
class _Break:
    """The first number of a series that is not above the one before, and how many there are."""

    line: int
    number: str
    previous: int
    count: int = 0


class _Order:
    """Follows the numbers of each series in a year (SIE 4B 11 #VER: they ascend)."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, int | None], int] = {}
        self._breaks: dict[str, _Break] = {}

    def follow(self, series: str, number: str, year_no: int | None, line: int) -> None:
        """Take the next voucher of the file; numbers that are no digits have no order."""
        if not (number.isascii() and number.isdigit()) or len(number) > LONGEST_NUMBER:
            return
        value, last = int(number), self._last.get((series, year_no))
        if last is not None and value <= last:
            self._breaks.setdefault(series, _Break(line, number, last)).count += 1
        self._last[series, year_no] = value

    def tell(self, found: Found) -> None:
        """Add a finding for each series with a break."""
        for series, first in self._breaks.items():
            place = Place(first.line, label="#VER", value=first.number)
            facts = {"series": series, "number": first.number, "previous": first.previous}
            found.add(Fault.NUMBERS_NOT_ASCENDING, place, count=first.count, facts=facts)
