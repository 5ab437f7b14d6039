"""Accounts in the fields of a form: by the file's own codes, else by the table of BAS."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal, localcontext
from typing import TYPE_CHECKING

from siekit.charts.sru_tables import FOUR, Field, bas_codes, form_fields
from siekit.model import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from siekit.tax.families import Family

ZERO = Decimal(0)
OLD_CODES = 7000
"""Codes below it belong to earlier forms: they are carried, not interpreted."""

RESULT = range(3000, 8990)
TRANSFER = range(8990, 9000)
"""Accounts that only move the result of the year into equity."""

ASSETS, EQUITY_AND_LIABILITIES = "72", "73"
"""How the codes of the balance sheet begin, in every form here."""

ONLY_DEBIT = range(8840, 8850)
"""Its place is the cost field whatever stands on it; it takes no part in choosing a field."""

TABLED = frozenset({"INK2R"})
"""Forms for whose fields there is a table of BAS accounts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One account with what a form of the whole year takes of it (debit positive).

    `codes` are those that the file gives it (#SRU).
    """

    account: str
    name: str
    amount: Decimal
    codes: tuple[str, ...] = ()

    @property
    def number(self) -> int | None:
        """Its first four digits as a number, None where it has not so many."""
        digits = self.account[:FOUR]
        is_number = len(digits) == FOUR and digits.isascii() and digits.isdigit()
        return int(digits) if is_number else None


@dataclass(slots=True)
class Filled:
    """One field with the accounts in it; `ledger` is their sum, debit positive."""

    form_field: Field
    entries: list[Entry] = field(default_factory=list)
    added: Decimal = ZERO
    """What no account has: a result that is not booked yet."""

    @property
    def ledger(self) -> Decimal:
        """The sum with the ledger's sign."""
        return EXACT.add(total(entry.amount for entry in self.entries), self.added)

    @property
    def value(self) -> Decimal:
        """The sum with the sign of the form, with öre."""
        return EXACT.multiply(self.ledger, side(self.form_field))


@dataclass(slots=True)
class Placed:
    """Where every account went. `unplaced` have an amount and no field."""

    fields: dict[str, Filled]
    result: Decimal
    """The result of the year before it is transferred, profit positive."""

    unbooked: Decimal
    """How much of it has not been booked to equity."""

    unplaced: list[Entry]
    old: list[Entry]
    """Accounts whose own codes are those of earlier forms."""

    foreign: list[Entry]
    """Accounts whose own codes are of no field of the form."""

    otherwise: list[Entry]
    """Accounts that the file puts elsewhere than the table of BAS does."""

    by_table: list[Entry]

    @property
    def assets(self) -> Decimal:
        """The sum of the assets, with öre."""
        return self._sum(ASSETS)

    @property
    def equity_and_liabilities(self) -> Decimal:
        """The sum of the other side, credit positive, with öre."""
        return EXACT.minus(self._sum(EQUITY_AND_LIABILITIES))

    def _sum(self, start: str) -> Decimal:
        return total(one.ledger for code, one in self.fields.items() if code.startswith(start))


def place(entries: Sequence[Entry], family: Family) -> Placed:
    """Return the accounts of a year in the fields of the family's form of accounts."""
    fields = form_fields(family.accounts)
    placed = Placed({}, ZERO, ZERO, [], [], [], [], [])
    by_account: list[tuple[Entry, tuple[str, ...]]] = []
    transferred = ZERO
    for entry in entries:
        if entry.number in RESULT:
            placed.result = EXACT.subtract(placed.result, entry.amount)
        if entry.number in TRANSFER:
            transferred = EXACT.add(transferred, entry.amount)
        elif entry.amount:
            codes = _codes(entry, family, placed)
            if codes:
                by_account.append((entry, codes))
            else:
                placed.unplaced.append(entry)
    for entry, code in _chosen(by_account, fields):
        placed.fields.setdefault(code, Filled(fields[code])).entries.append(entry)
    placed.unbooked = EXACT.subtract(placed.result, transferred)
    if placed.unbooked:
        code = family.unbooked[placed.unbooked < 0]
        one = placed.fields.setdefault(code, Filled(fields[code]))
        one.added = EXACT.minus(placed.unbooked)
    placed.fields = {code: placed.fields[code] for code in fields if code in placed.fields}
    return placed


def side(one: Field) -> int:
    """Return what makes an amount of the ledger one of the field: -1 where credit is natural."""
    if one.sign == "+":
        return -1
    return 1 if one.sign == "-" or one.code.startswith(ASSETS) else -1


def whole(amount: Decimal) -> int:
    """Return whole kronor: öre are cut off, not rounded."""
    with localcontext(EXACT) as context:
        context.clear_traps()
        return int(amount.to_integral_value(rounding=ROUND_DOWN))


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Return the exact sum."""
    found = ZERO
    for amount in amounts:
        found = EXACT.add(found, amount)
    return found


def _codes(entry: Entry, family: Family, placed: Placed) -> tuple[str, ...]:
    """Return the codes of an account: the file's where the form has them, else the table's.

    A code of today's series that the form has not is the company's own choice: the account is
    then placed nowhere.
    """
    fields = form_fields(family.accounts)
    table = bas_codes(entry.account) if family.accounts in TABLED else ()
    # The field of the result is worked out; no account goes there.
    own = tuple(
        code for code in dict.fromkeys(entry.codes) if code in fields and code not in family.result
    )
    if own:
        if table and not set(own) <= set(table):
            placed.otherwise.append(entry)
        return own
    if any(_is_old(code) for code in entry.codes):
        placed.old.append(entry)
    if any(not _is_old(code) for code in entry.codes):
        placed.foreign.append(entry)
        return ()
    if table:
        placed.by_table.append(entry)
    return table


def _is_old(code: str) -> bool:
    return not (code.isascii() and code.isdigit()) or int(code[:9]) < OLD_CODES


def _chosen(
    by_account: Sequence[tuple[Entry, tuple[str, ...]]], fields: Mapping[str, Field]
) -> Iterable[tuple[Entry, str]]:
    """Give the field of each account.

    Fields of one row (net + and net -) are one: the sign of their sum chooses. Codes of different
    rows are chosen between by the account's own sign.
    """
    rows: dict[str, list[Entry]] = {}
    for entry, codes in by_account:
        code = codes[0] if len(codes) == 1 else _by_sign(codes, entry.amount, fields)
        row = fields[code].row
        if entry.number in ONLY_DEBIT or len(_of_row(row, fields)) == 1:
            yield entry, code
        else:
            rows.setdefault(row, []).append(entry)
    for row, entries in rows.items():
        net = total(entry.amount for entry in entries)
        code = _by_sign(_of_row(row, fields), net, fields)
        for entry in entries:
            yield entry, code


def _of_row(row: str, fields: Mapping[str, Field]) -> tuple[str, ...]:
    return tuple(code for code, one in fields.items() if row and one.row == row)


def _by_sign(codes: Sequence[str], amount: Decimal, fields: Mapping[str, Field]) -> str:
    """Return the code whose natural side the amount is on, the first where none is."""
    fitting = (code for code in codes if amount * side(fields[code]) > 0)
    return next(fitting, codes[0])
