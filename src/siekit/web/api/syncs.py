"""Routes of syncs and snapshots: what is active goes into the reports."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.once import AtOnce
from siekit.web.api.paging import Part, part
from siekit.web.api.shapes.base import Paged, PathId
from siekit.web.api.shapes.syncs import SnapshotShape, SyncLog, SyncShape
from siekit.web.api.waiting import Wait, until
from siekit.workspace.refusals import Refusal

router = APIRouter(tags=["Syncs"])

OPEN = frozenset({"queued", "running"})


@router.post(
    "/syncs",
    operation_id="requestSync",
    status_code=202,
    response_model=SyncShape,
    responses=refused(409),
)
def request_sync(workspace: ApiWorkspace, once: AtOnce) -> Response:
    """Ask for a sync: a snapshot of what is active, which reports then read.

    It is done meanwhile; `getSync` with `wait` tells when. A sync that fails leaves the reports
    as they were.
    """
    return once(lambda: SyncShape.of(workspace.request_sync()), status=202)


@router.get("/syncs", operation_id="listSyncs", responses=refused())
def list_syncs(workspace: ApiWorkspace, wanted: Annotated[Part, Depends(part)]) -> Paged[SyncShape]:
    """List the syncs, the newest first."""
    found = workspace.syncs(before_id=wanted.before, most=wanted.limit + 1)
    following = wanted.next_of([one.id for one in found])
    return Paged(items=[SyncShape.of(one) for one in found[: wanted.limit]], next=following)


@router.get("/syncs/{sync_id}", operation_id="getSync", responses=refused())
async def get_sync(workspace: ApiWorkspace, sync_id: PathId, wait: Wait = 0) -> SyncShape:
    """Tell how far a sync is; `wait` until it is done or has failed."""
    run = await until(lambda: workspace.sync_run(sync_id), lambda one: one.status not in OPEN, wait)
    return SyncShape.of(run)


@router.get("/syncs/{sync_id}/log", operation_id="getSyncLog", responses=refused())
def get_log(workspace: ApiWorkspace, sync_id: PathId) -> SyncLog:
    """Tell what a sync did, in order."""
    return SyncLog(items=[dict(one) for one in workspace.sync_run(sync_id).log])


@router.get("/snapshots", operation_id="listSnapshots", responses=refused())
def list_snapshots(
    workspace: ApiWorkspace, wanted: Annotated[Part, Depends(part)]
) -> Paged[SnapshotShape]:
    """List the snapshots, the newest first."""
    found = workspace.snapshots(before_id=wanted.before, most=wanted.limit + 1)
    following = wanted.next_of([one.id for one in found])
    return Paged(items=[SnapshotShape.of(one) for one in found[: wanted.limit]], next=following)


@router.get("/snapshots/newest", operation_id="getNewestSnapshot", responses=refused())
def get_newest(workspace: ApiWorkspace) -> SnapshotShape:
    """Tell what the reports read now; `not_found` before the first sync."""
    found = workspace.snapshot()
    if found is None:
        raise Refusal("not_found", what="snapshot", what_sv="ögonblicksbild", id="")
    return SnapshotShape.of(found)


@router.get("/snapshots/{snapshot_id}", operation_id="getSnapshot", responses=refused())
def get_snapshot(workspace: ApiWorkspace, snapshot_id: PathId) -> SnapshotShape:
    """Tell which uploads are in a snapshot."""
    found = workspace.snapshot(snapshot_id)
    if found is None:
        raise Refusal("not_found", what="snapshot", what_sv="ögonblicksbild", id=snapshot_id)
    return SnapshotShape.of(found)
