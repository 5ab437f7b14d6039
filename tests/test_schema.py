"""The public schema: names, types and order of every table."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from siekit import model
from siekit.exceptions import UsageError
from siekit.schema import BY_NAME, TABLES, arrow_schema, find_table

if TYPE_CHECKING:
    from siekit.schema import Table

RECORDS = {
    "fiscal_years": model.FiscalYear,
    "accounts": model.Account,
    "sru_codes": model.SruCode,
    "dimensions": model.Dimension,
    "objects": model.Object,
    "balances": model.Balance,
    "period_balances": model.PeriodBalance,
    "other_records": model.OtherRecord,
    "vouchers": model.Voucher,
    "transactions": model.Transaction,
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_begins_with_the_document(table: Table) -> None:
    """Queries over one file and over a hundred are the same: all join on document_id."""
    assert table.column_names[0] == "document_id"
    assert arrow_schema(table.name).field(0).type == pa.int32()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_says_what_it_means(table: Table) -> None:
    """The reference of tables is made of these sentences."""
    assert table.meaning
    assert all(column.meaning for column in table.columns)
    assert len(set(table.column_names)) == len(table.columns)


def test_money_and_quantity_are_exact() -> None:
    """No table holds a float."""
    for table in TABLES:
        for field in arrow_schema(table.name):
            assert not pa.types.is_floating(field.type)
            if field.name in {"amount", "quantity"}:
                assert field.type == pa.decimal128(38, 6)


def test_objects_are_pairs_of_dimension_and_object() -> None:
    """A row may belong to several objects, each of its own dimension."""
    pair = pa.struct([("dimension", pa.int32()), ("object", pa.string())])
    assert arrow_schema("transactions").field("objects").type == pa.list_(pair)


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_has_the_columns_of_its_table(name: str) -> None:
    """Records are made of rows by position."""
    names = [field.name for field in fields(RECORDS[name]) if field.name != "rows"]
    left_out = {"document_id"} | ({"voucher_id"} if name == "transactions" else set())
    assert names == [column for column in BY_NAME[name].column_names if column not in left_out]


def test_an_unknown_table_is_answered_with_the_names() -> None:
    """Whoever mistypes a name sees the right ones."""
    with pytest.raises(UsageError, match=r"'transaction'.*transactions"):
        find_table("transaction")


def test_names_and_types_are_known_without_arrow() -> None:
    """The command line lists tables without loading pyarrow."""
    code = "import sys, siekit.schema; print('pyarrow' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
