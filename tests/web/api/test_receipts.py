"""Receipts over HTTP: JSON for programs, PDF where it is asked for."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from siekit.workspace.actors import Role
from tests.books import books
from tests.web.api.calling import told

if TYPE_CHECKING:
    from tests.web.api.calling import Called, Caller


def test_a_receipt_has_the_hash_of_the_bytes_that_were_sent(admin_api: Caller) -> None:
    """And says that it was the API by which they came; the same as the command line gives."""
    data = books()
    number = admin_api.active("bok.se", data)
    found = admin_api.get(f"/uploads/{number}/receipt")
    assert found["upload"]["sha256"] == hashlib.sha256(data).hexdigest()
    assert found["source"] == "api"
    assert [one["action"] for one in found["activations"]] == ["activated"]
    summary = admin_api.get(f"/uploads/{number}/summary")
    result = summary["income_statement"]["lines"][-1]["values"][0]
    assert found["result"] == result == "12000.00"


def test_a_receipt_is_a_pdf_where_that_is_asked_for(admin_api: Caller) -> None:
    """By `format`, or by `Accept`; `format` goes before."""
    pytest.importorskip("typst")
    number = admin_api.ready()
    path = f"/uploads/{number}/receipt"
    accepts = {"Accept": "application/pdf"}
    for options in ({"params": {"format": "pdf"}}, {"headers": accepts}):
        found = admin_api.call("GET", path, **options)
        assert found.headers["content-type"] == "application/pdf"
        assert found.headers["content-disposition"].startswith("attachment")
        assert found.content.startswith(b"%PDF-")
    found = admin_api.call("GET", path, headers=accepts, params={"format": "json"})
    assert found.json()["upload"]["id"] == number
    assert admin_api.call("GET", path, params={"format": "docx"}).status_code == 422


def test_a_viewer_may_have_it_and_nobody_before_it_was_read(called: Called) -> None:
    """Who only reads may keep receipts; a file that waits to be read has none."""
    admin, viewer = called.caller(), called.caller(Role.VIEWER)
    number = admin.ready()
    assert viewer.get(f"/uploads/{number}/receipt")["upload"]["state"] == "READY"
    sent = admin.call("POST", "/uploads", files=[("files", ("ny.se", books(sales=5)))]).json()
    waits = sent["results"][0]["upload"]["id"]
    answer = admin.call("GET", f"/uploads/{waits}/receipt")
    assert answer.status_code == 409
    assert told(answer)["code"] == "wrong_state"
