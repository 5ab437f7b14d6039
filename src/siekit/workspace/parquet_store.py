"""The tables of each upload as Parquet: written once, in one step, and never changed."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from siekit.schema import TABLES, arrow_schema
from siekit.workspace.claims import claimed, is_claimed
from siekit.workspace.originals import sync_folder
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

LINES = "lines"
"""The table that says where the lines of the file went; not of the public schema."""

FINDINGS = "findings.json"
_COMING = ".coming-"


class ParquetStore:
    """A folder with one folder an upload: `tables/17/transactions.parquet`.

    The `document_id` in the tables is the upload's id. A table without rows has no file.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when the first tables come."""
        self.folder = folder

    def write(
        self,
        upload_id: int,
        tables: Mapping[str, pa.Table],
        findings: Sequence[Mapping[str, Any]] | Callable[[], Sequence[Mapping[str, Any]]],
    ) -> None:
        """Put the tables and findings of an upload in their place, all of them or none.

        `findings` may be a function, which is asked for them when the tables are written. What a
        killed attempt or an older reader left there is replaced.
        """
        coming = self.folder / f"{_COMING}{secrets.token_hex(8)}"
        try:
            coming.mkdir(parents=True)
            with claimed(coming):
                for name, table in tables.items():
                    if table.num_rows:
                        _write(coming / f"{name}.parquet", table)
                _write_json(coming / FINDINGS, findings() if callable(findings) else findings)
                sync_folder(coming)
                self.erase(upload_id)
                coming.rename(self._place(upload_id))
            sync_folder(self.folder)
        except OSError as error:
            raise Refusal("store_unavailable", reason=error.strerror or str(error)) from error
        finally:
            shutil.rmtree(coming, ignore_errors=True)

    def read(self, upload_id: int, names: Iterable[str] | None = None) -> dict[str, pa.Table]:
        """Return the tables of an upload by name, all of the schema and `lines` unless named."""
        place = self._place(upload_id)
        wanted = [*(table.name for table in TABLES), LINES] if names is None else list(names)
        if not (place / FINDINGS).exists():
            raise Refusal("tables_missing", upload=str(upload_id))
        found = {name: _read(place / f"{name}.parquet", name) for name in wanted}
        return {name: table for name, table in found.items() if table is not None}

    def findings(self, upload_id: int) -> list[dict[str, Any]]:
        """Return the findings of an upload, as `findings_json` wrote them."""
        try:
            found = json.loads((self._place(upload_id) / FINDINGS).read_bytes())
        except FileNotFoundError:
            raise Refusal("tables_missing", upload=str(upload_id)) from None
        return list(found)

    def __contains__(self, upload_id: object) -> bool:
        return isinstance(upload_id, int) and (self._place(upload_id) / FINDINGS).exists()

    def __iter__(self) -> Iterator[int]:
        """Give the ids of the uploads that have tables."""
        for place in self.folder.glob("[0-9]*"):
            if place.name.isdecimal() and (place / FINDINGS).exists():
                yield int(place.name)

    def path(self, upload_id: int) -> Path:
        """Return the folder of an upload."""
        return self._place(upload_id)

    def erase(self, upload_id: int) -> None:
        """Remove the tables of an upload."""
        place = self._place(upload_id)
        if not place.exists():
            return
        # Renamed first, so that a reader finds all of it or nothing.
        going = self.folder / f"{_COMING}{secrets.token_hex(8)}"
        place.rename(going)
        shutil.rmtree(going, ignore_errors=True)

    def left_behind(self) -> list[Path]:
        """Return what a process that was killed left half-written or half-removed."""
        found = sorted(self.folder.glob(f"{_COMING}*"))
        return [one for one in found if not is_claimed(one)]

    def _place(self, upload_id: int) -> Path:
        return self.folder / str(int(upload_id))


def _write(path: Path, table: pa.Table) -> None:
    with path.open("xb") as out:
        pq.write_table(table, out, compression="zstd", compression_level=1)
        out.flush()
        os.fsync(out.fileno())


def _write_json(path: Path, value: object) -> None:
    with path.open("xb") as out:
        out.write(json.dumps(value, ensure_ascii=False).encode())
        out.flush()
        os.fsync(out.fileno())


def _read(path: Path, name: str) -> pa.Table | None:
    try:
        with path.open("rb") as file:
            return pq.ParquetFile(file).read()  # read_table would import the datasets of pyarrow
    except FileNotFoundError:
        return None if name == LINES else arrow_schema(name).empty_table()
