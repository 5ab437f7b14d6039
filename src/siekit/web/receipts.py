"""Receipts of uploads as files to take away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from siekit.web.exports import exported, file_to_keep
from siekit.workspace.receipt_told import receipt_report
from siekit.workspace.refusals import Refusal

if TYPE_CHECKING:
    from starlette.responses import Response

    from siekit.workspace.receipt import Receipt

PDF, JSON = "application/pdf", "application/json"


def receipt_pdf(receipt: Receipt, lang: str) -> Response:
    """Return a receipt as a PDF, or refuse it as `form_unavailable`."""
    return exported([receipt_report(receipt, lang)], "pdf", stem=_stem(receipt), lang=lang)


def receipt_file(receipt: Receipt, form: str, lang: str) -> Response:
    """Return a receipt as a file, pdf or json; `not_found` for another form."""
    if form == "pdf":
        return receipt_pdf(receipt, lang)
    if form != "json":
        raise Refusal("not_found", what="format", what_sv="format", id=form)
    body = json.dumps(receipt.as_json(), ensure_ascii=False, indent=2) + "\n"
    return file_to_keep(body.encode("utf-8", "replace"), _stem(receipt), form, JSON)


def _stem(receipt: Receipt) -> str:
    upload = receipt.upload
    return f"receipt {upload.id} {upload.company or upload.file} {upload.first_day or ''}"
