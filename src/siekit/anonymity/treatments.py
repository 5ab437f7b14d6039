"""What is done with each field of each label: the policy, and nothing else."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from siekit.anonymity.fields import BARE, LIST
from siekit.core.labels import BY_NAME, FieldType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.anonymity.fields import Line, Span


class Treatment(Enum):
    """How the content of a field is made anonymous."""

    TEXT = auto()
    """All words and numbers are others."""
    KEEP = auto()
    """It stays: it is the program's."""
    FIGURE = auto()
    """A number or a day stays; a word that stands in its place does not."""
    DAY = auto()
    """A day stays; anything else is a text."""
    AMOUNT = auto()
    """It stays, or is multiplied."""
    QUANTITY = auto()
    """It stays."""
    ACCOUNT = auto()
    """Digits stay, letters are a code."""
    OBJECT = auto()
    """A code, the same in the whole file."""
    OBJECTS = auto()
    """A list of codes."""
    ACCOUNT_NAME = auto()
    DIMENSION_NAME = auto()
    UNIT = auto()
    SERIES = auto()
    VOUCHER_NUMBER = auto()
    ORGANISATION = auto()
    CHARACTER_SET = auto()
    COMPANY_TYPE = auto()
    CHART_TYPE = auto()
    CURRENCY = auto()
    CHECKSUM = auto()


_BY_TYPE = {
    FieldType.TEXT: Treatment.TEXT,
    FieldType.WORD: Treatment.TEXT,
    FieldType.DATE: Treatment.DAY,
    FieldType.ACCOUNT: Treatment.ACCOUNT,
    FieldType.AMOUNT: Treatment.AMOUNT,
    FieldType.QUANTITY: Treatment.QUANTITY,
    FieldType.OBJECT: Treatment.OBJECT,
    FieldType.OBJECTS: Treatment.OBJECTS,
    FieldType.ORGNR: Treatment.ORGANISATION,
    FieldType.CURRENCY: Treatment.CURRENCY,
    FieldType.CHECKSUM: Treatment.CHECKSUM,
}
_BY_PLACE = {
    ("#PROGRAM", 0): Treatment.KEEP,
    ("#PROGRAM", 1): Treatment.KEEP,
    ("#FORMAT", 0): Treatment.CHARACTER_SET,
    ("#FTYP", 0): Treatment.COMPANY_TYPE,
    ("#KPTYP", 0): Treatment.CHART_TYPE,
    ("#BKOD", 0): Treatment.FIGURE,
    ("#KONTO", 1): Treatment.ACCOUNT_NAME,
    ("#KTYP", 1): Treatment.FIGURE,
    ("#SRU", 1): Treatment.FIGURE,
    ("#ENHET", 1): Treatment.UNIT,
    ("#DIM", 1): Treatment.DIMENSION_NAME,
    ("#UNDERDIM", 1): Treatment.DIMENSION_NAME,
    ("#VER", 0): Treatment.SERIES,
    ("#VER", 1): Treatment.VOUCHER_NUMBER,
}
_KINDS = {
    "#FNAMN": "company",
    "#FNR": "company_id",
    "#ORGNR": "organisation_number",
    "#ADRESS": "address",
    "#PROSA": "comment",
    "#PROGRAM": "other",
    "#KONTO": "account_name",
    "#ENHET": "unit",
    "#DIM": "dimension_name",
    "#UNDERDIM": "dimension_name",
    "#OBJEKT": "object_name",
    "#VER": "voucher_text",
    "#TRANS": "row_text",
    "#RTRANS": "row_text",
    "#BTRANS": "row_text",
}

TREATMENTS = {
    label.name: tuple(
        (
            _BY_PLACE.get((label.name, k), _BY_TYPE.get(field.type, Treatment.FIGURE)),
            "signature" if field.name == "signature" else _KINDS.get(label.name, "other"),
        )
        for k, field in enumerate(label.fields)
    )
    for label in BY_NAME.values()
}
"""For each label what is done with its fields, and as what it is counted."""

EXTRA = (Treatment.TEXT, "other")
"""What is done with fields beyond those of the label."""

_ROWS = ("#TRANS", "#RTRANS", "#BTRANS")
_BALANCES = ("#IB", "#UB", "#RES")
_BALANCE = 2
_DIGITS = re.compile(rb"[0-9]+")
_DATE = re.compile(rb"[0-9]{8}")
_DECIMAL = re.compile(rb"-?(?:[0-9]{1,12}(?:\.[0-9]{0,6})?|\.[0-9]{1,6})")
_DATE_LIKE = re.compile(
    rb"(?=[^0-9]*(?:(?:[0-9][^0-9]*){6}|(?:[0-9][^0-9]*){8})\Z)[0-9 \x00-\x1f-]{0,12}"
)
_BLANK = re.compile(rb"[\x00-\x20\x7f]*")


def treatments(raw: bytes, line: Line) -> Sequence[tuple[Treatment, str]]:
    """What is done with the fields of a record, in their order.

    The reader takes some records whose fields have moved: an object list that is left out, a
    text where a date should be, a series that is written as nothing. They are taken alike here.
    """
    plan = list(TREATMENTS[line.name])
    spans = line.fields
    if line.name == "#VER" and _is_shifted(raw, spans):
        del plan[0]
    if line.name == "#PROGRAM" and all(span.kind == BARE for span in spans):
        plan += [plan[0]] * (len(spans) - len(plan))
    if line.name in _BALANCES and len(spans) > _BALANCE and spans[_BALANCE].kind == LIST:
        plan.insert(_BALANCE, (Treatment.OBJECTS, "object_code"))
    for k, (treatment, _) in enumerate(plan):
        if treatment is Treatment.OBJECTS and k < len(spans) and spans[k].kind != LIST:
            del plan[k]
            break
    if line.name in _ROWS:
        _move_row_text(raw, spans, plan)
    return plan


def _move_row_text(raw: bytes, spans: Sequence[Span], plan: list[tuple[Treatment, str]]) -> None:
    """Take the text that stands in the date's place of a row as the text."""
    k = next(at for at, (treatment, _) in enumerate(plan) if treatment is Treatment.DAY)
    if k >= len(spans):
        return
    content = raw[spans[k].start : spans[k].stop]
    if _BLANK.fullmatch(content) or _DATE_LIKE.fullmatch(content):
        return
    following = raw[spans[k + 1].start : spans[k + 1].stop] if k + 1 < len(spans) else b""
    if not _BLANK.fullmatch(following):
        if not _DECIMAL.fullmatch(following):
            return
        del plan[k]
        return
    if k + 1 >= len(spans):
        del plan[k]
    # An empty field after the text: what follows stands in its own place.


def _is_shifted(raw: bytes, spans: Sequence[Span]) -> bool:
    """Whether the series of a voucher is written as nothing, so that its number comes first."""
    first = [raw[span.start : span.stop] for span in spans[:3]]
    series, number, day = (*first, b"", b"", b"")[:3]
    return bool(_DIGITS.fullmatch(series) and _DATE.fullmatch(number) and not _DATE.fullmatch(day))
