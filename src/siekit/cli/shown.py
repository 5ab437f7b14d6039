"""What `siekit show` keeps of a document when the document itself has been let go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siekit.exceptions import UnreadableAmountError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from siekit.document import Document
    from siekit.figures import Counts, SeriesRange, Totals
    from siekit.findings import Finding
    from siekit.model import FiscalYear, Header, LineAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The facts of one document; `totals` is None when `refusal` says why."""

    header: Header
    fiscal_years: Sequence[FiscalYear]
    counts: Counts
    totals: Totals | None
    refusal: str
    series: Sequence[SeriesRange]
    voucher_dates: tuple[date | None, date | None]
    lines: LineAccount
    severities: Mapping[str, int]
    findings: Sequence[Finding]
    finding_counts: Mapping[str, int]
    preview: Mapping[str, Any]

    @classmethod
    def of(cls, document: Document) -> Shown:
        """The facts of this document."""
        totals, refusal = None, ""
        try:
            totals = document.totals
        except UnreadableAmountError as error:
            refusal = str(error)
        return cls(
            header=document.header,
            fiscal_years=document.fiscal_years,
            counts=document.counts,
            totals=totals,
            refusal=refusal,
            series=document.series,
            voucher_dates=document.voucher_dates,
            lines=document.lines,
            severities=document.severity_counts,
            findings=document.findings,
            finding_counts=document.finding_counts,
            preview=document.preview(),
        )
