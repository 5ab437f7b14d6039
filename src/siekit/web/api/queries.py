"""The route of queries in SQL over a snapshot."""

import io
import json
import shutil
import tempfile
from pathlib import Path

import duckdb
from fastapi import APIRouter, Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from siekit.engine.asking import asked
from siekit.formats.tables.json_text import JsonWriter
from siekit.sql.plan import plan_of
from siekit.sql.results import plain_answer
from siekit.sql.seeing import OWN
from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.downloads import FILE, OCTETS, kept_as
from siekit.web.api.shapes.queries import Query, Rows
from siekit.workspace.bi.duckdb_file import write_duckdb
from siekit.workspace.reading import database_of_snapshot
from siekit.workspace.workspace import Workspace

router = APIRouter(tags=["Queries"])

MOST_SECONDS = 30.0
MOST_MEMORY = "512MB"


@router.post("/sql", operation_id="query", response_model=Rows, responses=refused(410))
def query(workspace: ApiWorkspace, wanted: Query) -> Response:
    """Ask the tables of the newest snapshot, or of one before, in SQL.

    One statement that only reads, at most 30 seconds and 512 MB. The tables are those of
    `siekit sql`, such as `ledger`, `accounts`, `vouchers`, `balances` and `files`.
    """
    snapshot = workspace.snapshot(wanted.snapshot)
    number = snapshot.id if snapshot else None
    connection = _database(workspace, number, wanted)
    with (
        connection,
        asked(connection, wanted.query, wanted.parameters or None, timeout=MOST_SECONDS) as reader,
    ):
        answer = plain_answer(reader)
        sink, left = io.BytesIO(), wanted.limit
        writer = JsonWriter(sink, {"answer": answer.schema})
        more = False
        for batch in answer.batches:
            more = batch.num_rows > left
            writer.write("answer", batch.slice(0, left))
            left -= min(batch.num_rows, left)
            if more:
                break
        writer.close()
    head = {"snapshot_id": number, "columns": answer.schema.names}
    told = json.dumps(head, ensure_ascii=False).encode()[:-1]
    body = b'%s,"rows":%s,"truncated":%s}' % (
        told,
        sink.getvalue(),
        b"true" if more else b"false",
    )
    return Response(body, media_type="application/json")


@router.get(
    "/snapshots/newest/duckdb",
    operation_id="getDuckdb",
    response_class=Response,
    responses={**FILE, **refused(410, 507)},
)
def duckdb_file(workspace: ApiWorkspace) -> Response:
    """Give the newest snapshot as one DuckDB file, for programs that read those."""
    folder = Path(tempfile.mkdtemp(prefix="siekit-"))
    gone = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    try:
        made = write_duckdb(workspace, folder / "current.duckdb")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    headers = kept_as(made.name)
    return FileResponse(made, media_type=OCTETS, headers=headers, background=gone)


def _database(
    workspace: Workspace, snapshot_id: int | None, wanted: Query
) -> duckdb.DuckDBPyConnection:
    """Return a database with the tables of a snapshot that a query sees, all where that is unsure.

    The tables that scripts for Fortnox know are not among them: they are made of the originals.
    """
    plan = plan_of(wanted.query, wanted.parameters)
    only = plan.seen if plan is not None and plan.seen <= OWN else None
    return database_of_snapshot(workspace, snapshot_id, tables=only, memory=MOST_MEMORY)
