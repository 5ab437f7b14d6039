"""Statements worked out apart from siekit, from the raw lines of a file.

Nothing of siekit is in it: the second reader (`tests/corpus/independent.py`) reads the records, the
income statement's lines are typed here after section 4 of the specification's charts, and the
balance sheet's lines are summed straight from the table of ranges.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.corpus.independent import Reading

Amounts = dict[str, Decimal]

ZERO = Decimal(0)
TABLE = Path(__file__).resolve().parents[2] / "src/siekit/charts/bas-statement-lines.csv"

INCOME = {
    "10": [(3000, 3799)],
    "20": [(4900, 4909), (4930, 4959), (4970, 4979), (4990, 4999)],
    "30": [(3800, 3899)],
    "40": [(3900, 3999)],
    "50": [(4000, 4899), (4910, 4929)],
    "60": [(4960, 4969), (4980, 4989)],
    "70": [(5000, 6999)],
    "80": [(7000, 7699)],
    "90": [(7700, 7739), (7750, 7789), (7800, 7899)],
    "100": [(7740, 7749), (7790, 7799)],
    "110": [(7900, 7999)],
    "130": [(8000, 8069), (8090, 8099)],
    "140": [(8100, 8112), (8114, 8117), (8119, 8122), (8124, 8132), (8134, 8169), (8190, 8199)],
    "150": [(8113, 8113), (8118, 8118), (8123, 8123), (8133, 8133)],
    "160": [(8200, 8269), (8290, 8299)],
    "170": [(8300, 8369), (8390, 8399)],
    "180": [(8070, 8089), (8170, 8189), (8270, 8289), (8370, 8389)],
    "190": [(8400, 8499)],
    "205": [(8700, 8799)],
    "210": [(8820, 8829)],
    "220": [(8830, 8839)],
    "230": [(8810, 8819)],
    "240": [(8850, 8859)],
    "250": [(8800, 8809), (8840, 8849), (8860, 8899)],
    "270": [(8900, 8979)],
    "280": [(8980, 8989)],
}
SUMS = {
    "49": ["10", "20", "30", "40"],
    "119": ["50", "60", "70", "80", "90", "100", "110"],
    "120": ["49", "119"],
    "199": ["130", "140", "150", "160", "170", "180", "190"],
    "200": ["120", "199"],
    "259": ["210", "220", "230", "240", "250"],
    "260": ["200", "205", "259"],
    "290": ["260", "270", "280"],
}


def year_amounts(reading: Reading) -> Amounts:
    """Return #UB and #RES of year 0 by account."""
    return {**reading.balance_sums("#UB", 0), **reading.balance_sums("#RES", 0)}


def income_statement(amounts: Amounts) -> Amounts:
    """Return the lines that are not zero, income positive."""
    found = {
        key: -sum((v for a, v in amounts.items() if _inside(a, ranges)), ZERO)
        for key, ranges in INCOME.items()
    }
    for key, parts in SUMS.items():
        found[key] = sum((found[part] for part in parts), ZERO)
    return _nonzero(found)


def balance_sheet(amounts: Amounts) -> Amounts:
    """Return the lines that are not zero, assets and debts positive."""
    found: Amounts = {}
    for row in csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()):
        statement, key = row["statement"], row["line_order"]
        if statement == "income_statement" or not row["account_from"]:
            continue
        sign = 1 if statement == "balance_sheet_assets" else -1
        ranges = [(int(row["account_from"]), int(row["account_to"]))]
        inside = sum((v for a, v in amounts.items() if _inside(a, ranges)), ZERO)
        found[key] = found.get(key, ZERO) + sign * inside
    found["399"] = sum((v for key, v in found.items() if int(key) < 399), ZERO)
    found["799"] = sum((v for key, v in found.items() if int(key) > 399), ZERO)
    return _nonzero(found)


def trial_balance(reading: Reading) -> dict[str, list[Decimal]]:
    """Return opening, debit, credit and closing of each account that is not zero throughout."""
    opening = reading.balance_sums("#IB", 0)
    closing = year_amounts(reading)
    found: dict[str, list[Decimal]] = {}
    for account, amount in opening.items():
        found.setdefault(account, [ZERO] * 4)[0] = amount
    for account, amount in closing.items():
        found.setdefault(account, [ZERO] * 4)[3] = amount
    for row in reading.rows:
        if row.label == "#TRANS":
            side = 1 if row.amount > 0 else 2
            found.setdefault(row.account, [ZERO] * 4)[side] += abs(row.amount)
    return {account: amounts for account, amounts in sorted(found.items()) if any(amounts)}


def unmapped(amounts: Amounts, *, income: bool) -> Amounts:
    """Return the accounts with amounts that no line takes, with ledger signs."""
    free = [(8500, 8699)]
    return {
        account: amount
        for account, amount in amounts.items()
        if amount
        and (
            (income and not _inside(account, [(1000, 8999)]) and account[:1] not in "12")
            or (not income and not _inside(account, [(1000, 8999)]))
            or (income and _inside(account, free))
        )
    }


def _inside(account: str, ranges: list[tuple[int, int]]) -> bool:
    """Tell whether an account's first four digits are in one of the ranges."""
    digits = account[:4]
    if len(digits) != 4 or not digits.isdecimal():
        return False
    return any(first <= int(digits) <= last for first, last in ranges)


def _nonzero(amounts: Amounts) -> Amounts:
    return {key: amount for key, amount in amounts.items() if amount}
