"""Reports as files: JSON for programs, CSV and XLSX for sheets, PDF and HTML for people."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Path, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from siekit.reports.model import Report
from siekit.reports.render.base import Look
from siekit.reports.render.registry import BY_NAME
from siekit.web.api.downloads import attachment
from siekit.web.api.shapes.report_query import Shown
from siekit.web.filters import STOCKHOLM
from siekit.web.forms_of_reports import check_offered

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}

RENDERED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The report, in the format asked for.",
        "content": {
            kind.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
            for kind in MEDIA_TYPES.values()
        },
    }
}

ReportPath = Annotated[
    str,
    Path(pattern="^[a-z][a-z-]{0,40}$", description="Name of the report; see `listReports`."),
]


def rendered(reports: Sequence[Report], shown: Shown, shape: BaseModel) -> Response:
    """Return reports in the format asked for; `shape` is what they are in JSON."""
    if shown.format == "json":
        return JSONResponse(shape.model_dump(mode="json"))
    check_offered(shown.format)
    renderer = BY_NAME[shown.format]
    details = bool(getattr(shown, "details", False))
    look = Look(lang=shown.lang, decimals=shown.decimals, details=details, zone=STOCKHOLM)
    data = renderer.render(reports, look)
    name = reports[0].name if reports else "report"
    return attachment(data, f"{name}{renderer.extension}", MEDIA_TYPES[shown.format])
