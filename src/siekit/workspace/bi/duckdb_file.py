"""`current.duckdb`: one file with everything that the reports read, for programs that open it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from siekit.workspace.actors import Role
from siekit.workspace.bi.shown_tables import shown_tables
from siekit.workspace.foreign_words import disk_refusal, said
from siekit.workspace.originals import sync_folder
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from siekit.workspace.workspace import Workspace

NAME = "current.duckdb"


def write_duckdb(
    workspace: Workspace, target: str | Path | None = None, *, snapshot_id: int | None = None
) -> Path:
    """Write a snapshot, the newest if none is named, as one DuckDB file and return its path.

    It appears when it is complete; who has the old one open reads on in the old one. Without
    `target` it is `bi/DOMAIN/current.duckdb` in the data folder. Amounts are decimals in each
    file's currency. The table `snapshot` says which one it is and when it was built.
    """
    import duckdb

    workspace.actor.require(Role.VIEWER)
    place = Path(target) if target else default_folder(workspace) / NAME
    snapshot = workspace.snapshot(snapshot_id)
    coming = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(str(coming)) as out:
            out.execute(
                "create table snapshot as select ?::integer as snapshot_id, "
                "?::timestamptz as built_at",
                [snapshot.id if snapshot else None, snapshot.built_at if snapshot else None],
            )
            for name, rows in shown_tables(workspace, snapshot.id if snapshot else None):
                out.register("rows", rows)
                out.execute(f'create table "{name}" as from rows')
                out.unregister("rows")
            # Otherwise a file of changes stays beside it, and the copy lacks them.
            out.execute("checkpoint")
        os.replace(coming, place)  # noqa: PTH105 - as in the other places that replace a file
        sync_folder(place.parent)
    except OSError as error:
        raise disk_refusal(error) from error
    except duckdb.IOException as error:
        reason = str(error)
        reason_sv = said("DuckDB", reason)
        raise Refusal("store_unavailable", reason=reason, reason_sv=reason_sv) from error
    finally:
        coming.unlink(missing_ok=True)
        coming.with_name(f"{coming.name}.wal").unlink(missing_ok=True)
    return place


def default_folder(workspace: Workspace) -> Path:
    """Return where the files for other programs of a domain lie."""
    return workspace.installation.folder / "bi" / str(workspace.domain_id)
