"""Routes of the domain: its settings, and the log of what was done in it."""

from fastapi import APIRouter, Response

from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.once import AtOnce
from siekit.web.api.shapes.people import DomainChange, DomainShape
from siekit.workspace.domain_settings import change_settings

router = APIRouter(prefix="/domain", tags=["Domain"])


@router.get("", operation_id="getDomain", responses=refused())
def get_domain(workspace: ApiWorkspace) -> DomainShape:
    """Tell the name and settings of the domain."""
    return DomainShape.of(workspace.domain())


@router.patch("", operation_id="changeDomain", response_model=DomainShape, responses=refused(409))
def change(workspace: ApiWorkspace, wanted: DomainChange, once: AtOnce) -> Response:
    """Change settings; what is not given stays. `sync_at` null means by hand only."""
    values = wanted.model_dump(exclude_unset=True)
    return once(lambda: DomainShape.of(change_settings(workspace, **values)))
