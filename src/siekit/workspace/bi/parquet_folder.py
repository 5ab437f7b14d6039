"""A folder of Parquet files, one a table, with everything that the reports read."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from siekit.workspace.actors import Role
from siekit.workspace.bi.duckdb_file import default_folder
from siekit.workspace.bi.shown_tables import shown_tables
from siekit.workspace.foreign_words import disk_refusal
from siekit.workspace.originals import sync_folder

if TYPE_CHECKING:
    from siekit.workspace.workspace import Workspace

CURRENT = "parquet"
"""The name under which programs find the newest folder."""

SNAPSHOT = "snapshot.json"


def write_parquet(
    workspace: Workspace, target: str | Path | None = None, *, snapshot_id: int | None = None
) -> Path:
    """Write a snapshot, the newest if none is named, as a folder of Parquet files; return its path.

    The folder has the name of its snapshot, and a link `parquet` beside it is moved to it when it
    is complete, so that nobody finds a table of one snapshot beside one of another; who has the
    old folder open reads on in it until the next but one is written. `target` is where folder and
    link are to be; without it `bi/DOMAIN` in the data folder.
    """
    workspace.actor.require(Role.VIEWER)
    root = Path(target) if target else default_folder(workspace)
    snapshot = workspace.snapshot(snapshot_id)
    number = snapshot.id if snapshot else 0
    coming = root / f".coming-{secrets.token_hex(4)}"
    place = root / f"snapshot-{number}"
    try:
        coming.mkdir(parents=True)
        for name, rows in shown_tables(workspace, snapshot.id if snapshot else None):
            with pq.ParquetWriter(coming / f"{name}.parquet", rows.schema) as out:
                for batch in rows:
                    out.write_batch(batch)
        built = snapshot.built_at.isoformat() if snapshot else None
        (coming / SNAPSHOT).write_text(json.dumps({"snapshot_id": number, "built_at": built}))
        sync_folder(coming)
        if place.exists():  # the same snapshot again: its files are the same
            shutil.rmtree(coming)
        else:
            coming.rename(place)
        _point(root / CURRENT, place)
        _remove_older(root, place)
    except OSError as error:
        raise disk_refusal(error) from error
    finally:
        shutil.rmtree(coming, ignore_errors=True)
    return root / CURRENT


def _point(link: Path, place: Path) -> None:
    """Move the link in one step."""
    beside = link.with_name(f".{link.name}.{secrets.token_hex(4)}")
    beside.symlink_to(place.name)
    os.replace(beside, link)  # noqa: PTH105 - Path.replace would follow neither
    sync_folder(link.parent)


def _remove_older(root: Path, newest: Path) -> None:
    """Remove what is older than the folder before the newest, which may still be read."""
    folders = [one for one in root.glob("snapshot-*") if one.name[9:].isdecimal()]
    ordered = sorted(folders, key=lambda one: int(one.name[9:]))
    for one in ordered[: max(0, ordered.index(newest) - 1)]:
        shutil.rmtree(one, ignore_errors=True)
