"""The route of the history of what was active."""

from typing import Annotated

from fastapi import APIRouter, Depends

from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.paging import Part, part
from siekit.web.api.shapes.activations import ActivationShape
from siekit.web.api.shapes.base import Paged
from siekit.workspace.history import history

router = APIRouter(tags=["Activation"])


@router.get("/activations", operation_id="listActivations", responses=refused())
def list_activations(
    workspace: ApiWorkspace, wanted: Annotated[Part, Depends(part)]
) -> Paged[ActivationShape]:
    """List what was activated and deactivated, the newest first, and what undoes it now."""
    found = history(workspace, before_id=wanted.before, most=wanted.limit + 1)
    following = wanted.next_of([one.id for one in found])
    return Paged(items=[ActivationShape.of(one) for one in found[: wanted.limit]], next=following)
