"""Routes of activation: what is in the reports from the next sync on."""

from fastapi import APIRouter, Response

from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.once import AtOnce
from siekit.web.api.shapes.activations import Activate, ReplacementShape
from siekit.web.api.shapes.base import PathId
from siekit.web.api.shapes.uploads import UploadShape

router = APIRouter(prefix="/uploads/{upload_id}", tags=["Activation"])


@router.get("/activate", operation_id="previewActivation", responses=refused(409))
def what_if(workspace: ApiWorkspace, upload_id: PathId) -> ReplacementShape:
    """Tell what activating the upload would replace and change; nothing is done.

    Send the `token` with `activateUpload`: if anything that it rests on has changed by then,
    that is refused as `stale`.
    """
    return ReplacementShape.of(workspace.what_if(upload_id))


@router.post(
    "/activate",
    operation_id="activateUpload",
    response_model=ReplacementShape,
    responses=refused(409),
)
def activate(
    workspace: ApiWorkspace, upload_id: PathId, once: AtOnce, wanted: Activate | None = None
) -> Response:
    """Put the upload into the reports from the next sync on, in the place of what overlaps.

    Active uploads of the same integration whose fiscal year has a day in common become
    SUPERSEDED. Where checks are `blocked`, a written `override_reason` is needed. The answer has
    the upload as it is afterwards.
    """
    how = wanted or Activate()
    return once(
        lambda: ReplacementShape.of(
            workspace.activate(upload_id, token=how.token, override_reason=how.override_reason)
        )
    )


@router.post(
    "/rollback",
    operation_id="rollBackUpload",
    response_model=ReplacementShape,
    responses=refused(409),
)
def rollback(
    workspace: ApiWorkspace, upload_id: PathId, once: AtOnce, wanted: Activate | None = None
) -> Response:
    """Activate a superseded upload again, by the same rules."""
    how = wanted or Activate()
    return once(
        lambda: ReplacementShape.of(
            workspace.rollback(upload_id, token=how.token, override_reason=how.override_reason)
        )
    )


@router.post(
    "/deactivate",
    operation_id="deactivateUpload",
    response_model=UploadShape,
    responses=refused(409),
)
def deactivate(workspace: ApiWorkspace, upload_id: PathId, once: AtOnce) -> Response:
    """Take the upload out of the reports from the next sync on."""
    return once(lambda: UploadShape.of(workspace.deactivate(upload_id)))
