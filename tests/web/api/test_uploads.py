"""Sending files, and what is told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.books import books

if TYPE_CHECKING:
    from tests.web.api.calling import Caller


def test_a_file_is_sent_and_listed(admin_api: Caller) -> None:
    """Bytes that are sent become an upload in the list, as the command line's list has it."""
    (result,) = admin_api.send(("bok.se", books()))
    assert result["error"] is None
    upload = result["upload"]
    assert (upload["state"], upload["file"], upload["size"]) == ("RECEIVED", "bok.se", len(books()))
    (row,) = admin_api.get("/uploads")["items"]
    assert list(row) == [
        *("id", "state", "file", "sha256", "company", "orgnr", "fiscal_year"),
        *("integration", "active", "in_reports", "uploaded_at"),
    ]
