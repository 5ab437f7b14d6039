"""Files as answers, under a name that no header and no file system takes amiss."""

import re
from typing import Any
from urllib.parse import quote

from fastapi import Response

OCTETS = "application/octet-stream"
FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}},
    }
}

_ODD = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST = 100


def kept_as(name: str) -> dict[str, str]:
    """Return the headers of a file to keep, never to be shown as a page of ours."""
    last = name.replace("\\", "/").rpartition("/")[2]
    usual = _ODD.sub("_", last)[-LONGEST:].lstrip(".") or "file"
    exact = quote(last.encode("utf-8", "replace"), safe="")
    told = f"attachment; filename=\"{usual}\"; filename*=UTF-8''{exact}"
    return {"Content-Disposition": told}


def attachment(data: bytes, name: str, media_type: str) -> Response:
    """Return bytes as a file to keep."""
    return Response(data, media_type=media_type, headers=kept_as(name))
