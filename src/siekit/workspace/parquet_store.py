"""The tables of each upload as Parquet: written once, in one step, and never changed."""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from siekit.schema import TABLES, arrow_schema
from siekit.workspace.at_hand import AtHand, writing_of
from siekit.workspace.claims import claimed, is_claimed
from siekit.workspace.foreign_words import disk_refusal
from siekit.workspace.originals import sync_folder
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

LINES = "lines"
"""The table that says where the lines of the file went; not of the public schema."""

FINDINGS = "findings.json"
ROWS = "rows.json"
"""How many rows each table has: one that is named here and has no file is lost, not empty."""

UNLIKE = frozenset({"line", "voucher_id", "row_no", "number", "voucher_key", "amount"})
"""Columns of which hardly two values are alike."""

_COMING = ".coming-"
TRIES = 20
PAUSE = 0.01
"""Seconds between looks at tables that somebody is replacing at this moment."""


class ParquetStore:
    """A folder with one folder an upload: `tables/17/transactions.parquet`.

    The `document_id` in the tables is the upload's id. A table without rows has no file.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when the first tables come."""
        self.folder = folder
        self._at_hand = AtHand()

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
                rows = {name: table.num_rows for name, table in tables.items() if table.num_rows}
                _write_json(coming / ROWS, rows)
                _write_json(coming / FINDINGS, findings() if callable(findings) else findings)
                sync_folder(coming)
                writing = writing_of(coming.stat())
                self._put(coming, upload_id)
            sync_folder(self.folder)
            self._at_hand.put(upload_id, writing, tables)
        except OSError as error:
            raise disk_refusal(error) from error
        finally:
            shutil.rmtree(coming, ignore_errors=True)

    def _put(self, coming: Path, upload_id: int) -> None:
        """Give a folder its name; when two write the same upload at once, the later one wins."""
        for _ in range(TRIES):
            self.erase(upload_id)
            try:
                coming.rename(self._place(upload_id))
            except OSError as error:
                if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                    raise
            else:
                return
        raise Refusal(
            "store_unavailable",
            reason=f"upload {upload_id} is being written",
            reason_sv=f"uppladdning {upload_id} skrivs just nu",
        )

    def read(
        self,
        upload_id: int,
        names: Iterable[str] | None = None,
        *,
        columns: Mapping[str, Sequence[str]] | None = None,
    ) -> dict[str, pa.Table]:
        """Return the tables of an upload by name, all of the schema and `lines` unless named.

        `columns` are those that are wanted of a table. All are of one writing. Raises
        `tables_missing` where one that has rows is lost.
        """
        chosen = columns or {}
        place = self._place(upload_id)
        wanted = [*(table.name for table in TABLES), LINES] if names is None else list(names)
        for attempt in range(TRIES):
            try:
                before = writing_of(place.stat())
                rows = json.loads((place / ROWS).read_bytes())
                found = {
                    name: _read(place / f"{name}.parquet", name, rows, chosen.get(name))
                    for name in wanted
                }
                if writing_of(place.stat()) == before:
                    return {name: table for name, table in found.items() if table is not None}
            except FileNotFoundError:
                pass  # lost, or just being replaced
            time.sleep(PAUSE if attempt else 0)
        raise Refusal("tables_missing", upload=str(upload_id))

    def at_hand(
        self,
        upload_id: int,
        names: Iterable[str] | None = None,
        *,
        columns: Mapping[str, Sequence[str]] | None = None,
    ) -> Mapping[str, pa.Table]:
        """Return what `read` does, from memory where these tables were written or asked for lately.

        For who looks at one upload again and again; `verify` must see what is on the disk. From
        memory all columns come.
        """
        place = self._place(upload_id)
        try:
            writing = writing_of(place.stat())
        except FileNotFoundError:
            return self.read(upload_id, names, columns=columns)  # it is being replaced
        held = self._at_hand.get(upload_id, writing)
        if held is None and names is not None:
            return self.read(upload_id, names, columns=columns)
        if held is None:
            held = self.read(upload_id)
            if place.exists() and writing_of(place.stat()) == writing:
                self._at_hand.put(upload_id, writing, held)
        return held if names is None else {name: held[name] for name in names if name in held}

    def is_whole(self, upload_id: int) -> bool:
        """Tell whether every table is there with as many rows as were written."""
        if self._is_whole(upload_id):
            return True
        time.sleep(PAUSE)  # it may just be replaced
        return self._is_whole(upload_id)

    def _is_whole(self, upload_id: int) -> bool:
        place = self._place(upload_id)
        try:
            rows = json.loads((place / ROWS).read_bytes())
            return (place / FINDINGS).exists() and all(
                pq.read_metadata(place / f"{name}.parquet").num_rows == number
                for name, number in rows.items()
            )
        except (OSError, ValueError, pa.ArrowException):
            return False

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
        self._at_hand.forget(upload_id)
        if not place.exists():
            return
        # Renamed first, so that a reader finds all of it or nothing.
        going = self.folder / f"{_COMING}{secrets.token_hex(8)}"
        with suppress(FileNotFoundError):  # another was quicker
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
        pq.write_table(
            table,
            out,
            compression="zstd",
            compression_level=1,
            use_dictionary=_repeating(table),
        )
        out.flush()
        os.fsync(out.fileno())


def _repeating(table: pa.Table) -> list[str]:
    """Return the columns whose values repeat: a dictionary of others takes time and room."""
    return [
        f"{column.name}.list.element.object" if pa.types.is_list(column.type) else column.name
        for column in table.schema
        if column.name not in UNLIKE
    ]


def _write_json(path: Path, value: object) -> None:
    with path.open("xb") as out:
        out.write(json.dumps(value, ensure_ascii=False).encode())
        out.flush()
        os.fsync(out.fileno())


def _read(
    path: Path, name: str, rows: Mapping[str, int], columns: Sequence[str] | None
) -> pa.Table | None:
    if name not in rows:
        return None if name == LINES else arrow_schema(name).empty_table()
    with path.open("rb") as file:
        return pq.ParquetFile(file).read(columns)  # read_table would import the datasets of pyarrow
