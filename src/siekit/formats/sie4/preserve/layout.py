"""Which field of a line is which column of its table, also where the line is not as it should be.

The reader mends what programs write: a list that is left out, a text in the place of a date, a
voucher whose empty series was written as nothing. What it takes from where is told here again,
so that a value is written where it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from siekit.core.labels import BY_NAME, FieldType
from siekit.formats.sie4.tokens import FIELDS_READ, Token

if TYPE_CHECKING:
    from siekit.formats.sie4.tokens import Line

_BALANCE = ("year_no", "account", "objects", "amount", "quantity")
_PERIOD = ("year_no_declared", "period", "account", "objects", "amount", "quantity")
_ROW = ("account", "objects", "amount", "date", "text", "quantity", "signature")

COLUMNS: dict[str, tuple[str, ...]] = {
    "#RAR": ("year_no", "start_date", "end_date"),
    "#KONTO": ("account", "name"),
    "#KTYP": ("account", "type_raw"),
    "#ENHET": ("account", "unit"),
    "#SRU": ("account", "sru_code"),
    "#DIM": ("dimension", "name"),
    "#UNDERDIM": ("dimension", "name", "parent_dimension"),
    "#OBJEKT": ("dimension", "object", "name"),
    "#OIB": _BALANCE,
    "#OUB": _BALANCE,
    "#IB": ("year_no", "account", "amount", "quantity"),
    "#UB": ("year_no", "account", "amount", "quantity"),
    "#RES": ("year_no", "account", "amount", "quantity"),
    "#PSALDO": _PERIOD,
    "#PBUDGET": _PERIOD,
    "#VER": ("series", "number", "date", "text", "registration_date", "signature"),
    "#TRANS": _ROW,
    "#RTRANS": _ROW,
    "#BTRANS": _ROW,
    "#FLAGGA": ("flag",),
    "#PROGRAM": ("program", "program_version"),
    "#FORMAT": ("encoding_declared",),
    "#GEN": ("generated_date", "generated_by"),
    "#SIETYP": ("sie_type",),
    "#PROSA": ("comment",),
    "#FTYP": ("company_type",),
    "#FNR": ("company_id",),
    "#ORGNR": ("orgnr_raw", "acquisition_no", "activity_no"),
    "#BKOD": ("industry",),
    "#ADRESS": ("contact", "street", "postal", "phone"),
    "#FNAMN": ("company",),
    "#TAXAR": ("tax_year",),
    "#OMFATTN": ("covered_to",),
    "#KPTYP": ("chart_type_raw",),
    "#VALUTA": ("currency",),
    "#KSUMMA": ("checksum_declared",),
}
"""The column of each field of a record, in the order of the standard."""

KINDS: dict[str, FieldType] = {
    column: field.type
    for label, columns in COLUMNS.items()
    for column, field in zip(columns, BY_NAME[label].fields, strict=True)
}
"""The type of the field of each column."""

ROW_LABELS = frozenset({"#TRANS", "#RTRANS", "#BTRANS"})
LAST_TEXTS = frozenset(label for label, row in BY_NAME.items() if row.text_last)
"""Records whose last text the reader joins where its quotes are missing or stray."""

_DATE_DIGITS = 8
_PERIOD_DIGITS = 6
_LONGEST_DATE = 12


@dataclass(frozen=True, slots=True)
class Layout:
    """The fields of a line: `slots` gives for a column the place of its field.

    A place at or beyond the number of fields is that of a field that is not there. `gaps` are
    columns without a place of their own, and the field before which they would have to stand.
    """

    line: Line
    fields: tuple[Token, ...]
    slots: dict[str, int]
    gaps: dict[str, int]

    def token(self, column: str) -> Token | None:
        """The field of a column, None when it is not there."""
        at = self.slots.get(column, len(self.fields))
        return self.fields[at] if at < len(self.fields) else None


def layout(line: Line, label: str) -> Layout:
    """Return where the columns of a record stand in its line."""
    fields = line.fields[:-1] if line.opens_block else line.fields
    gaps: dict[str, int] = {}
    if label in ROW_LABELS:
        slots, gaps = _row(fields)
    elif label == "#VER":
        slots, gaps = _voucher(fields)
    elif label in ("#PSALDO", "#PBUDGET"):
        slots, gaps = _figures(fields, _period_places(fields))
    elif COLUMNS[label][:2] == ("year_no", "account"):
        slots, gaps = _figures(fields, {"year_no": 0, "account": 1})
    else:
        slots = {name: k for k, name in enumerate(COLUMNS[label])}
        fields = _mended(line, fields, label)
    return Layout(line, fields, slots, gaps)


def _mended(line: Line, fields: tuple[Token, ...], label: str) -> tuple[Token, ...]:
    """Return the fields with the parts of the last text made one."""
    width = len(COLUMNS[label])
    if len(fields) <= width or all(one.empty for one in fields[width:]):
        return fields
    if label == "#PROGRAM" and all(one.kind == "bare" for one in fields):
        return _program(line, fields)
    text = line.last_text(width - 1) if label in LAST_TEXTS else None
    if text is None or text == fields[width - 1]:
        return fields
    return (*fields[: width - 1], text)


def _program(line: Line, fields: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return name and version without quotes: a last word with a digit is the version."""
    last = fields[-1]
    has_version = any(48 <= byte <= 57 for byte in last.raw)  # noqa: PLR2004 - the digits of ASCII
    start, stop = fields[0].start, fields[-2 if has_version else -1].stop
    name = Token(start, stop, "bare", line.data[start:stop])
    return (name, last) if has_version else (name,)


def _figures(
    fields: tuple[Token, ...], places: dict[str, int]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return the places in a balance: a list may be missing, or stand where none belongs."""
    k = max(places.values()) + 1
    if _is_list(fields, k):
        return {**places, "objects": k, "amount": k + 1, "quantity": k + 2}, {}
    return {**places, "amount": k, "quantity": k + 1}, {"objects": k}


def _period_places(fields: tuple[Token, ...]) -> dict[str, int]:
    """Return the places of period and account, which one program swaps."""
    if not _is_period(fields, 1) and _is_period(fields, 2) and _is_digits(fields, 1):
        return {"year_no_declared": 0, "account": 1, "period": 2}
    return {"year_no_declared": 0, "period": 1, "account": 2}


def _voucher(fields: tuple[Token, ...]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the places in a #VER; fields moved left where the series was written as nothing."""
    shifted = (
        _is_digits(fields, 0)
        and fields[0].kind == "bare"
        and _is_date(fields, 1)
        and not _is_date(fields, 2)
    )
    names = COLUMNS["#VER"]
    if shifted:
        return {name: k for k, name in enumerate(names[1:])}, {"series": 0}
    return {name: k for k, name in enumerate(names)}, {}


def _row(fields: tuple[Token, ...]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the places in a row: the list may be missing, and the date before a text."""
    slots, gaps = {"account": 0, "objects": 1}, {}
    k = 2
    if not _is_list(fields, 1) and len(fields) > 1:
        del slots["objects"]
        gaps["objects"] = 1
        k = 1
    slots["amount"] = k
    k += 1
    if not _is_text_for_date(fields, k):
        rest = ("date", "text", "quantity", "signature")
        return {**slots, **{name: k + n for n, name in enumerate(rest)}}, gaps
    gaps["date"] = k
    slots["text"] = k
    k += 2 if k + 1 < len(fields) and fields[k + 1].empty else 1
    return {**slots, "quantity": k, "signature": k + 1}, gaps


def _is_text_for_date(fields: tuple[Token, ...], k: int) -> bool:
    """Tell whether the reader takes the field in the place of a row's date as its text."""
    if k >= min(len(fields), FIELDS_READ) or fields[k].empty or _is_date(fields, k):
        return False
    if _is_like_date(fields[k]):
        return False
    return k + 1 >= len(fields) or fields[k + 1].empty or _is_decimal(fields[k + 1])


def _is_list(fields: tuple[Token, ...], k: int) -> bool:
    return k < min(len(fields), FIELDS_READ) and fields[k].kind == "list"


def _is_digits(fields: tuple[Token, ...], k: int) -> bool:
    return (
        k < min(len(fields), FIELDS_READ) and fields[k].kind != "list" and fields[k].raw.isdigit()
    )


def _is_period(fields: tuple[Token, ...], k: int) -> bool:
    if not _is_digits(fields, k) or len(fields[k].raw) != _PERIOD_DIGITS:
        return False
    return int(fields[k].raw) >= 100 and 1 <= int(fields[k].raw) % 100 <= 12  # noqa: PLR2004 - YYYYMM


def _is_date(fields: tuple[Token, ...], k: int) -> bool:
    if k >= min(len(fields), FIELDS_READ):
        return False
    raw = fields[k].raw
    if len(raw) != _DATE_DIGITS or not raw.isdigit():
        return False
    try:
        date(int(raw[:4]), int(raw[4:6]), int(raw[6:]))
    except ValueError:
        return False
    return True


def _is_like_date(token: Token) -> bool:
    """Tell whether a field is meant as a date: eight or six digits, or with hyphens."""
    raw = token.raw
    digits = sum(48 <= byte <= 57 for byte in raw)  # noqa: PLR2004 - the digits of ASCII
    others = sum(byte > 32 and byte not in b"-0123456789" for byte in raw)  # noqa: PLR2004
    return len(raw) <= _LONGEST_DATE and not others and digits in (_DATE_DIGITS, _PERIOD_DIGITS)


def _is_decimal(token: Token) -> bool:
    """Tell whether a field is a plain number of at most twelve digits and six decimals."""
    if token.kind == "list":
        return False
    whole, point, decimals = token.raw.removeprefix(b"-").partition(b".")
    digits = whole + decimals
    fits = len(whole) <= 12 and len(decimals) <= 6  # noqa: PLR2004 - what fits 64 bits
    return bool(digits) and digits.isdigit() and fits and point in (b"", b".")
