"""What the invented company books: vouchers of six kinds, drawn by chance.

Only `Random.random` is drawn from, so that every Python makes the same vouchers.
"""

from __future__ import annotations

import random
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Item = TypeVar("Item")
Posting = tuple[str, int]
"""An account and an amount in öre."""

COMPANY_FILE: Final = Path(__file__).with_name("company.toml")
COMPANY: Final[dict[str, Any]] = tomllib.loads(COMPANY_FILE.read_text(encoding="utf-8"))
COST_CLASSES: Final = ("4", "5", "6", "7")
VAT_SHARE: Final = 0.2
COSTS_WITH_OBJECTS: Final = 0.5
SALES_WITH_OBJECTS: Final = 0.2
ROWS_WITH_TEXT: Final = 0.35
VOUCHERS_CORRECTED: Final = 0.02


class Dice:
    """Draws that depend on the seed only."""

    def __init__(self, seed: int) -> None:
        """Start from a seed."""
        self.random = random.Random(seed).random

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of the items."""
        return items[int(self.random() * len(items))]

    def between(self, low: int, high: int) -> int:
        """Return a number from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def amount(self, low: int, high: int) -> int:
        """Return an amount in öre; most are small, and two in three are whole kronor."""
        kronor = low + int((high - low) * self.random() ** 3)
        return kronor * 100 + (int(self.random() * 100) if self.random() < 1 / 3 else 0)

    def split(self, total: int, parts: int) -> list[int]:
        """Return that many amounts other than zero that add up to the total."""
        shares = []
        for left in range(parts - 1, 0, -1):
            share = max(1, int(total / (left + 1) * (0.5 + self.random())))
            shares.append(share)
            total -= share
        return [*shares, total]


def quote(text: str) -> str:
    """Return a text as a quoted field."""
    return '"' + text.replace('"', '\\"') + '"'


def money(amount: int) -> str:
    """Return öre as kronor with two decimals."""
    kronor, cents = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{kronor}.{cents:02d}"


def customer_invoice(dice: Dice) -> tuple[str, list[Posting]]:
    """Return the text and postings of an invoice to a customer."""
    net = dice.amount(400, 60_000)
    vat = net // 4
    shares = dice.split(net, dice.between(1, 3))
    income = [(dice.pick(COMPANY["sales"]), -share) for share in shares]
    text = f"Kundfaktura {dice.between(20_000, 69_999)} {dice.pick(COMPANY['customers'])}"
    return text, [("1510", net + vat), *income, ("2611", -vat)]


def customer_payment(dice: Dice) -> tuple[str, list[Posting]]:
    """Return the text and postings of a payment, some rounded to whole kronor."""
    owed = dice.amount(500, 75_000)
    text = f"Inbetalning {dice.pick(COMPANY['customers'])}"
    paid = (owed + 50) // 100 * 100
    if paid == owed:
        return text, [("1930", paid), ("1510", -owed)]
    return text, [("1930", paid), ("1510", -owed), ("3740", owed - paid)]


def supplier_invoice(dice: Dice) -> tuple[str, list[Posting]]:
    """Return the text and postings of an invoice from a supplier."""
    gross = dice.amount(100, 40_000)
    vat = int(gross * VAT_SHARE)
    shares = dice.split(gross - vat, dice.between(1, 4))
    costs = [(dice.pick(COMPANY["purchases"]), share) for share in shares]
    text = f"Leverantörsfaktura {dice.between(100_000, 999_999)} {dice.pick(COMPANY['suppliers'])}"
    return text, [("2440", -gross), *costs, ("2641", vat)]


def supplier_payment(dice: Dice) -> tuple[str, list[Posting]]:
    """Return the text and postings of a payment to a supplier."""
    paid = dice.amount(100, 40_000)
    text = f"Utbetalning {dice.pick(COMPANY['suppliers'])}"
    return text, [("2440", paid), ("1930", -paid)]


def salary(dice: Dice) -> tuple[str, list[Posting]]:
    """Return the text and postings of one person's pay."""
    gross = dice.amount(16_000, 48_000)
    tax, fees = gross * 3 // 10, gross * 3142 // 10_000
    pay = dice.split(gross, dice.between(1, 2))
    postings = [(dice.pick(("7010", "7210")), share) for share in pay]
    text = f"Lön, anställningsnr {dice.between(100, 180)}"
    postings += [("2710", -tax), ("1930", tax - gross), ("7510", fees), ("2731", -fees)]
    return text, postings


def other_voucher(dice: Dice) -> tuple[str, list[Posting]]:
    """Return the text and postings of a purchase, a fee or a depreciation."""
    kind = dice.random()
    if kind < 1 / 4:
        fee = dice.between(5, 400) * 100
        return "Bankavgift", [("6570", fee), ("1930", -fee)]
    if kind < 1 / 3:
        worn = dice.amount(500, 9_000)
        return "Avskrivning på inventarier", [("7832", worn), ("1229", -worn)]
    gross = dice.amount(40, 2_500)
    vat = int(gross * VAT_SHARE)
    text = f"Kvitto, {dice.pick(COMPANY['words']).lower()}"
    postings = [(dice.pick(COMPANY["purchases"]), gross - vat), ("2641", vat), ("1910", -gross)]
    return text, postings


# Series, how far up to one its share of the vouchers reaches, and what its vouchers are.
KINDS: Final = (
    ("A", 0.15, other_voucher),
    ("B", 0.40, customer_invoice),
    ("C", 0.55, customer_payment),
    ("D", 0.82, supplier_invoice),
    ("E", 0.94, supplier_payment),
    ("L", 1.00, salary),
)


def object_list(dice: Dice, account: str) -> str:
    """Return the objects of a row: half of the costs and some of the income have any."""
    share = 0.0
    if account.startswith(COST_CLASSES):
        share = COSTS_WITH_OBJECTS
    elif account in COMPANY["sales"]:
        share = SALES_WITH_OBJECTS
    if dice.random() >= share:
        return "{}"
    centre = dice.pick(COMPANY["cost_centres"])[0]
    if dice.random() < 1 / 2:
        return f'{{1 "{centre}"}}'
    return f'{{1 "{centre}" 6 "{dice.pick(COMPANY["projects"])[0]}"}}'


def row_end(dice: Dice, account: str, amount: int, day: str) -> str:
    """Return the optional fields of a row: date, text, quantity and signature."""
    text = '""'
    if dice.random() < ROWS_WITH_TEXT:
        words = dice.pick(COMPANY["words"])
        text = quote(f"{words} {dice.between(1, 9_999)}" if dice.random() < 1 / 2 else words)
    if account in COMPANY["units"] and dice.random() < 1 / 3:
        hours = max(1, abs(amount) // 450)
        quantity = f"{'-' if amount < 0 else ''}{hours // 100}.{hours % 100:02d}"
        signature = f" {quote(dice.pick(COMPANY['signatures']))}" if dice.random() < 1 / 4 else ""
        return f' "" {text} {quantity}{signature}'
    if text == '""':
        return ""
    return f" {day} {text}" if dice.random() < 1 / 2 else f' "" {text}'


def correction(dice: Dice, row: str, day: date) -> str:
    """Return the lines of a row that took another account's place, and of its twin."""
    account, rest = row.split(" ", 1)
    other = dice.pick([known for known in COMPANY["purchases"] if known != account])
    changed = f"{day + timedelta(days=dice.between(1, 20)):%Y%m%d}"
    words, signature = dice.pick(COMPANY["words"]), dice.pick(COMPANY["signatures"])
    end = f'{changed} {quote(words)} "" {quote(signature)}'
    return "".join(
        f"   {label} {number} {rest} {end}\r\n"
        for label, number in (("#BTRANS", other), ("#RTRANS", account), ("#TRANS", account))
    )


def voucher_lines(dice: Dice, head: str, postings: Sequence[Posting], day: date) -> str:
    """Return the lines of a voucher; one in fifty has a row that was corrected."""
    corrected = dice.between(0, len(postings) - 1) if dice.random() < VOUCHERS_CORRECTED else -1
    stamp = f"{day:%Y%m%d}"
    lines = [f"#VER {head}\r\n{{\r\n"]
    for index, (account, amount) in enumerate(postings):
        row = f"{account} {object_list(dice, account)} {money(amount)}"
        if index == corrected:
            lines.append(correction(dice, row, day))
        else:
            lines.append(f"   #TRANS {row}{row_end(dice, account, amount, stamp)}\r\n")
    lines.append("}\r\n")
    return "".join(lines)
