"""The public schema: the tables of a document, their columns, types and meanings.

The types are written as text, so that this module can be imported without pyarrow; the
function `arrow_schema` makes real Arrow schemas of them. Documentation, `siekit schema` and
the SQL help are made from the same list.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

DECIMAL = "decimal128(38, 6)"
"""Money and quantity, exact, in every table and store."""

KIND = "dictionary<int8, string>"
"""One of a few words: text to every reader, a byte a row in memory."""

OBJECTS = "list<struct<dimension: int32, object: string>>"
"""The objects that a row belongs to: pairs of dimension and object number."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a document; `columns` begins with document_id."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


_DOCUMENT_ID = Column("document_id", "int32", "which document the row belongs to, from 1")
_LINE = Column("line", "int32", "line of the file, from 1")
_DECLARED_LINE = Column("line", "int32", "line of the file, from 1; null when only used")
_DECLARED = Column("declared", "bool", "false when the file uses it without declaring it")
_ACCOUNT = Column("account", "string", "account number, as text: leading zeros count")
_OBJECTS = Column("objects", OBJECTS, "objects of the row; empty for the account as a whole")
_AMOUNT = Column("amount", DECIMAL, "debit positive, credit negative; null when not readable")
_QUANTITY = Column("quantity", DECIMAL, "quantity in the account's unit")
_YEAR_NO = Column("year_no", "int8", "0 for the file's year, -1 for the year before, …")
_SIGNATURE = Column("signature", "string", "who entered it")


def _table(name: str, meaning: str, *columns: Column) -> Table:
    """Return a table whose first column is document_id."""
    return Table(name, meaning, (_DOCUMENT_ID, *columns))


TABLES: tuple[Table, ...] = (
    _table(
        "header",
        "What the file says about itself, and how it was read: one row a document",
        Column("file", "string", "name of the file as it was given"),
        Column("sha256", "string", "SHA-256 of the file's bytes, in hexadecimal"),
        Column("size", "int64", "size of the file in bytes"),
        Column("format", "string", "format of the file: sie4 is the text format of types 1 to 4"),
        Column("sie_type", "string", "1, 2, 3, 4E or 4I"),
        Column("sie_type_evidence", "string", "what decided the type"),
        Column("flag", "int8", "#FLAGGA: 1 when a program has already imported the file"),
        Column("program", "string", "#PROGRAM: the program that wrote the file"),
        Column("program_version", "string", "#PROGRAM: its version"),
        Column("generated_date", "date32", "#GEN: the day the file was written"),
        Column("generated_by", "string", "#GEN: who wrote it"),
        Column("comment", "string", "#PROSA: free text, several lines joined"),
        Column("company", "string", "#FNAMN: name of the company"),
        Column("company_id", "string", "#FNR: the exporting program's own key of the company"),
        Column("company_type", "string", "#FTYP: legal form"),
        Column("orgnr", "string", "#ORGNR: organisation number as NNNNNN-NNNN"),
        Column("orgnr_raw", "string", "#ORGNR: as it stands in the file"),
        Column("acquisition_no", "string", "#ORGNR: acquisition number"),
        Column("activity_no", "string", "#ORGNR: activity number"),
        Column("industry", "string", "#BKOD: industry code"),
        Column("contact", "string", "#ADRESS: contact"),
        Column("street", "string", "#ADRESS: street"),
        Column("postal", "string", "#ADRESS: postal code and town"),
        Column("phone", "string", "#ADRESS: telephone"),
        Column("chart_type", "string", "#KPTYP: type of chart of accounts, normalised"),
        Column("chart_type_raw", "string", "#KPTYP: as it stands in the file"),
        Column("currency", "string", "#VALUTA: currency of the amounts, SEK when not said"),
        Column("currency_declared", "bool", "whether the file names its currency"),
        Column("tax_year", "int32", "#TAXAR: tax year"),
        Column("covered_to", "date32", "#OMFATTN: the balances cover up to this day"),
        Column("encoding", "string", "the encoding found in the bytes"),
        Column("encoding_declared", "string", "#FORMAT: the encoding that the file declares"),
        Column("line_end", "string", "CRLF, LF, CR, mixed or none"),
        Column("checksum_declared", "int64", "#KSUMMA: the checksum that the file states"),
        Column("checksum_computed", "int64", "the checksum of what was read"),
        Column(
            "psaldo_style",
            "string",
            "total when #PSALDO rows without objects are the whole account, remainder when they "
            "are what is left beside the object rows",
        ),
    ),
    _table(
        "fiscal_years",
        "#RAR: the fiscal years that the file speaks of",
        _LINE,
        _YEAR_NO,
        Column("start_date", "date32", "first day of the year"),
        Column("end_date", "date32", "last day of the year"),
    ),
    _table(
        "accounts",
        "#KONTO, #KTYP, #ENHET: the chart of accounts, and accounts that are only used",
        _DECLARED_LINE,
        _ACCOUNT,
        Column("name", "string", "name of the account; empty when not declared"),
        Column("type", "string", "asset, liability, equity, cost, income or statistics"),
        Column("type_raw", "string", "#KTYP: as it stands in the file"),
        Column("unit", "string", "#ENHET: unit of the account's quantities"),
        _DECLARED,
    ),
    _table(
        "sru_codes",
        "#SRU: where an account goes in the tax return",
        _LINE,
        _ACCOUNT,
        Column("sru_code", "string", "SRU code"),
    ),
    _table(
        "dimensions",
        "#DIM, #UNDERDIM: dimensions, and dimensions that are only used",
        _DECLARED_LINE,
        Column("dimension", "int32", "number of the dimension: 1 cost centre, 6 project, …"),
        Column("name", "string", "name of the dimension; empty when not declared"),
        Column("parent_dimension", "int32", "#UNDERDIM: the dimension that this one divides"),
        _DECLARED,
    ),
    _table(
        "objects",
        "#OBJEKT: the objects of the dimensions, and objects that are only used",
        _DECLARED_LINE,
        Column("dimension", "int32", "the dimension that the object belongs to"),
        Column("object", "string", "number of the object, as text"),
        Column("name", "string", "name of the object; empty when not declared"),
        _DECLARED,
    ),
    _table(
        "balances",
        "#IB, #UB, #RES, #OIB, #OUB: opening, closing and result balances",
        _LINE,
        Column("kind", KIND, "opening, closing or result"),
        _YEAR_NO,
        _ACCOUNT,
        _OBJECTS,
        _AMOUNT,
        _QUANTITY,
        Column("counts", "bool", "true for the account's own figure: the rows without objects"),
    ),
    _table(
        "period_balances",
        "#PSALDO, #PBUDGET: change and budget of an account in a month",
        _LINE,
        Column("kind", KIND, "actual (#PSALDO) or budget (#PBUDGET)"),
        Column("year_no", "int8", "the year that the period lies in"),
        Column("year_no_declared", "int8", "the year number that the record states"),
        Column("period", "int32", "the month as YYYYMM"),
        _ACCOUNT,
        _OBJECTS,
        _AMOUNT,
        _QUANTITY,
        Column("counts", "bool", "true for the rows that make up the account's own figure"),
    ),
    _table(
        "vouchers",
        "#VER: the vouchers",
        _LINE,
        Column("voucher_id", "int32", "position of the voucher in the file, from 1"),
        Column("year_no", "int8", "the year that the voucher's date lies in"),
        Column("series", "string", "voucher series; empty when written empty"),
        Column("number", "string", "voucher number, as text; empty when written empty"),
        Column("date", "date32", "date of the voucher"),
        Column("text", "string", "text of the voucher"),
        Column("registration_date", "date32", "the day it was entered"),
        _SIGNATURE,
        Column("occurrence", "int32", "1, 2, … among equal series and number in a year"),
        Column("voucher_key", "string", "company/year/series/number/occurrence: stable"),
    ),
    _table(
        "transactions",
        "#TRANS, #RTRANS, #BTRANS: the rows of the vouchers",
        _LINE,
        Column("voucher_id", "int32", "the voucher; null for a row outside of vouchers"),
        Column("row_no", "int32", "position in the voucher, from 1, rows of all kinds"),
        Column("kind", KIND, "normal (#TRANS), added (#RTRANS) or removed (#BTRANS)"),
        Column("counts", "bool", "true for #TRANS rows, the only ones that sums are made of"),
        _ACCOUNT,
        _OBJECTS,
        _AMOUNT,
        Column("date", "date32", "date of the row; null means the voucher's date"),
        Column("text", "string", "text of the row"),
        _QUANTITY,
        _SIGNATURE,
        Column("twin_row", "int32", "row_no of the #TRANS row that mirrors an #RTRANS row"),
    ),
    _table(
        "other_records",
        "Records with labels that the standard does not know, kept as they stand",
        _LINE,
        Column("label", "string", "label of the record, with its #"),
        Column("raw", "string", "the whole line, decoded, without its line end"),
    ),
)
"""The tables of every document, in the order in which documentation shows them."""

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}


def find_table(name: str) -> Table:
    """Return the table of that name; `UsageError` lists the names when there is none."""
    table = BY_NAME.get(name)
    if table is None:
        message = f"There is no table {name!r}. The tables are: {', '.join(BY_NAME)}."
        raise UsageError(message)
    return table


@cache
def arrow_schema(name: str) -> pa.Schema:
    """Return the Arrow schema of the table of that name."""
    import pyarrow as pa

    types: dict[str, pa.DataType] = {
        "int8": pa.int8(),
        "int32": pa.int32(),
        "int64": pa.int64(),
        "bool": pa.bool_(),
        "string": pa.string(),
        "date32": pa.date32(),
        KIND: pa.dictionary(pa.int8(), pa.string()),
        DECIMAL: pa.decimal128(38, 6),
        OBJECTS: pa.list_(pa.struct([("dimension", pa.int32()), ("object", pa.string())])),
    }
    return pa.schema([(column.name, types[column.type]) for column in find_table(name).columns])
