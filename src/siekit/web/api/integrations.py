"""Routes of integrations: the sources of books of the domain."""

from fastapi import APIRouter, Response

from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.once import AtOnce
from siekit.web.api.shapes.base import PathId
from siekit.web.api.shapes.integrations import (
    IntegrationChange,
    Integrations,
    IntegrationShape,
    MatrixShape,
    NewIntegration,
)

router = APIRouter(tags=["Integrations"])

ALL, ONE = "/integrations", "/integrations/{integration_id}"


@router.get("/matrix", operation_id="getMatrix", responses=refused())
def get_matrix(workspace: ApiWorkspace) -> MatrixShape:
    """Give every integration with its fiscal years, and where each of them stands."""
    return MatrixShape.of(workspace.matrix())


@router.get(ALL, operation_id="listIntegrations", responses=refused())
def list_integrations(workspace: ApiWorkspace) -> Integrations:
    """List all integrations by name."""
    return Integrations(items=[IntegrationShape.of(one) for one in workspace.integrations()])


@router.post(
    ALL,
    operation_id="createIntegration",
    status_code=201,
    response_model=IntegrationShape,
    responses=refused(409),
)
def create(workspace: ApiWorkspace, wanted: NewIntegration, once: AtOnce) -> Response:
    """Make an integration, to which files with its organisation number link themselves."""
    return once(
        lambda: IntegrationShape.of(
            workspace.create_integration(
                wanted.name,
                orgnr=wanted.orgnr,
                acquisition_no=wanted.acquisition_no,
                currency=wanted.currency,
            )
        ),
        status=201,
    )


@router.get(ONE, operation_id="getIntegration", responses=refused())
def get_integration(workspace: ApiWorkspace, integration_id: PathId) -> IntegrationShape:
    """Tell about one integration."""
    return IntegrationShape.of(workspace.integration(integration_id))


@router.patch(
    ONE,
    operation_id="editIntegration",
    response_model=IntegrationShape,
    responses=refused(409),
)
def edit(
    workspace: ApiWorkspace, integration_id: PathId, wanted: IntegrationChange, once: AtOnce
) -> Response:
    """Change the name, organisation number or currency; what is not given stays."""
    changes = wanted.model_dump(exclude_none=True)
    return once(lambda: IntegrationShape.of(workspace.edit_integration(integration_id, **changes)))
