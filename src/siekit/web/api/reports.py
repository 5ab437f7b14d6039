"""Routes of reports over a snapshot."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from siekit.reports.registry import REPORTS
from siekit.web.access import ApiWorkspace
from siekit.web.api.documented import refused
from siekit.web.api.rendering import RENDERED, ReportPath, rendered
from siekit.web.api.shapes.base import TwoTongues
from siekit.web.api.shapes.report_query import AskedOfSnapshot
from siekit.web.api.shapes.reports import ReportName, ReportNames, Reports
from siekit.workspace.reading import reports_of
from siekit.workspace.refusals import Refusal

router = APIRouter(prefix="/reports", tags=["Reports"])


@router.get("", operation_id="listReports", responses=refused())
def list_reports(workspace: ApiWorkspace) -> ReportNames:
    """List the reports that can be asked for."""
    del workspace
    names = [
        ReportName(name=one.name, title=TwoTongues(en=one.title.en, sv=one.title.sv))
        for one in REPORTS
    ]
    return ReportNames(items=names)


@router.get(
    "/{name}",
    operation_id="getReport",
    response_model=Reports,
    responses={**RENDERED, **refused(410)},
)
def get_report(
    workspace: ApiWorkspace, name: ReportPath, asked: Annotated[AskedOfSnapshot, Query()]
) -> Response:
    """Give a report over the newest snapshot, or one of before: what was active at that sync.

    One report for each company and year; one of all with `companies`. `left_out` tells of which
    uploads it could not be made, and why.
    """
    if name not in {one.name for one in REPORTS}:
        raise Refusal("not_found", what="report", what_sv="rapport", id=name)
    found = reports_of(
        workspace,
        name,
        asked.of_snapshot(),
        snapshot_id=asked.snapshot,
        integration_ids=asked.integration or None,
        years=asked.year or None,
        currencies=asked.currency or None,
        drawn=asked.format in {"html", "pdf", "xlsx"},
    )
    if not found.reports and asked.format != "json":
        raise Refusal("not_found", what="report", what_sv="rapport", id=name)
    return rendered(found.reports, asked, Reports.of(found, asked.lang))
