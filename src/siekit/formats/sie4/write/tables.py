"""The sections of a file for the tables of a document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from siekit.core.labels import FieldType
from siekit.formats.sie4.write.figures import (
    BALANCE_LABELS,
    PERIOD_KINDS,
    ROW_KINDS,
    balance_codes,
    numbered,
    plain_rows,
    series_need_quotes,
    unreadable_rows,
)
from siekit.formats.sie4.write.sections import Column, Section, column

if TYPE_CHECKING:
    from collections.abc import Mapping

LETTERS = {"asset": "T", "liability": "S", "equity": "S", "cost": "K", "income": "I"}
"""The letter of #KTYP for each type of account; statistics have none."""

_ACCOUNT = column("account", FieldType.ACCOUNT)
_OBJECTS = column("objects", FieldType.OBJECTS)
_AMOUNT = column("amount", FieldType.AMOUNT)
_QUANTITY = column("quantity", FieldType.QUANTITY)
_SIGNATURE = column("signature", FieldType.TEXT)
_UNREADABLE_DATE = b"?"
"""A #RAR without a date would be set aside; what is no date reads as unreadable."""

FIELDS: dict[str, tuple[Column, ...]] = {
    "fiscal_years": (
        column("year_no", FieldType.YEAR_NO),
        Column("start_date", FieldType.DATE, _UNREADABLE_DATE),
        Column("end_date", FieldType.DATE, _UNREADABLE_DATE),
    ),
    "names": (_ACCOUNT, column("name", FieldType.TEXT)),
    "types": (_ACCOUNT, column("type_raw", FieldType.WORD)),
    "units": (_ACCOUNT, column("unit", FieldType.TEXT)),
    "sru_codes": (_ACCOUNT, column("sru_code", FieldType.WORD)),
    "dimensions": (
        column("dimension", FieldType.DIMENSION),
        column("name", FieldType.TEXT),
        column("parent_dimension", FieldType.DIMENSION),
    ),
    "objects": (
        column("dimension", FieldType.DIMENSION),
        column("object", FieldType.OBJECT),
        column("name", FieldType.TEXT),
    ),
    "balances": (column("year_no", FieldType.YEAR_NO), _ACCOUNT, _OBJECTS, _AMOUNT, _QUANTITY),
    "period_balances": (
        column("year_no_declared", FieldType.YEAR_NO),
        column("period", FieldType.PERIOD),
        _ACCOUNT,
        _OBJECTS,
        _AMOUNT,
        _QUANTITY,
    ),
    "vouchers": (
        column("series", FieldType.WORD),
        column("number", FieldType.WORD),
        column("date", FieldType.DATE),
        column("text", FieldType.TEXT),
        column("registration_date", FieldType.DATE),
        _SIGNATURE,
    ),
    "transactions": (
        _ACCOUNT,
        _OBJECTS,
        _AMOUNT,
        column("date", FieldType.DATE),
        column("text", FieldType.TEXT),
        _QUANTITY,
        _SIGNATURE,
    ),
}
"""The fields of each section's records, in the order of the standard."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a document as a file can say them; `outside` rows lost their voucher."""

    tables: Mapping[str, pa.Table]
    outside: int

    def __getitem__(self, name: str) -> pa.Table:
        """The table of that name."""
        return self.tables[name]

    def with_tables(self, changed: Mapping[str, pa.Table]) -> Tables:
        """A copy with other tables in the place of some."""
        return replace(self, tables={**self.tables, **changed})


def sayable(tables: Mapping[str, pa.Table]) -> Tables:
    """Return the tables with what is only implied left out, and vouchers numbered from 1."""
    accounts = tables["accounts"]
    vouchers, rows, outside = numbered(tables["vouchers"], tables["transactions"])
    made = {
        "fiscal_years": tables["fiscal_years"],
        "names": _declared(accounts),
        "types": _types(accounts),
        "units": accounts.filter(pc.is_valid(accounts["unit"])),
        "sru_codes": tables["sru_codes"],
        "dimensions": _declared(tables["dimensions"]),
        "objects": _declared(tables["objects"]),
        "balances": tables["balances"],
        "period_balances": _stated_years(tables["period_balances"]),
        "vouchers": vouchers,
        "transactions": rows,
    }
    return Tables(made, outside)


def _declared(table: pa.Table) -> pa.Table:
    return table.filter(pc.fill_null(table["declared"], fill_value=True))


def _types(accounts: pa.Table) -> pa.Table:
    """Return the accounts that have a type, with the letter that says it."""
    words = pa.array(list(LETTERS), pa.string())
    letters = pa.array(list(LETTERS.values()), pa.string())
    at = pc.index_in(accounts["type"].combine_chunks(), words)
    raw = pc.coalesce(accounts["type_raw"].combine_chunks(), pc.take(letters, at))
    typed = accounts.set_column(accounts.column_names.index("type_raw"), "type_raw", raw)
    return typed.filter(pc.is_valid(typed["type_raw"]))


def _stated_years(rows: pa.Table) -> pa.Table:
    """Return period rows with the year number that their records state."""
    if not rows["year_no_declared"].null_count:
        return rows
    stated = pc.coalesce(rows["year_no_declared"], rows["year_no"])
    return rows.set_column(rows.column_names.index("year_no_declared"), "year_no_declared", stated)


def sections(tables: Tables) -> dict[str, Section]:
    """Return the sections in the order in which they stand in a file (SIE 4B 5.11-5.13)."""
    made = {
        "fiscal_years": _section(tables, "fiscal_years", "#RAR"),
        "names": _section(tables, "names", "#KONTO"),
        "types": _section(tables, "types", "#KTYP"),
        "units": _section(tables, "units", "#ENHET"),
        "sru_codes": _section(tables, "sru_codes", "#SRU"),
        "dimensions": _section(tables, "dimensions", "#DIM", "#UNDERDIM"),
        "objects": _section(tables, "objects", "#OBJEKT"),
        "balances": _section(tables, "balances", *BALANCE_LABELS),
        "period_balances": _section(tables, "period_balances", "#PSALDO", "#PBUDGET"),
        "vouchers": _section(tables, "vouchers", "#VER"),
        "transactions": _section(tables, "transactions", "#TRANS", "#RTRANS", "#BTRANS"),
    }
    parents = tables["dimensions"]["parent_dimension"]
    divided = memoryview(bytes(pc.is_valid(parents).to_pylist()))
    codes = balance_codes(tables["balances"])
    made["dimensions"] = replace(made["dimensions"], codes=divided)
    made["balances"] = replace(made["balances"], codes=codes, plain=plain_rows(codes))
    made["period_balances"] = replace(made["period_balances"], kinds=PERIOD_KINDS)
    for name in ("balances", "period_balances"):
        made[name] = replace(made[name], unreadable=unreadable_rows(tables[name]))
    made["transactions"] = replace(made["transactions"], kinds=ROW_KINDS)
    if series_need_quotes(tables["vouchers"]):
        fields = (Column("series", FieldType.TEXT), *FIELDS["vouchers"][1:])
        made["vouchers"] = replace(made["vouchers"], columns=fields)
    return made


def _section(tables: Tables, name: str, *labels: str) -> Section:
    columns = FIELDS[name]
    return Section(labels, tables[name], columns)
