"""Routes of account mappings and eliminations: what reports of several companies go by."""

from fastapi import APIRouter, Response

from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.once import AtOnce
from siekit.web.api.shapes.base import PathId
from siekit.web.api.shapes.group_rules import (
    AccountMappingShape,
    EliminationsShape,
    MappingChange,
    NewEliminations,
    NewMapping,
    SnapshotRulesShape,
    UnmappedAccounts,
    UnmappedAccountShape,
)
from siekit.workspace.refusals import Refusal

router = APIRouter(tags=["Group"])

OF_ONE = "/integrations/{integration_id}"


@router.get(f"{OF_ONE}/mapping", operation_id="getMapping", responses=refused())
def get_mapping(workspace: ApiWorkspace, integration_id: PathId) -> AccountMappingShape:
    """Tell what the accounts of an integration are called in reports of several companies."""
    return AccountMappingShape.of(workspace.mapping(integration_id))


@router.put(
    f"{OF_ONE}/mapping",
    operation_id="setMapping",
    response_model=AccountMappingShape,
    responses=refused(409),
)
def set_mapping(
    workspace: ApiWorkspace, integration_id: PathId, wanted: NewMapping, once: AtOnce
) -> Response:
    """Let these entries stand in place of all; from the next sync on."""
    return once(
        lambda: AccountMappingShape.of(workspace.set_mapping(integration_id, wanted.accounts))
    )


@router.patch(
    f"{OF_ONE}/mapping",
    operation_id="changeMapping",
    response_model=AccountMappingShape,
    responses=refused(409),
)
def change_mapping(
    workspace: ApiWorkspace, integration_id: PathId, wanted: MappingChange, once: AtOnce
) -> Response:
    """Add, change or take out single entries; from the next sync on."""
    return once(
        lambda: AccountMappingShape.of(workspace.change_mapping(integration_id, wanted.accounts))
    )


@router.get(f"{OF_ONE}/unmapped-accounts", operation_id="listUnmapped", responses=refused())
def list_unmapped(workspace: ApiWorkspace, integration_id: PathId) -> UnmappedAccounts:
    """List the accounts with amounts in active files that the mapping does not name."""
    found = workspace.unmapped_accounts(integration_id)
    return UnmappedAccounts(items=[UnmappedAccountShape.of(one) for one in found])


@router.get("/eliminations", operation_id="getEliminations", responses=refused())
def get_eliminations(workspace: ApiWorkspace) -> EliminationsShape:
    """Tell what reports of several companies take away between them."""
    return EliminationsShape.of(workspace.eliminations())


@router.put(
    "/eliminations",
    operation_id="setEliminations",
    response_model=EliminationsShape,
    responses=refused(409),
)
def set_eliminations(workspace: ApiWorkspace, wanted: NewEliminations, once: AtOnce) -> Response:
    """Let these rules stand in place of all; from the next sync on."""
    rules = [one.kept() for one in wanted.rules]
    return once(lambda: EliminationsShape.of(workspace.set_eliminations(rules)))


@router.get(
    "/snapshots/{snapshot_id}/group-rules",
    operation_id="getSnapshotRules",
    responses=refused(),
)
def get_snapshot_rules(workspace: ApiWorkspace, snapshot_id: PathId) -> SnapshotRulesShape:
    """Tell by what mappings and eliminations a snapshot's reports of several companies go."""
    if workspace.snapshot(snapshot_id) is None:
        raise Refusal("not_found", what="snapshot", what_sv="ögonblicksbild", id=snapshot_id)
    return SnapshotRulesShape.of(workspace.snapshot_rules(snapshot_id))
