"""What `siekit.compare` gives: every difference of two documents, as data without words.

`a` is the first document and `b` the second one; a change leads from `a` to `b`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from siekit.model import EXACT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from typing import TypeAlias

    from siekit.model import ObjectRef, Transaction, Voucher

    Value: TypeAlias = str | int | dt.date | Decimal | tuple[ObjectRef, ...] | None

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
RENUMBERED, MOVED = "renumbered", "moved"
OUTSIDE = 0
"""The voucher_id of what is no voucher: the rows that stand outside of all of them."""

VOUCHER_CHANGES = (CHANGED, ADDED, REMOVED, RENUMBERED, MOVED)
"""What can have happened to a voucher; a moved one is dated in another fiscal year."""


def less(b: Decimal | None, a: Decimal | None) -> Decimal | None:
    """What must be added to `a` to get `b`; None when one of them is missing."""
    return None if a is None or b is None else EXACT.subtract(b, a)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field with its value in both documents."""

    field: str
    a: Value
    b: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One thing that stands in one document only, or otherwise in the other."""

    change: str
    line_a: int | None
    line_b: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearChange(_Entry):
    """#RAR: a fiscal year; `year_no` as `a` counts, or as `b` does where `a` lacks the year."""

    year_no: int | None
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChange(_Entry):
    """#KONTO, #KTYP, #ENHET: an account of the chart; `name` is the newer one."""

    account: str
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SruCodeChange(_Entry):
    """#SRU: a tax code of an account."""

    account: str
    sru_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionChange(_Entry):
    """#DIM, #UNDERDIM: a dimension."""

    dimension: int
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectChange(_Entry):
    """#OBJEKT: an object of a dimension."""

    dimension: int
    object: str
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceChange(_Entry):
    """#IB, #UB, #RES, #OIB, #OUB: what stands on an account."""

    kind: str
    year_no: int | None
    fiscal_year: str | None
    account: str | None
    objects: tuple[ObjectRef, ...]
    amount_a: Decimal | None
    amount_b: Decimal | None
    quantity_a: Decimal | None
    quantity_b: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """The second amount less the first, None where one is missing."""
        return less(self.amount_b, self.amount_a)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodBalanceChange(BalanceChange):
    """#PSALDO, #PBUDGET: change or budget of an account in one month."""

    period: int | None
    year_no_declared_a: int | None
    year_no_declared_b: int | None

    @property
    def difference(self) -> Decimal | None:
        """The second amount less the first, None where one is missing."""
        return less(self.amount_b, self.amount_a)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """#TRANS, #RTRANS, #BTRANS: a row of a voucher; None on the side that lacks it."""

    change: str
    a: Transaction | None
    b: Transaction | None
    fields: tuple[FieldChange, ...]

    @property
    def difference(self) -> Decimal | None:
        """The second amount less the first, None where one is missing."""
        return less(self.b.amount if self.b else None, self.a.amount if self.a else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherChange:
    """#VER: a voucher; `a` or `b` is None where it is missing.

    `fields` are those of the voucher itself, and `rows` the rows that differ: all of them
    where the voucher stands in one document only. Rows outside of vouchers are told as a
    voucher whose `voucher_id` is 0.
    """

    change: str
    fiscal_year_a: str | None
    fiscal_year_b: str | None
    a: Voucher | None
    b: Voucher | None
    fields: tuple[FieldChange, ...]
    rows: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class AccountSum:
    """The counted rows of one account; a sum is None where an amount cannot be read."""

    account: str | None
    name: str
    a: Decimal | None
    b: Decimal | None
    rows_a: int
    rows_b: int

    @property
    def difference(self) -> Decimal | None:
        """The second sum less the first, None where one of them cannot be added up."""
        return less(self.b, self.a)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRecordChange(_Entry):
    """A record that no table holds; equal however it is quoted and spaced."""

    label: str
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Which document it is that was compared."""

    path: str
    company: str | None
    orgnr: str | None
    sie_type: str
    fiscal_year: str | None
    vouchers: int
    unreadable: int
    """Amounts that cannot be read: two of them in one place are taken for equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that differs between two documents; every list is empty when nothing does.

    The lists are made as they are read; their lengths cost nothing.
    """

    a: Side
    b: Side
    same_company: bool
    same_year: bool
    voucher_counts: Mapping[str, int]
    header: Sequence[FieldChange]
    fiscal_years: Sequence[YearChange]
    vouchers: Sequence[VoucherChange]
    account_sums: Sequence[AccountSum]
    balances: Sequence[BalanceChange]
    period_balances: Sequence[PeriodBalanceChange]
    accounts: Sequence[AccountChange]
    sru_codes: Sequence[SruCodeChange]
    dimensions: Sequence[DimensionChange]
    objects: Sequence[ObjectChange]
    other_records: Sequence[OtherRecordChange]

    def __bool__(self) -> bool:
        return any(len(getattr(self, section)) for section in SECTIONS)


SECTIONS = tuple(field.name for field in fields(Difference))[5:]
"""The parts of a difference, in the order in which they are told."""
