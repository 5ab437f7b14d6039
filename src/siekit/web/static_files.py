"""Style, scripts and pictures: served by name, their addresses changed when they change."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.staticfiles import StaticFiles

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"


@cache
def static_url(name: str) -> str:
    """Return the address of a file of `static/`; another content has another address."""
    digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


class Files(StaticFiles):
    """The files of `static/`, which a browser may keep where their content is in the address."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file."""
        response = await super().get_response(path, scope)
        kept = b"v=" in scope.get("query_string", b"")
        seconds = "31536000, immutable" if kept else "300"
        response.headers["cache-control"] = f"public, max-age={seconds}"
        return response
