"""The route of queries in SQL over a snapshot."""

import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import duckdb
from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from pyarrow import RecordBatch, RecordBatchReader
from starlette.background import BackgroundTask

from siekit.engine.asking import asked
from siekit.exceptions import UsageError
from siekit.formats.tables.json_text import JsonWriter
from siekit.sql.plan import plan_of
from siekit.sql.results import plain_answer
from siekit.sql.seeing import OWN
from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.downloads import FILE, OCTETS, kept_as
from siekit.web.api.shapes.queries import Query, Rows
from siekit.web.gone import Gone
from siekit.web.visitors import portal_of
from siekit.workspace.bi.duckdb_file import write_duckdb
from siekit.workspace.reading import database_of_snapshot
from siekit.workspace.workspace import Workspace

router = APIRouter(tags=["Queries"])

MOST_SECONDS = 30.0
MOST_MEMORY = "512MB"
MOST_BYTES = 64_000_000
"""The largest answer, as it lies in memory and as JSON."""

ROWS_A_BATCH = 2_048
"""As few as the engine makes at a time: what is too large is seen early."""


@router.post("/sql", operation_id="query", response_model=Rows, responses=refused(410))
def query(request: Request, workspace: ApiWorkspace, wanted: Query, gone: Gone) -> Response:
    """Ask the tables of the newest snapshot, or of one before, in SQL.

    One statement that only reads, at most 30 seconds and 512 MB, an answer of at most 64 MB. The
    tables are those of `siekit sql`, such as `ledger`, `accounts`, `vouchers`, `balances` and
    `files`. One person has at most 2 queries at work in a domain at once, with all their tokens,
    and everybody together 4 in each process; one more is refused as `too_many_queries` or
    `queries_busy`. A query ends when its client goes away.
    """
    with portal_of(request).queries.one_more(workspace):
        return _answered(workspace, wanted, gone)


def _answered(workspace: Workspace, wanted: Query, gone: Event) -> Response:
    snapshot = workspace.snapshot(wanted.snapshot)
    number = snapshot.id if snapshot else None
    connection = _database(workspace, number, wanted)
    with (
        connection,
        asked(
            connection,
            wanted.query,
            wanted.parameters or None,
            timeout=MOST_SECONDS,
            unwanted=gone,
            rows_a_batch=ROWS_A_BATCH,
        ) as reader,
    ):
        answer = plain_answer(_limited(reader, wanted.limit + 1))
        sink, left = io.BytesIO(), wanted.limit
        writer = JsonWriter(sink, {"answer": answer.schema})
        more = False
        for batch in answer.batches:
            more = batch.num_rows > left
            writer.write("answer", batch.slice(0, left))
            left -= min(batch.num_rows, left)
            _refuse_large(sink.tell())
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


def _limited(reader: RecordBatchReader, most: int) -> RecordBatchReader:
    """Return the first rows of an answer, and refuse one whose rows are too large together."""

    def batches() -> Iterator[RecordBatch]:
        left, size = most, 0
        for batch in reader:
            part = batch.slice(0, left)
            size += part.nbytes
            _refuse_large(size)
            yield part
            left -= part.num_rows
            if not left:
                return

    return RecordBatchReader.from_batches(reader.schema, batches())


def _refuse_large(size: int) -> None:
    if size > MOST_BYTES:
        message = "The answer is larger than 64 MB. Ask for fewer rows or columns."
        swedish = "Svaret är större än 64 MB. Fråga efter färre rader eller kolumner."
        raise UsageError(message, swedish=swedish)


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
