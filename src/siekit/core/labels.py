"""The table of all labels of SIE 4B and 4C: what a record holds and where it may stand.

Reader, writer, rules, `siekit explain`, the schema and the reference all read this table, so a
new label is one row in `LABELS`, its words in `core/label_texts.py` and one case file. Edition
4C added no label and no field, so the table and its clauses are those of 4B.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from siekit.core.label_texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping

SIE_TYPES = ("1", "2", "3", "4I", "4E")
"""The five file types, in the order of the columns of the standard's own table."""


class FieldType(IntEnum):
    """What kind of value a field holds; the numbers are used by the compiled core."""

    TEXT = 1
    WORD = 2
    FLAG = 3
    TYPE = 4
    DATE = 5
    YEAR = 6
    PERIOD = 7
    YEAR_NO = 8
    ACCOUNT = 9
    AMOUNT = 10
    QUANTITY = 11
    DIMENSION = 12
    OBJECT = 13
    OBJECTS = 14
    CHECKSUM = 15
    ORGNR = 16
    CURRENCY = 17


class Need(StrEnum):
    """Whether a record must, may or must not stand in a file of some type."""

    COMPULSORY = "compulsory"
    OPTIONAL = "optional"
    FORBIDDEN = "forbidden"


class Group(IntEnum):
    """The parts of a file, in the order in which they stand (SIE 4B 5.11-5.13).

    Balances and vouchers are one group to the standard: either may come first.
    """

    FLAG = 0
    IDENTIFICATION = 1
    CHART = 2
    BALANCES = 3
    VOUCHERS = 4
    CHECKSUM = 5


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record: its names, its type and whether it may be left empty."""

    name: str
    swedish: str
    type: FieldType
    optional: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """Everything the standard says about one label; equal only to itself.

    `previous_year`: where compulsory, it is so for the current and the previous year.
    `standard_dimensions_exempt`: the standard dimensions need no such record.
    `table`: the table of the schema that the record goes to; None for facts of the header.
    """

    name: str
    fields: tuple[Field, ...]
    group: Group
    needs: Mapping[str, Need]
    clause: str
    meaning: Mapping[str, str]
    notes: Mapping[str, str]
    example: str
    previous_year: bool
    standard_dimensions_exempt: bool
    repeatable: bool
    table: str | None

    @property
    def least_fields(self) -> int:
        """The fewest fields of a record: what is optional at its end left out."""
        return max((i for i, f in enumerate(self.fields, start=1) if not f.optional), default=0)

    @property
    def text_last(self) -> bool:
        """Whether the last field is the only text, so takes surplus words."""
        texts = [part for part in self.fields if part.type is FieldType.TEXT]
        return len(texts) == 1 and texts[0] is self.fields[-1] and not texts[0].optional


_NEEDS = {"●": Need.COMPULSORY, "○": Need.OPTIONAL, "-": Need.FORBIDDEN}
_ANYWHERE = "○○○○○"
_ALWAYS = "●●●●●"


def _label(
    name: str,
    group: Group,
    needs: str,
    *fields: Field,
    example: str,
    see: str = "",
    table: str | None = None,
    repeatable: bool | None = None,
    previous_year: bool = False,
    standard_dimensions_exempt: bool = False,
) -> Label:
    """One row; what goes to a table may be repeated unless said otherwise."""
    text = TEXTS[name]
    return Label(
        name=name,
        fields=fields,
        group=group,
        needs={kind: _NEEDS[mark] for kind, mark in zip(SIE_TYPES, needs, strict=True)},
        clause=f"SIE 4B {see}{', ' if see else ''}11 {name}",
        meaning={"en": text.en, "sv": text.sv},
        notes={"en": text.notes_en, "sv": text.notes_sv},
        example=example,
        previous_year=previous_year,
        standard_dimensions_exempt=standard_dimensions_exempt,
        repeatable=table is not None if repeatable is None else repeatable,
        table=table,
    )


_ID, _CHART = Group.IDENTIFICATION, Group.CHART
_BALANCES, _VOUCHERS = Group.BALANCES, Group.VOUCHERS

_SIGNATURE = Field("signature", "sign", FieldType.TEXT, optional=True)
_ACCOUNT_NO = Field("account", "kontonr", FieldType.ACCOUNT)
_ACCOUNT = Field("account", "konto", FieldType.ACCOUNT)
_DIMENSION = Field("dimension", "dimensionsnr", FieldType.DIMENSION)
_YEAR_NO = Field("year number", "årsnr", FieldType.YEAR_NO)
_PERIOD = Field("period", "period", FieldType.PERIOD)
_OBJECTS = Field("objects", "objektlista", FieldType.OBJECTS)
_BALANCE = Field("balance", "saldo", FieldType.AMOUNT)
_QUANTITY = Field("quantity", "kvantitet", FieldType.QUANTITY, optional=True)
_ROW = (
    _ACCOUNT_NO,
    _OBJECTS,
    Field("amount", "belopp", FieldType.AMOUNT),
    Field("date", "transdat", FieldType.DATE, optional=True),
    Field("text", "transtext", FieldType.TEXT, optional=True),
    _QUANTITY,
    _SIGNATURE,
)

# Columns of the marks: 1, 2, 3, 4I, 4E. SIE 4B 5.14-5.18: a compulsory record must stand when
# there is something to write, so zero balances and an empty budget may be left out.
LABELS: tuple[Label, ...] = (
    _label(
        "#FLAGGA", Group.FLAG, _ALWAYS,
        Field("flag", "x", FieldType.FLAG),
        example="#FLAGGA 0", see="7.4",
    ),
    _label(
        "#PROGRAM", _ID, _ALWAYS,
        Field("name", "programnamn", FieldType.TEXT),
        Field("version", "version", FieldType.WORD),
        example='#PROGRAM "Exempelprogrammet" 1.0',
    ),
    _label(
        "#FORMAT", _ID, _ALWAYS,
        Field("character set", "teckenuppsättning", FieldType.WORD),
        example="#FORMAT PC8", see="5.8",
    ),
    _label(
        "#GEN", _ID, _ALWAYS,
        Field("date", "datum", FieldType.DATE), _SIGNATURE,
        example='#GEN 20250131 "AN"', see="5.10",
    ),
    _label(
        "#SIETYP", _ID, "○●●●●",
        Field("type", "typnr", FieldType.TYPE),
        example="#SIETYP 4", see="4.4",
    ),
    _label(
        "#PROSA", _ID, _ANYWHERE,
        Field("text", "text", FieldType.TEXT),
        example='#PROSA "Bokslut efter revision"', repeatable=True,
    ),
    _label(
        "#FTYP", _ID, _ANYWHERE,
        Field("company type", "företagstyp", FieldType.WORD),
        example="#FTYP AB",
    ),
    _label(
        "#FNR", _ID, _ANYWHERE,
        Field("company id", "företagsid", FieldType.TEXT),
        example='#FNR "EX01"',
    ),
    _label(
        "#ORGNR", _ID, _ANYWHERE,
        Field("organisation number", "orgnr", FieldType.ORGNR),
        Field("acquisition number", "förvnr", FieldType.WORD, optional=True),
        Field("activity number", "verknr", FieldType.WORD, optional=True),
        example="#ORGNR 559999-9009",
    ),
    _label(
        "#BKOD", _ID, "○○○-○",
        Field("industry", "SNI-kod", FieldType.WORD),
        example="#BKOD 82300",
    ),
    _label(
        "#ADRESS", _ID, _ANYWHERE,
        Field("contact", "kontakt", FieldType.TEXT),
        Field("street", "utdelningsadr", FieldType.TEXT),
        Field("postal", "postadr", FieldType.TEXT),
        Field("phone", "tel", FieldType.TEXT),
        example='#ADRESS "Anna Ek" "Storgatan 1" "123 45 Ådalen" "08-465 004 00"',
    ),
    _label(
        "#FNAMN", _ID, _ALWAYS,
        Field("company name", "företagsnamn", FieldType.TEXT),
        example='#FNAMN "Påhittsbolaget i Ådalen AB"',
    ),
    _label(
        "#RAR", _ID, "●●●○●",
        _YEAR_NO,
        Field("start date", "start", FieldType.DATE),
        Field("end date", "slut", FieldType.DATE),
        example="#RAR 0 20250101 20251231", see="5.14-5.18",
        table="fiscal_years", previous_year=True,
    ),
    _label(
        "#TAXAR", _ID, _ANYWHERE,
        Field("tax year", "år", FieldType.YEAR),
        example="#TAXAR 2026",
    ),
    _label(
        "#OMFATTN", _ID, "-●●-○",
        Field("covered to", "datum", FieldType.DATE),
        example="#OMFATTN 20250930",
    ),
    _label(
        "#KPTYP", _ID, _ANYWHERE,
        Field("chart type", "kontoplanstyp", FieldType.WORD),
        example="#KPTYP EUBAS97",
    ),
    _label(
        "#VALUTA", _ID, _ANYWHERE,
        Field("currency", "valutakod", FieldType.CURRENCY),
        example="#VALUTA SEK",
    ),
    _label(
        "#KONTO", _CHART, "●●●○●",
        _ACCOUNT_NO, Field("name", "kontonamn", FieldType.TEXT),
        example='#KONTO 1930 "Företagskonto"', table="accounts",
    ),
    _label(
        "#KTYP", _CHART, _ANYWHERE,
        _ACCOUNT_NO, Field("type", "kontotyp", FieldType.WORD),
        example="#KTYP 1930 T", table="accounts",
    ),
    _label(
        "#ENHET", _CHART, _ANYWHERE,
        _ACCOUNT_NO, Field("unit", "enhet", FieldType.TEXT),
        example='#ENHET 4010 "st"', table="accounts",
    ),
    _label(
        "#SRU", _CHART, "●●○○○",
        _ACCOUNT, Field("SRU code", "SRU-kod", FieldType.WORD),
        example="#SRU 1930 7281", table="sru_codes",
    ),
    _label(
        "#DIM", _CHART, "--●○○",
        _DIMENSION, Field("name", "namn", FieldType.TEXT),
        example='#DIM 1 "Kostnadsställe"', see="8.17",
        table="dimensions", standard_dimensions_exempt=True,
    ),
    _label(
        "#UNDERDIM", _CHART, "--●○○",
        _DIMENSION,
        Field("name", "namn", FieldType.TEXT),
        Field("parent dimension", "superdimension", FieldType.DIMENSION),
        example='#UNDERDIM 21 "Underavdelning" 20', see="8.10-8.14, 8.23",
        table="dimensions", standard_dimensions_exempt=True,
    ),
    _label(
        "#OBJEKT", _CHART, "--●○○",
        _DIMENSION,
        Field("object", "objektnr", FieldType.OBJECT),
        Field("name", "objektnamn", FieldType.TEXT),
        example='#OBJEKT 1 "0123" "Serviceavdelningen"', see="8.10-8.14",
        table="objects", standard_dimensions_exempt=True,
    ),
    _label(
        "#IB", _BALANCES, "●●●-●",
        _YEAR_NO, _ACCOUNT, _BALANCE, _QUANTITY,
        example="#IB 0 1930 25000.00", see="5.9, 5.14-5.18",
        table="balances", previous_year=True,
    ),
    _label(
        "#UB", _BALANCES, "●●●-●",
        _YEAR_NO, _ACCOUNT, _BALANCE, _QUANTITY,
        example="#UB 0 2440 -12500.00", see="5.9, 5.14-5.18",
        table="balances", previous_year=True,
    ),
    _label(
        "#OIB", _BALANCES, "--●-○",
        _YEAR_NO, _ACCOUNT, _OBJECTS, _BALANCE, _QUANTITY,
        example='#OIB 0 1510 {8 "1001"} 5000.00',
        table="balances", previous_year=True,
    ),
    _label(
        "#OUB", _BALANCES, "--●-○",
        _YEAR_NO, _ACCOUNT, _OBJECTS, _BALANCE, _QUANTITY,
        example='#OUB 0 1510 {8 "1001"} 7500.00',
        table="balances", previous_year=True,
    ),
    _label(
        "#RES", _BALANCES, "●●●-●",
        _YEAR_NO, _ACCOUNT, _BALANCE, _QUANTITY,
        example="#RES 0 3041 -845600.00", see="5.9, 5.14-5.18",
        table="balances", previous_year=True,
    ),
    _label(
        "#PSALDO", _BALANCES, "-●●-○",
        _YEAR_NO, _PERIOD, _ACCOUNT, _OBJECTS, _BALANCE, _QUANTITY,
        example='#PSALDO 0 202501 5010 {1 "0123"} 8000.00', table="period_balances",
    ),
    _label(
        "#PBUDGET", _BALANCES, "-●●-○",
        _YEAR_NO, _PERIOD, _ACCOUNT, _OBJECTS, _BALANCE, _QUANTITY,
        example="#PBUDGET 0 202501 5010 {} 8500.00", table="period_balances",
    ),
    _label(
        "#VER", _VOUCHERS, "---○○",
        Field("series", "serie", FieldType.WORD, optional=True),
        Field("number", "vernr", FieldType.WORD, optional=True),
        Field("date", "verdatum", FieldType.DATE),
        Field("text", "vertext", FieldType.TEXT, optional=True),
        Field("registration date", "regdatum", FieldType.DATE, optional=True),
        _SIGNATURE,
        example='#VER A 1 20250115 "Lokalhyra" 20250116 "AN"', see="5.4", table="vouchers",
    ),
    _label(
        "#TRANS", _VOUCHERS, "---○○", *_ROW,
        example='#TRANS 5010 {1 "0123"} 8000.00', see="5.4, 8.20, 8.23", table="transactions",
    ),
    _label(
        "#RTRANS", _VOUCHERS, "---○○", *_ROW,
        example='#RTRANS 5420 {} 500.00 20250312 "Rätt konto" "" "AN"', table="transactions",
    ),
    _label(
        "#BTRANS", _VOUCHERS, "---○○", *_ROW,
        example='#BTRANS 5410 {} 500.00 20250312 "Fel konto" "" "AN"', table="transactions",
    ),
    _label(
        "#KSUMMA", Group.CHECKSUM, _ANYWHERE,
        Field("value", "kontrollsumma", FieldType.CHECKSUM, optional=True),
        example="#KSUMMA 3715260484", see="10", repeatable=True,
    ),
)  # fmt: skip

BY_NAME: dict[str, Label] = {label.name: label for label in LABELS}
