"""A reader of its own for the example companies: plain Python over the lines, nothing of siekit.

It knows just what these files have, and would fail at any other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FIELD = re.compile(r'"((?:\\"|[^"])*)"|\{([^}]*)\}|(\S+)')

Sums = dict[str, Decimal]


@dataclass
class Row:
    """One #TRANS with the voucher it stands in."""

    series: str
    number: str
    day: str
    account: str
    amount: Decimal
    line: int


@dataclass
class Books:
    """What a file says, year 0 only."""

    opening: Sums = field(default_factory=lambda: defaultdict(Decimal))
    standing: Sums = field(default_factory=lambda: defaultdict(Decimal))
    """#UB and #RES."""

    budget: Sums = field(default_factory=lambda: defaultdict(Decimal))
    rows: list[Row] = field(default_factory=list)

    def months(self) -> dict[tuple[str, str], Decimal]:
        """What moved, by account and month of the voucher."""
        found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for row in self.rows:
            found[row.account, row.day[:6]] += row.amount
        return found


def books(path: Path) -> Books:
    """Return what a file says."""
    made = Books()
    voucher = ("", "", "")
    for number, line in enumerate(path.read_text(encoding="cp437").splitlines(), 1):
        label, *fields = [one[0] or one[1] or one[2] for one in _FIELD.findall(line)] or [""]
        if label == "#VER":
            voucher = (fields[0], fields[1], fields[2])
        elif label == "#TRANS":
            made.rows.append(Row(*voucher, fields[0], Decimal(fields[2]), number))
        elif label == "#IB" and fields[0] == "0":
            made.opening[fields[1]] += Decimal(fields[2])
        elif label in {"#UB", "#RES"} and fields[0] == "0":
            made.standing[fields[1]] += Decimal(fields[2])
        elif label == "#PBUDGET" and fields[0] == "0" and not fields[3]:
            made.budget[fields[2]] += Decimal(fields[4])
    return made


def month_before(month: str, back: int) -> str:
    """Return the month so many months before one, as 202401."""
    place = int(month[:4]) * 12 + int(month[4:]) - 1 - back
    return f"{place // 12}{place % 12 + 1:02}"
