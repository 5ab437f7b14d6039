"""Every report in every form, as the command writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from siekit.cli.main import main
from siekit.reports.base import Options
from siekit.reports.registry import REPORTS
from siekit.reports.render.registry import RENDERERS
from tests.reports.render.pages_made import EN, SMALL, SV, THIS, reports_of

if TYPE_CHECKING:
    from pathlib import Path

    from siekit.reports.render.base import Renderer

STARTS = {
    "text": b"",
    "json": b"{",
    "csv": b"section,",
    "html": b"<!doctype html>",
    "pdf": b"%PDF-",
    "xlsx": b"PK",
}

ASKED = {
    "account-statement": Options(accounts=("1930",)),
    "object-report": Options(dimension=1),
    "voucher": Options(voucher=("A", "1")),
}
"""What some reports must be asked for."""


@pytest.mark.parametrize("name", [kind.name for kind in REPORTS])
def test_every_report_has_every_form(name: str) -> None:
    """A report that is added is shown by each renderer, in both languages."""
    reports = reports_of(name, THIS, options=ASKED.get(name))
    for renderer in RENDERERS:
        for look in (EN, SV):
            data = renderer.render(reports, look)
            assert data.startswith(STARTS[renderer.name])


@pytest.mark.parametrize("renderer", RENDERERS, ids=lambda one: one.name)
def test_the_ending_of_the_output_says_the_form(renderer: Renderer, tmp_path: Path) -> None:
    """`-o x.pdf` is a PDF; nothing else is asked for."""
    out = tmp_path / f"report{renderer.extension}"
    asked = ["report", "income-statement", str(SMALL), "-o", str(out)]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.stderr
    assert out.read_bytes().startswith(STARTS[renderer.name])


def test_no_two_renderers_share_a_name_or_an_ending() -> None:
    """Each name and each ending leads to one form, and a file's ending to it."""
    assert len({one.name for one in RENDERERS}) == len(RENDERERS)
    assert len({one.extension for one in RENDERERS}) == len(RENDERERS)


def test_an_unknown_form_is_told_with_those_that_there_are() -> None:
    """`--format docx` says what there is instead."""
    asked = ["report", "income-statement", str(SMALL), "--format", "docx"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 2
    assert "text, json, csv, html, pdf, xlsx" in result.stderr


def test_details_put_the_ledgers_behind_the_statement(tmp_path: Path) -> None:
    """`--details` gives the accounts, their rows and the vouchers on the same page."""
    out = tmp_path / "report.html"
    asked = ["report", "income-statement", str(SMALL), "--details", "-o", str(out)]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.stderr
    page = out.read_text(encoding="utf-8")
    for title in ("Income statement", "General ledger", "Journal"):
        assert f">{title}</h" in page
    assert "<details open>" in page
