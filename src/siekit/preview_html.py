"""The preview of a document as a table for notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from siekit.locale.figures import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HEAD = '<th scope="row" style="text-align:left">'
_CELL = '<td style="text-align:left">'


def as_html(preview: Mapping[str, Any]) -> str:
    """The preview as one HTML table; whatever comes from the file is escaped."""
    rows = "".join(
        f"<tr>{_HEAD}{escape(name)}</th>{_CELL}{escape(value)}</td></tr>"
        for name, value in _facts(preview)
    )
    return f"<table><caption>{escape(preview['path'])}</caption><tbody>{rows}</tbody></table>"


def _facts(preview: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """The facts that tell one file from another, each with its name."""
    company, counts, findings = preview["company"], preview["counts"], preview["findings"]
    dates, totals = preview["voucher_dates"], preview["totals"]
    yield "Company", _words(company["name"], company["orgnr"])
    yield (
        "Fiscal years",
        ", ".join(
            f"{year['start_date'] or MISSING} – {year['end_date'] or MISSING}"
            for year in preview["fiscal_years"]
        )
        or MISSING,
    )
    yield "Type", f"{preview['sie_type']} ({preview['sie_type_evidence']})"
    yield "Program", _words(preview["program"]["name"], preview["program"]["version"])
    yield "Generated", _words(preview["generated"]["date"], preview["generated"]["signature"])
    yield "Accounts", f"{counts['accounts']:,}"
    yield "Vouchers", f"{counts['vouchers']:,}"
    yield "Voucher dates", _words(dates["first"], dates["last"])
    yield "Transactions", f"{counts['transactions']:,}"
    yield "Debit, credit", _words(totals["debit"], totals["credit"])
    yield "Findings", ", ".join(f"{number:,} {severity}" for severity, number in findings.items())


def _words(*parts: str | None) -> str:
    """What there is of these, with a dash when there is nothing."""
    return ", ".join(part for part in parts if part) or MISSING
