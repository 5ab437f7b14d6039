"""The style of reports' tables and charts, which the renderers own."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from siekit.reports.render.html_fragment import fragment_css

router = APIRouter(include_in_schema=False)


@router.get("/style/report.css")
def report_css() -> Response:
    """Return the style sheet that report fragments need."""
    headers = {"Cache-Control": "public, max-age=300"}
    return Response(fragment_css(), media_type="text/css", headers=headers)
