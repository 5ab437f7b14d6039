"""The lines of the income statement and the balance sheet, and the accounts of each.

The table is `bas-statement-lines.csv`, laid out as the annual accounts act and K2 have it. Every
account from 1000 to 8999 has one line; 8500-8699 has none, and 3000-8999 stands a second time as
line 485, the result that is not yet booked. Accounts are mapped by their first four digits.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

INCOME = "income_statement"
ASSETS = "balance_sheet_assets"
EQUITY_AND_LIABILITIES = "balance_sheet_equity_liabilities"

COMPUTED_RESULT = 485
"""The line of the balance sheet that holds the result of the year while it is not booked."""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One range of accounts of a line, or a subtotal, whose `formula` is not empty.

    `sign` multiplies the ledger's amounts (debit positive); 0 is not counted.
    """

    statement: str
    section: str
    order: int
    sv: str
    en: str
    first: int | None
    last: int | None
    sign: int
    formula: str


@cache
def statement_lines() -> tuple[StatementLine, ...]:
    """Return the table as it stands, in its own order."""
    text = (files("siekit.charts") / "bas-statement-lines.csv").read_text("utf-8")
    return tuple(_line(row) for row in csv.DictReader(text.splitlines()))


def _line(row: dict[str, str]) -> StatementLine:
    formula = row["sign"] if row["sign"].startswith("=") else ""
    return StatementLine(
        statement=row["statement"],
        section=row["section"],
        order=int(row["line_order"]),
        sv=row["line_sv"],
        en=row["line_en"],
        first=int(row["account_from"]) if row["account_from"] else None,
        last=int(row["account_to"]) if row["account_to"] else None,
        sign=0 if formula else int(row["sign"]),
        formula=formula,
    )
