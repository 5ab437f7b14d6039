"""The preview of a document: what `siekit show --format json` prints for one file.

The shape is a promise: `siekit/json_schemas/show.schema.json` describes it, `siekit schema show`
prints that description.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from siekit.locale.figures import plain_money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from siekit.figures import Counts, SeriesRange, Totals
    from siekit.model import FiscalYear, Header, LineAccount


def describe(
    header: Header,
    *,
    fiscal_years: Sequence[FiscalYear],
    counts: Counts,
    totals: Totals | None,
    series: Sequence[SeriesRange],
    voucher_dates: tuple[date | None, date | None],
    lines: LineAccount,
    findings: Mapping[str, int],
) -> dict[str, Any]:
    """The preview; `totals` is None when debit and credit cannot be added up."""
    first, last = voucher_dates
    return {
        **_identity(header),
        "fiscal_years": [
            {
                "year_no": year.year_no,
                "start_date": _iso(year.start_date),
                "end_date": _iso(year.end_date),
            }
            for year in fiscal_years
        ],
        "currency": {"code": header.currency, "declared": header.currency_declared},
        "encoding": {"found": header.encoding, "declared": header.encoding_declared},
        "counts": asdict(counts),
        "totals": {
            "debit": _money(totals.debit if totals else None),
            "credit": _money(totals.credit if totals else None),
        },
        "series": [asdict(one) for one in series],
        "voucher_dates": {"first": _iso(first), "last": _iso(last)},
        "lines": asdict(lines),
        "findings": {severity: findings[severity] for severity in ("error", "warning", "info")},
    }


def _identity(header: Header) -> dict[str, Any]:
    """Which file it is, of which company, from which program."""
    return {
        "path": header.file,
        "format": header.format,
        "sie_type": header.sie_type,
        "sie_type_evidence": header.sie_type_evidence,
        "company": {
            "name": header.company.name,
            "orgnr": header.company.orgnr,
            "orgnr_raw": header.company.orgnr_raw,
        },
        "program": asdict(header.program),
        "generated": {
            "date": _iso(header.generated.date),
            "signature": header.generated.signature,
        },
    }


def _iso(day: date | None) -> str | None:
    """A date as text, None when there is none."""
    return day.isoformat() if day else None


def _money(amount: Decimal | None) -> str | None:
    """An amount as text, None when there is none."""
    return None if amount is None else plain_money(amount)
