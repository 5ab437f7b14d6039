"""What programs ask of the portal: whether it works."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from siekit.web.visitors import portal_of

router = APIRouter(include_in_schema=False)


@router.get("/health")
def health(request: Request) -> JSONResponse:
    """Tell whether the catalogue answers."""
    with portal_of(request).installation.catalogue.read() as connection:
        connection.exec_driver_sql("select 1")
    return JSONResponse({"status": "ok"})
