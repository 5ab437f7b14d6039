"""Typed records: what a document holds, for people who do not want tables.

Each class holds the columns of one table of `siekit.schema`, without document_id. Text that the
file writes as empty is "", a field that is absent is None.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from typing import TYPE_CHECKING, Any

from siekit.exceptions import UnreadableAmountError

if TYPE_CHECKING:
    import datetime as dt

EXACT = Context(prec=100, traps=[DivisionByZero, Inexact, InvalidOperation, Overflow])
"""Arithmetic for money: Python's own context rounds to 28 digits without a word."""


@dataclass(frozen=True, slots=True)
class Address:
    """#ADRESS: how to reach the company."""

    contact: str | None = None
    street: str | None = None
    postal: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """The company whose ledger this is: #FNAMN, #FNR, #FTYP, #ORGNR, #BKOD, #ADRESS."""

    name: str | None = None
    company_id: str | None = None
    company_type: str | None = None
    orgnr: str | None = None
    orgnr_raw: str | None = None
    acquisition_no: str | None = None
    activity_no: str | None = None
    industry: str | None = None
    address: Address = Address()


@dataclass(frozen=True, slots=True)
class Program:
    """#PROGRAM: the program that wrote the file."""

    name: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Generated:
    """#GEN: when the file was written, and by whom."""

    date: dt.date | None = None
    signature: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the file says about itself, and how it was read."""

    file: str
    sha256: str
    size: int
    format: str
    sie_type: str
    sie_type_evidence: str
    flag: int | None = None
    program: Program = Program()
    generated: Generated = Generated()
    comment: str | None = None
    company: Company = Company()
    chart_type: str | None = None
    chart_type_raw: str | None = None
    currency: str = "SEK"
    currency_declared: bool = False
    tax_year: int | None = None
    covered_to: dt.date | None = None
    encoding: str
    encoding_declared: str | None = None
    line_end: str
    checksum_declared: int | None = None
    checksum_computed: int | None = None
    psaldo_style: str | None = None

    def as_row(self) -> dict[str, Any]:
        """The columns of the header table in their order, without document_id."""
        company = asdict(self.company)
        address = company.pop("address")
        name = company.pop("name")
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            **{field: values[field] for field in _BEFORE_PROGRAM},
            "program": self.program.name,
            "program_version": self.program.version,
            "generated_date": self.generated.date,
            "generated_by": self.generated.signature,
            "comment": self.comment,
            "company": name,
            **company,
            **address,
            **{field: values[field] for field in _AFTER_ADDRESS},
        }


_FIELDS = [field.name for field in fields(Header)]
_BEFORE_PROGRAM = _FIELDS[: _FIELDS.index("program")]
_AFTER_ADDRESS = _FIELDS[_FIELDS.index("company") + 1 :]


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """#RAR: one fiscal year; year_no 0 is the file's own."""

    line: int
    year_no: int | None
    start_date: dt.date | None
    end_date: dt.date | None


@dataclass(frozen=True, slots=True)
class Account:
    """#KONTO: one account; not `declared` when the file only uses it."""

    line: int | None
    account: str
    name: str
    type: str | None
    type_raw: str | None
    unit: str | None
    declared: bool


@dataclass(frozen=True, slots=True)
class SruCode:
    """#SRU: where an account goes in the tax return."""

    line: int
    account: str
    sru_code: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """#DIM or #UNDERDIM: one dimension, with its parent if it divides another one."""

    line: int | None
    dimension: int
    name: str
    parent_dimension: int | None
    declared: bool


@dataclass(frozen=True, slots=True)
class Object:
    """#OBJEKT: one object of a dimension, such as a cost centre or a project."""

    line: int | None
    dimension: int
    object: str
    name: str
    declared: bool


@dataclass(frozen=True, slots=True)
class ObjectRef:
    """An object that a row belongs to."""

    dimension: int
    object: str


@dataclass(frozen=True, slots=True)
class Balance:
    """#IB, #UB, #RES, #OIB or #OUB: what stands on an account."""

    line: int
    kind: str
    year_no: int | None
    account: str | None
    objects: tuple[ObjectRef, ...]
    amount: Decimal | None
    quantity: Decimal | None
    counts: bool


@dataclass(frozen=True, slots=True)
class PeriodBalance:
    """#PSALDO or #PBUDGET: change or budget of an account in one month."""

    line: int
    kind: str
    year_no: int | None
    year_no_declared: int | None
    period: int | None
    account: str | None
    objects: tuple[ObjectRef, ...]
    amount: Decimal | None
    quantity: Decimal | None
    counts: bool


@dataclass(frozen=True, slots=True)
class OtherRecord:
    """A record whose label the standard does not know."""

    line: int
    label: str
    raw: str


@dataclass(frozen=True, slots=True)
class Transaction:
    """One row of a voucher; `date` is None when the voucher's own date holds."""

    line: int
    row_no: int | None
    kind: str
    counts: bool
    account: str | None
    objects: tuple[ObjectRef, ...]
    amount: Decimal | None
    date: dt.date | None
    text: str | None
    quantity: Decimal | None
    signature: str | None
    twin_row: int | None


@dataclass(frozen=True, slots=True)
class Voucher:
    """#VER: one voucher with its rows of all kinds, in file order."""

    line: int
    voucher_id: int
    year_no: int | None
    series: str | None
    number: str | None
    date: dt.date | None
    text: str | None
    registration_date: dt.date | None
    signature: str | None
    occurrence: int | None
    voucher_key: str | None
    rows: tuple[Transaction, ...]

    @property
    def total(self) -> Decimal:
        """The sum of the counted rows, zero in a voucher that balances.

        Raises `UnreadableAmountError` when the amount of a counted row could not be read.
        """
        total = Decimal(0)
        for row in self.rows:
            if not row.counts:
                continue
            if row.amount is None:
                message = (
                    f"Voucher {self.series or ''} {self.number or ''} on line {self.line} cannot "
                    f"be added up: the amount on line {row.line} cannot be read."
                )
                raise UnreadableAmountError(message)
            total = EXACT.add(total, row.amount)
        return total

    @property
    def balanced(self) -> bool:
        """Whether debit equals credit in the counted rows."""
        return self.total == 0


@dataclass(frozen=True, slots=True)
class LineAccount:
    """Where the lines of the file went; each line is counted exactly once."""

    total: int
    rows: int
    header: int
    braces: int
    blank: int
    other: int
    rejected: int

    @property
    def adds_up(self) -> bool:
        """Whether the parts make up the whole."""
        parts = (self.rows, self.header, self.braces, self.blank, self.other, self.rejected)
        return self.total == sum(parts)
