"""What the catalogue keeps of a file that was read: columns of an upload, and its preview."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from siekit.workspace.contents import contents_of
from siekit.workspace.shown_text import shown_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from siekit.document import Document

MOST_SERIES = 100
"""Voucher series, dimensions and years that a preview keeps; others are counted only."""

CONTENTS = "contents"
NOT_TAKEN = "R206"
"""The finding of a line that is neither record nor brace, so that nothing of it is in a table."""

_ORGNR = re.compile(r"(\d{6})-(\d{4})", re.ASCII)


def head_facts(document: Document) -> dict[str, Any]:
    """Return the columns of an upload that a document gives, `preview` among them."""
    header = document.header
    first, last, derived = own_year(document)
    return {
        **company_of(document),
        "sie_type": header.sie_type,
        "currency": _text(header.currency),
        "generated_date": header.generated.date,
        "first_day": first,
        "last_day": last,
        "year_derived": derived,
        "role": "entries" if header.sie_type == "4I" else "ledger",
        "preview": preview_of(document, derived=derived),
    }


def company_of(document: Document) -> dict[str, Any]:
    """Return the columns of an upload that tell which company a document is of."""
    company = document.header.company
    return {
        "company": _text(company.name),
        "orgnr": ten_digits(company.orgnr),
        "orgnr_raw": _text(company.orgnr_raw),
        "acquisition_no": _text(company.acquisition_no),
    }


def ten_digits(orgnr: str | None) -> str | None:
    """Return the ten digits of an organisation number as the reader gives it; None for others.

    The reader takes away what stands before the ten: 16, 18, 19 or 20. A foreign number, or one
    of eleven digits, is none that files are linked by, nor are ten zeros.
    """
    found = _ORGNR.fullmatch(orgnr or "")
    digits = found[1] + found[2] if found else ""
    return digits if digits.strip("0") else None


def own_year(document: Document) -> tuple[date | None, date | None, bool]:
    """Return the first and last day of the file's own year, and whether vouchers only tell it."""
    for year in document.fiscal_years:
        first, last = year.start_date, year.end_date
        if year.year_no == 0 and first is not None and last is not None and first <= last:
            return first, last, False
    first, last = document.voucher_dates
    return first, last, first is not None


def preview_of(document: Document, *, derived: bool) -> dict[str, Any]:
    """Return what `siekit show` tells of a document, and what the page of a preview adds to it.

    Added are the chart's type, to which day the balances reach, whether the year before is there,
    the dimensions, whether the year is derived from the vouchers' dates, and the tree of contents,
    which is kept until there are tables that it can be made of.
    """
    header, shown = document.header, document.preview()
    balances = document["balances"]
    years = set(balances["year_no"].unique().to_pylist())
    dimensions = [
        {"dimension": one.dimension, "name": _text(one.name)}
        for one in document.dimensions[:MOST_SERIES]
    ]
    series = shown["series"]
    shown["series"] = series[:MOST_SERIES]
    shown["fiscal_years"] = shown["fiscal_years"][:MOST_SERIES]
    return {
        **_plain(shown),
        "series_left_out": max(0, len(series) - MOST_SERIES),
        "chart_type": _text(header.chart_type),
        "chart_type_raw": _text(header.chart_type_raw),
        "covered_to": header.covered_to.isoformat() if header.covered_to else None,
        "previous_year": -1 in years,
        "dimensions": dimensions,
        "year_derived": derived,
        CONTENTS: {**contents_of(document), "not_taken": _not_taken(document)},
    }


def without_contents(preview: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return a preview without the tree of what is in the file, which is long."""
    if preview is None:
        return None
    return {name: one for name, one in preview.items() if name != CONTENTS}


def _not_taken(document: Document) -> list[int]:
    """Return the first lines that nothing was read of."""
    lines = (one.line for one in document.findings if one.code == NOT_TAKEN and one.line)
    return list(islice(lines, MOST_SERIES))


def _text(text: str | None) -> str | None:
    return None if text is None else shown_text(text)


def _plain(value: Any) -> Any:  # noqa: ANN401, any JSON
    """Return JSON whose texts can be shown and are not long."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return shown_text(value) if isinstance(value, str) else value
