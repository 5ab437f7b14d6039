"""The account mapping of an integration: seen by all, changed by administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import Response

from siekit.reports.settings_file import MOST_BYTES
from siekit.web.access import AWorkspace
from siekit.web.exports import TOML, TYPES, file_to_keep
from siekit.web.pages import flash, redirect, render, say
from siekit.web.visitors import visitor_of
from siekit.workspace.actors import Role
from siekit.workspace.mapping import mappings_of
from siekit.workspace.mapping_files import mapping_as_csv, mappings_as_toml, read_mapping_file
from siekit.workspace.mapping_names import names_of
from siekit.workspace.refusals import Refusal
from siekit.workspace.workspace import Workspace

if TYPE_CHECKING:
    from siekit.workspace.unmapped import UnmappedAccount

router = APIRouter()

MOST_SHOWN = 2_000
AT = "/d/{domain_id}/integrations/{integration_id}/mapping"


@router.get(AT)
def mapping_page(
    request: Request, workspace: AWorkspace, integration_id: int, account: str = ""
) -> Response:
    """What the accounts are called in reports of several companies, and which are not named."""
    return _page(request, workspace, integration_id, given={"account": account[:18]})


@router.post(AT)
def change(
    request: Request,
    workspace: AWorkspace,
    integration_id: int,
    *,
    account: Annotated[str, Form()] = "",
    group_account: Annotated[str, Form()] = "",
    remove: Annotated[bool, Form()] = False,
) -> Response:
    """Add or change one entry, or take it out."""
    try:
        workspace.change_mapping(integration_id, {account: None if remove else group_account})
    except Refusal as refusal:
        if refusal.code != "invalid":
            raise
        given = {"account": account, "group_account": group_account}
        return _page(request, workspace, integration_id, given=given, refusal=refusal)
    flash(request, say(request, "mapping.saved"))
    return redirect(request, f"/d/{workspace.domain_id}/integrations/{integration_id}/mapping")


@router.post(f"{AT}/file")
def take_file(
    request: Request,
    workspace: AWorkspace,
    integration_id: int,
    file: Annotated[UploadFile, File()],
) -> Response:
    """Let the entries of a file stand in place of all."""
    workspace.actor.require(Role.ADMIN)
    try:
        integration = workspace.integration(integration_id)
        data = file.file.read(MOST_BYTES + 1)
        told = names_of(workspace, integration)
        entries = read_mapping_file(data, file.filename or "", told)
        workspace.set_mapping(integration_id, entries)
    except Refusal as refusal:
        if refusal.code != "invalid":
            raise
        return _page(request, workspace, integration_id, refusal=refusal)
    flash(request, say(request, "mapping.file_taken", count=len(entries)))
    return redirect(request, f"/d/{workspace.domain_id}/integrations/{integration_id}/mapping")


@router.get(f"{AT}.csv")
def as_csv(workspace: AWorkspace, integration_id: int) -> Response:
    """The entries as a file of two columns."""
    stem = f"mapping {workspace.integration(integration_id).name}"
    data = mapping_as_csv(workspace.mapping(integration_id))
    return file_to_keep(data, stem, "csv", TYPES["csv"])


@router.get("/d/{domain_id}/mapping.toml")
def as_toml(workspace: AWorkspace) -> Response:
    """The mappings of all companies, as `siekit report --mapping` takes them."""
    of = mappings_of(workspace)
    data = mappings_as_toml([(one, of[one.id]) for one in workspace.integrations() if one.id in of])
    return file_to_keep(data, "mapping", "toml", TOML)


def _page(
    request: Request,
    workspace: Workspace,
    integration_id: int,
    *,
    given: dict[str, str] | None = None,
    refusal: Refusal | None = None,
) -> Response:
    mapping = workspace.mapping(integration_id)
    unmapped, lost = _unmapped(workspace, integration_id)
    return render(
        request,
        "mapping.html",
        status=refusal.status if refusal else 200,
        integration=workspace.integration(integration_id),
        mapping=mapping,
        entries=mapping.entries[:MOST_SHOWN],
        left_out=max(len(mapping.entries) - MOST_SHOWN, 0),
        unmapped=unmapped[:MOST_SHOWN],
        lost=lost.text(visitor_of(request).lang) if lost else None,
        given={"account": "", "group_account": "", **(given or {})},
        fault=refusal.text(visitor_of(request).lang) if refusal else None,
        may_change=workspace.actor.role >= Role.ADMIN,
    )


def _unmapped(
    workspace: Workspace, integration_id: int
) -> tuple[list[UnmappedAccount], Refusal | None]:
    """Return the accounts that are not named; where tables are lost, why nobody can tell."""
    try:
        return workspace.unmapped_accounts(integration_id), None
    except Refusal as refusal:
        return [], refusal
