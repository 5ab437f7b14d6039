"""Tests of reports as a part of another page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siekit.reports.base import Options
from siekit.reports.render.html_fragment import fragment_css, report_fragment
from tests.reports.render.pages_made import SV, THIS, reports_of

if TYPE_CHECKING:
    from siekit.reports.model import Report


class Elsewhere:
    """Addresses of another site."""

    def account(self, report: Report, account: str) -> str | None:
        """Lead to an account's page."""
        return f"/f/{report.files[0].document_id}/accounts/{account}"

    def voucher(self, document: int, voucher: int | None) -> str | None:
        """Lead to a voucher's page."""
        return None if voucher is None else f"/f/{document}/vouchers/{voucher}"

    def line(self, document: int, line: int) -> str | None:
        """Lead to the lines of the file."""
        return f"/f/{document}/lines?at={line}"


def test_figures_lead_elsewhere_and_no_style_is_asked_for() -> None:
    """A fragment's accounts lead to the page's own addresses; it has no script and no style."""
    (report,) = reports_of("income-statement", THIS)[:1]
    made = report_fragment(report, SV, ident="income", ways=Elsewhere())
    assert 'href="/f/1/accounts/3' in made
    assert made.startswith('<div id="income" class="report">')
    assert "<svg" in made
    assert "style" not in made
    assert "<script" not in made


def test_rows_lead_to_their_voucher_and_their_line() -> None:
    """Every row of a ledger leads to its voucher and to its line of the file."""
    options = Options(accounts=("1930",))
    (report,) = reports_of("general-ledger", THIS, options=options, pages=False)
    made = report_fragment(report, SV, ident="ledger", ways=Elsewhere())
    assert 'href="/f/1/vouchers/' in made
    assert 'href="/f/1/lines?at=' in made


def test_the_style_of_fragments_holds_within_them_only() -> None:
    """The sheet has no rule for a whole page."""
    css = fragment_css()
    assert css.startswith(".report {")
    assert not any(f"\n{word}" in css for word in ("body", "html", ":root", "@page"))
