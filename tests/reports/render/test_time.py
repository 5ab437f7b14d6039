"""The time at which a report was made, with the zone that it is in."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from siekit.reports.render.base import Look
from siekit.reports.render.registry import BY_NAME
from tests.reports.render.pages_made import statement

AT = datetime(2026, 11, 24, 23, 27, tzinfo=UTC)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (Look(made=AT), "2026-11-24 23:27 UTC"),
        (Look(made=AT, zone=STOCKHOLM), "2026-11-25 00:27 Swedish time"),
        (Look(made=AT, zone=STOCKHOLM, lang="sv"), "2026-11-25 00:27 svensk tid"),
        (Look(made=AT, zone=timezone(timedelta(hours=1), "CET")), "2026-11-25 00:27 CET"),
        (
            Look(made=AT, zone=timezone(timedelta(hours=-3), "E. South America Standard Time")),
            "2026-11-24 20:27 UTC-03:00",
        ),
    ],
)
def test_the_zone_is_said(look: Look, said: str) -> None:
    """That of the reader, by a name that people know, else by its distance."""
    assert look.made_at() == said


def test_every_form_for_paper_says_the_same() -> None:
    """HTML, and the rows and the foot of a workbook."""
    look = Look(made=AT, zone=STOCKHOLM, lang="sv")
    assert BY_NAME["html"].render([statement()], look).decode().count("svensk tid") == 2
    with zipfile.ZipFile(io.BytesIO(BY_NAME["xlsx"].render([statement()], look))) as book:
        pages = {name: book.read(name).decode() for name in book.namelist() if "xml" in name}
    assert "2026-11-25 00:27 svensk tid" in pages["xl/sharedStrings.xml"]
    assert "00:27 svensk tid" in pages["xl/worksheets/sheet1.xml"]
    assert "2026-11-24T23:27:00Z" in pages["docProps/core.xml"]
