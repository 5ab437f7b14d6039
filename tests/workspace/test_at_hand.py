"""Tables that are kept in memory are those that stand on the disk, and never too many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from siekit.schema import TABLES, arrow_schema
from siekit.workspace.at_hand import MOST, MOST_BYTES, AtHand
from siekit.workspace.parquet_store import ParquetStore
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> ParquetStore:
    """A store with nothing in it."""
    return ParquetStore(tmp_path / "tables")


def tables_with(account: str) -> dict[str, pa.Table]:
    """Tables of the schema, empty but for one account."""
    rows = pa.Table.from_pylist(
        [{"document_id": 1, "account": account, "declared": True}], schema=arrow_schema("accounts")
    )
    empty = {table.name: arrow_schema(table.name).empty_table() for table in TABLES}
    return {**empty, "accounts": rows}


def accounts_of(tables: Mapping[str, pa.Table]) -> list[str]:
    """The accounts in tables."""
    return list(tables["accounts"]["account"].to_pylist())


def test_what_is_at_hand_is_what_was_written(store: ParquetStore) -> None:
    """All tables, and those that are named."""
    store.write(1, tables_with("1930"), [])
    assert store.at_hand(1) == store.read(1)
    assert store.at_hand(1, ["accounts"]) == store.read(1, ["accounts"])


def test_what_another_process_wrote_is_seen(store: ParquetStore, tmp_path: Path) -> None:
    """Tables are looked at anew when others took their place."""
    other = ParquetStore(tmp_path / "tables")
    store.write(1, tables_with("1930"), [])
    other.write(1, tables_with("1940"), [])
    assert accounts_of(store.at_hand(1)) == ["1940"]
    assert accounts_of(store.at_hand(1)) == ["1940"]
    other.erase(1)
    with pytest.raises(Refusal) as caught:
        store.at_hand(1)
    assert caught.value.code == "tables_missing"


def test_a_look_at_the_disk_is_one(store: ParquetStore) -> None:
    """`read`, by which tables are verified, finds what happened to the files."""
    store.write(1, tables_with("1930"), [])
    (store.path(1) / "accounts.parquet").unlink()
    with pytest.raises(Refusal) as caught:
        store.read(1)
    assert caught.value.code == "tables_missing"


def test_the_ones_used_last_stay() -> None:
    """There is room for a few, however small they are."""
    held = AtHand()
    for number in range(MOST):
        held.put(number, (number, 0), {})
    assert held.get(0, (0, 0)) is not None
    held.put(MOST, (MOST, 0), {})
    assert held.get(1, (1, 0)) is None
    assert held.get(0, (0, 0)) is not None


def test_large_tables_do_not_stay() -> None:
    """Memory has a limit whatever is sent."""
    held = AtHand()
    large = {"accounts": pa.table({"n": pa.array(range(MOST_BYTES // 8 + 1), pa.int64())})}
    held.put(1, (1, 0), {})
    held.put(2, (2, 0), large)
    assert held.get(1, (1, 0)) is None
    assert held.get(2, (2, 0)) is None
