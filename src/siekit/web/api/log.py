"""The route of the audit log."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.paging import Part, part
from siekit.web.api.shapes.base import LARGEST_ID, LINE, Paged
from siekit.web.api.shapes.people import EventShape
from siekit.workspace.refusals import Refusal

router = APIRouter(tags=["Domain"])


@router.get("/audit", operation_id="listEvents", responses=refused())
def audit(
    workspace: ApiWorkspace,
    wanted: Annotated[Part, Depends(part)],
    kind: Annotated[
        str | None,
        Query(max_length=50, pattern=LINE, description="Kind of object: upload, sync, user, …"),
    ] = None,
    object_id: Annotated[
        int | None, Query(ge=1, le=LARGEST_ID, description="Its id; needs `kind`.")
    ] = None,
) -> Paged[EventShape]:
    """List who did what, the newest first; for administrators."""
    if (kind is None) != (object_id is None):
        raise Refusal(
            "invalid",
            field="kind",
            field_sv="kind",
            problem="give kind and object_id, or none of them.",
            problem_sv="ange både kind och object_id, eller inget av dem.",
        )
    about = (kind, object_id) if kind is not None and object_id is not None else None
    found = workspace.log(before_id=wanted.before, about=about, most=wanted.limit + 1)
    following = wanted.next_of([one.id for one in found])
    return Paged(items=[EventShape.of(one) for one in found[: wanted.limit]], next=following)
