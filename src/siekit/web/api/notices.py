"""Routes of notices and of months that were reconciled."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.once import AtOnce
from siekit.web.api.paging import Part, part
from siekit.web.api.shapes.base import Paged, PathId
from siekit.web.api.shapes.notices import (
    NoticeShape,
    ReconciledMonths,
    ReconciledMonthShape,
    Seen,
    UpTo,
)
from siekit.workspace.notices import see_notices

router = APIRouter(tags=["Notices"])

MONTHS = "/integrations/{integration_id}/reconciled-months"
Month = Annotated[str, Path(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$", examples=["2025-03"])]


@router.get("/notices", operation_id="listNotices", responses=refused())
def list_notices(
    workspace: ApiWorkspace,
    wanted: Annotated[Part, Depends(part)],
    *,
    unseen: Annotated[bool, Query(description="Only those that nobody has seen.")] = False,
) -> Paged[NoticeShape]:
    """List what somebody should look at, the newest first."""
    found = workspace.notices(before_id=wanted.before, most=wanted.limit + 1, unseen=unseen)
    following = wanted.next_of([one.id for one in found])
    return Paged(items=[NoticeShape.of(one) for one in found[: wanted.limit]], next=following)


@router.post(
    "/notices/{notice_id}/seen",
    operation_id="seeNotice",
    response_model=NoticeShape,
    responses=refused(409),
)
def see(workspace: ApiWorkspace, notice_id: PathId, once: AtOnce) -> Response:
    """Say that somebody has looked at it."""
    return once(lambda: NoticeShape.of(workspace.see_notice(notice_id)))


@router.post(
    "/notices/seen", operation_id="seeNotices", response_model=Seen, responses=refused(409)
)
def see_all(workspace: ApiWorkspace, wanted: UpTo, once: AtOnce) -> Response:
    """Say that somebody has looked at all notices up to one."""
    return once(lambda: Seen(seen=see_notices(workspace, wanted.up_to)))


@router.get(MONTHS, operation_id="listReconciledMonths", responses=refused())
def list_months(workspace: ApiWorkspace, integration_id: PathId) -> ReconciledMonths:
    """List the months whose figures somebody has found right."""
    own = workspace.integration(integration_id)
    found = workspace.reconciled_months(own.id)
    return ReconciledMonths(items=[ReconciledMonthShape.of(one) for one in found])


@router.put(
    MONTHS + "/{month}",
    operation_id="reconcileMonth",
    response_model=ReconciledMonthShape,
    responses=refused(409),
)
def mark(workspace: ApiWorkspace, integration_id: PathId, month: Month, once: AtOnce) -> Response:
    """Mark a month of the active file as reconciled; a later file that changes it is told of."""
    return once(
        lambda: ReconciledMonthShape.of(workspace.mark_month(integration_id, _number(month)))
    )


@router.delete(
    MONTHS + "/{month}", operation_id="unreconcileMonth", status_code=204, responses=refused(409)
)
def unmark(workspace: ApiWorkspace, integration_id: PathId, month: Month) -> None:
    """Take the mark away."""
    workspace.unmark_month(integration_id, _number(month))


def _number(month: str) -> int:
    return int(month.replace("-", ""))
