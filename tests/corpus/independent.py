"""A second reader of SIE types 1 to 4: slow, clear, and with nothing of siekit in it.

The tests compare what siekit reads with what is computed here from the raw lines. It is told
the encoding instead of finding it, knows no findings, and fails where a file is odder than the
files of the corpus are.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

_LINE_END = re.compile(r"\r\n|\n|\r")
_FIELD = re.compile(r'"((?:\\"|[^"])*)"|\{([^}]*)\}|(\S+)')
_QUOTED = re.compile(r'"(.*)"\s*', re.DOTALL)
_BALANCES = ("#IB", "#UB", "#RES")
_OBJECT_BALANCES = ("#OIB", "#OUB")
_PERIOD_BALANCES = ("#PSALDO", "#PBUDGET")
_ROWS = ("#TRANS", "#RTRANS", "#BTRANS")


@dataclass(frozen=True)
class Row:
    """One row of a voucher."""

    label: str
    account: str
    amount: Decimal


@dataclass(frozen=True)
class Voucher:
    """One voucher; the sum is that of its #TRANS rows."""

    series: str
    number: str
    rows: list[Row] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        """Return the sum of what counts."""
        return sum((row.amount for row in self.rows if row.label == "#TRANS"), Decimal(0))


@dataclass(frozen=True)
class Balance:
    """One balance or period balance; period is "" where the label has none."""

    label: str
    year_no: int
    period: str
    account: str
    objects: str
    amount: Decimal


@dataclass
class Reading:
    """What the raw lines of one file say."""

    lines: int = 0
    blank: int = 0
    braces: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    account_names: dict[str, str] = field(default_factory=dict)
    object_names: dict[tuple[str, str], str] = field(default_factory=dict)
    dimension_names: dict[str, str] = field(default_factory=dict)
    years: dict[int, tuple[str, str]] = field(default_factory=dict)
    balances: list[Balance] = field(default_factory=list)
    vouchers: list[Voucher] = field(default_factory=list)
    company: str = ""

    @property
    def rows(self) -> list[Row]:
        """Return the rows of all vouchers."""
        return [row for voucher in self.vouchers for row in voucher.rows]

    def row_sums(self, label: str = "#TRANS") -> dict[str, Decimal]:
        """Return the sum of the rows of one kind for each account."""
        sums: dict[str, Decimal] = {}
        for row in self.rows:
            if row.label == label:
                sums[row.account] = sums.get(row.account, Decimal(0)) + row.amount
        return sums

    def balance_sums(self, label: str, year_no: int) -> dict[str, Decimal]:
        """Return the sum of the balances of one label and year for each account."""
        sums: dict[str, Decimal] = {}
        for balance in self.balances:
            if balance.label == label and balance.year_no == year_no:
                sums[balance.account] = sums.get(balance.account, Decimal(0)) + balance.amount
        return sums


def physical_lines(text: str) -> list[str]:
    """Return the lines of a text: each ends with CR LF, LF or CR, the last one maybe not."""
    lines = _LINE_END.split(text)
    return lines if lines[-1] else lines[:-1]


def read(data: bytes, encoding: str) -> Reading:
    """Return what the lines of a file in a known encoding say."""
    reading = Reading()
    for line in physical_lines(data.decode(encoding)):
        reading.lines += 1
        stripped = line.strip(" \t\x1a")
        if not stripped:
            reading.blank += 1
        elif stripped in {"{", "}"}:
            reading.braces += 1
        else:
            label = stripped.split(maxsplit=1)[0]
            reading.labels[label] += 1
            _take(reading, label, stripped[len(label) :].strip(" \t"))
    return reading


def _take(reading: Reading, label: str, rest: str) -> None:
    """Add one record to the reading."""
    if label in _ROWS:
        reading.vouchers[-1].rows.append(_row(label, rest))
    elif label == "#VER":
        series, number = [*_fields(rest), "", ""][:2]
        reading.vouchers.append(Voucher(series, number))
    elif label in _BALANCES or label in _OBJECT_BALANCES or label in _PERIOD_BALANCES:
        reading.balances.append(_balance(label, rest))
    elif label == "#KONTO":
        account, name = _after(rest, 1)
        reading.account_names[account] = name
    elif label == "#DIM":
        dimension, name = _after(rest, 1)
        reading.dimension_names[dimension] = name
    elif label == "#OBJEKT":
        dimension, code, *_ = _fields(rest)
        reading.object_names[dimension, code] = _after(rest, 2)[1]
    elif label == "#RAR" and len(_fields(rest)) == 3:
        year_no, start, end = _fields(rest)
        reading.years[int(year_no)] = (start, end)
    elif label == "#FNAMN":
        reading.company = _unquoted(rest)


def _row(label: str, rest: str) -> Row:
    """Return a row: account, object list, amount."""
    fields = _FIELD.findall(rest)
    with_list = len(fields) > 1 and rest[_end(rest, 1) :].lstrip().startswith("{")
    return Row(label, _text(fields[0]), Decimal(_text(fields[2 if with_list else 1])))


def _balance(label: str, rest: str) -> Balance:
    """Return a balance, whichever of the three shapes it has."""
    fields = _fields(rest)
    objects = re.search(r"\{([^}]*)\}", rest)
    period = ""
    if label in _PERIOD_BALANCES:
        period = fields.pop(1)
        if len(period) != 6:
            # One generated file has account and period in each other's place.
            period, fields[1] = fields[1], period
    if objects:
        fields.pop(2)
    return Balance(
        label,
        int(fields[0]),
        period,
        fields[1],
        " ".join(_fields(objects[1])) if objects else "",
        Decimal(fields[2]),
    )


def _fields(rest: str) -> list[str]:
    """Return the fields of a record as texts, an object list as the text inside it."""
    return [_text(match) for match in _FIELD.findall(rest)]


def _text(match: tuple[str, str, str]) -> str:
    """Return the text of one field: quoted, object list or bare."""
    return "".join(match).replace('\\"', '"')


def _end(rest: str, count: int) -> int:
    """Return where the first `count` fields end."""
    ends = [match.end() for match in _FIELD.finditer(rest)]
    return ends[count - 1]


def _after(rest: str, count: int) -> tuple[str, str]:
    """Return the first field, and as one text what stands behind the first `count` fields."""
    return _fields(rest)[0], _unquoted(rest[_end(rest, count) :].strip(" \t"))


def _unquoted(text: str) -> str:
    """Return a text that ends a record, without the quotes around it."""
    quoted = _QUOTED.fullmatch(text)
    return (quoted[1] if quoted else text).replace('\\"', '"')
