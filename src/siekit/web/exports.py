"""Reports as files to take away: XLSX, PDF and CSV, by the renderers of the command line."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from starlette.responses import Response

from siekit.reports.render.base import Look
from siekit.reports.render.registry import BY_NAME
from siekit.web.filters import STOCKHOLM
from siekit.web.forms_of_reports import check_offered
from siekit.web.page_words import report_on_page
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siekit.reports.model import Report

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
}
TOML = "application/toml"
LONGEST_NAME = 80


def exported(
    reports: Sequence[Report], form: str, *, stem: str, lang: str, decimals: int | None = None
) -> Response:
    """Return reports as a file of a form in `TYPES`; `not_found` for another one."""
    if form not in TYPES:
        raise Refusal("not_found", what="format", what_sv="format", id=form)
    check_offered(form)
    said = [report_on_page(one) for one in reports]
    data = BY_NAME[form].render(said, Look(lang=lang, decimals=decimals, zone=STOCKHOLM))
    return file_to_keep(data, stem, form, TYPES[form])


def file_to_keep(data: bytes, stem: str, ending: str, media_type: str) -> Response:
    """Return a file that the browser keeps and never shows, under a name of the stem."""
    headers = {"Content-Disposition": f'attachment; filename="{file_name(stem)}.{ending}"'}
    return Response(data, media_type=media_type, headers=headers)


def file_name(stem: str) -> str:
    """Return a name that every disk takes, whatever a stranger's file called its company."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].strip("-") or "siekit"
