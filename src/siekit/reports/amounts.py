"""What a statement is laid out from: columns, each account's amounts, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from typing import TYPE_CHECKING

from siekit.model import EXACT
from siekit.reports.model import Column, ColumnKind, FileRef

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.reports.figures import Amount, YearFigures
    from siekit.reports.model import Words
    from siekit.reports.statement import AccountValues

PERCENT_DECIMALS = Decimal("0.000001")
"""More than are shown, so that what is shown is rounded once."""
HUNDRED = Decimal(100)


class Measure(StrEnum):
    """What of an account a statement shows."""

    YEAR = "year"
    """What the year made of it: the result of result accounts."""

    STANDING = "standing"
    """What stands on it at the end: a balance sheet."""

    MOVED = "moved"
    """What moved on it: closing less opening."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One column that is shown: an amount, or what it is more than another one.

    `of` and `against` are numbers of amounts; a percent column shows the difference in per cent
    of the size of the other, and nothing where that is zero.
    """

    column: Column
    of: int
    against: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """Whose statement it is, of which year, in what currency and from what."""

    company: str | None
    orgnr: str | None
    fiscal_year: str | None
    source: str
    unit: str
    files: tuple[FileRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """The amounts of all accounts, with ledger signs, and the columns that show them.

    `missing` are numbers of amounts that are not known, whatever the accounts say.
    `openings` are the sums of the opening balances behind each amount, for the difference of a
    balance sheet; it need not balance in amounts that are `partial`, those of an object.
    `left_over` is what eliminations between companies leave in each amount.
    """

    head: Head
    slots: tuple[Slot, ...]
    accounts: tuple[AccountValues, ...]
    count: int
    missing: frozenset[int] = frozenset()
    openings: tuple[Amount, ...] = ()
    partial: frozenset[int] = frozenset()
    left_over: tuple[Amount, ...] = ()
    notes: tuple[Words, ...] = field(default=())

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are shown."""
        return tuple(slot.column for slot in self.slots)

    def shown(self, values: Sequence[Amount]) -> tuple[Amount, ...]:
        """Return what the columns show of one line's amounts."""
        known = [None if n in self.missing else value for n, value in enumerate(values)]
        return tuple(_shown(slot, known) for slot in self.slots)


def head_of(figures: YearFigures) -> Head:
    """Return the head of one file's year."""
    return Head(
        company=figures.company,
        orgnr=figures.orgnr,
        fiscal_year=figures.fiscal_year,
        source=figures.source,
        unit=figures.currency,
        files=(FileRef(figures.document_id, figures.file, figures.sha256),),
    )


def share(part: Amount, whole: Amount, *, factor: Decimal = HUNDRED) -> Amount:
    """Return a part in per cent of a whole, to six decimals, None where the whole is zero."""
    if part is None or whole is None or not whole:
        return None
    with localcontext(EXACT) as context:
        context.clear_traps()
        return (part * factor / whole).quantize(PERCENT_DECIMALS, rounding=ROUND_HALF_UP)


def less(left: Amount, right: Amount) -> Amount:
    """Return the exact difference, None when one of both is not known."""
    return None if left is None or right is None else EXACT.subtract(left, right)


def _shown(slot: Slot, values: Sequence[Amount]) -> Amount:
    value = values[slot.of]
    if slot.against is None:
        return value
    base = values[slot.against]
    difference = less(value, base)
    if slot.column.kind is not ColumnKind.PERCENT:
        return difference
    return share(difference, None if base is None else base.copy_abs())
